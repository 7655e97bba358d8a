"""The suggestion library: past letters by likeness, paragraphs to use again, favourites, recurrence."""
