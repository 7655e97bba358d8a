"""本院指标: the office's own items and indicators, and what its ratios and structures are made of."""
