"""The office itself: its departments and people, organisations outside, files taken in, settings."""
