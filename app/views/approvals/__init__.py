"""Approvals on screen."""
