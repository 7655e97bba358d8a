"""Warnings about figures: raised with what causes them, looked at, concluded."""
