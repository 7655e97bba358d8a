"""Passwords and the recovery key on screen: asking for them, making them, changing them."""
