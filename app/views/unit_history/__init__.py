"""The history of a unit on screen."""
