"""代表建议 on screen."""
