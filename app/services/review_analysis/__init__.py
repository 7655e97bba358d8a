"""Cases of a pattern: common problems and charts."""
