"""Lists: columns as data, and how the store answers them in windows."""
