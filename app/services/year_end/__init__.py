"""The end of a year: what is looked at, listed and printed, and what was ticked as done."""
