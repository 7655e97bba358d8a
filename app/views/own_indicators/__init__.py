"""本院指标: the local library edited in the window."""
