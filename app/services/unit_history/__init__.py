"""What the office had to do with one unit, over the years."""
