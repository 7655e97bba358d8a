"""Clues (线索) on screen."""
