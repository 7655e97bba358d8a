"""The user manual on screen."""
