"""Supervision matters on screen."""
