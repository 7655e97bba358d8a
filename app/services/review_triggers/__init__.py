"""Triggers of reviews and the cases that met them."""
