"""事项 of a letter: its suggestions 1…n, and the dialog in which they are set."""
