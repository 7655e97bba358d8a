"""Replies and objections on screen."""
