"""Supervision matters: lists, records and what the office does with them."""
