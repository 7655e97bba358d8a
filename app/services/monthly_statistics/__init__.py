"""Monthly statistics (月度统计): what a month was, counted from the records it leads back to."""
