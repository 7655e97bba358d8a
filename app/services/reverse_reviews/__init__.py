"""Reverse reviews (反向审视)."""
