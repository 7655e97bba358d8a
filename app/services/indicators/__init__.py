"""Indicators as data: what they count, over which items, on which basis; computed with n and d in sight."""
