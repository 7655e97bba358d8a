"""Rules between base figures on screen: where they do not hold, and the office's own."""
