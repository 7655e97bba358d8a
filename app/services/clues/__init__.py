"""Clues (线索): what came in, what was decided about each, and what it became."""
