"""Procuratorial suggestions on screen."""
