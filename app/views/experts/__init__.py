"""Experts and talents on screen."""
