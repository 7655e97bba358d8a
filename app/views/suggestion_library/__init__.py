"""The suggestion library on screen."""
