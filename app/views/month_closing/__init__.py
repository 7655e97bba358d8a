"""Closing a month on screen: the strip of its steps, and their dialogs."""
