"""警戒与核查: what asks to be looked at, and what it came to."""
