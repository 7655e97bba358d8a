"""Tables, dates and terms, and the one way to the store."""
