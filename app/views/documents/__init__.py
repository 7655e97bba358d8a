"""Papers on screen and on the printer."""
