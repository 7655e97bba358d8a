"""Cases of a pattern, common problems counted over their findings, and the reports made from the figures."""
