"""The way of a letter from clue to closing, by its kind: which steps, in which order, who decides each."""
