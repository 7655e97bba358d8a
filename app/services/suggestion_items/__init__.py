"""The suggestions 1…n of a letter: fact, basis, measure, and what became of each."""
