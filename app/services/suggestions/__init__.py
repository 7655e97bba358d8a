"""Procuratorial suggestions: lists, records and what the office does with them."""
