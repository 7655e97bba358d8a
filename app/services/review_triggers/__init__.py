"""Triggers (触发情形): two lists as data, which cases meet them, and what becomes of each."""
