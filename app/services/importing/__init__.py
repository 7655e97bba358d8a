"""Ledgers in: reading, finding the header, checking every row, one plan for preview and commit, taking a batch back."""
