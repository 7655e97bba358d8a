"""Experts and talents, and the opinions they gave."""
