"""Formal papers as PDF: suggestion letters, tables, and the pages of either as pictures."""
