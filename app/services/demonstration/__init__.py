"""Demonstration stores: invented data of any size, the same for the same seed and day."""
