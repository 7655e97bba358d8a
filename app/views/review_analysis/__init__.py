"""Cases of a pattern: common problems, charts and reports."""
