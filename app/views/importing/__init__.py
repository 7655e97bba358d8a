"""Ledgers coming in, on screen."""
