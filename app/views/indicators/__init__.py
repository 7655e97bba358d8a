"""Indicators on screen: each with n and d, its basis, and what lies behind it."""
