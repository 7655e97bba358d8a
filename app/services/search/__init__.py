"""Full text over the store."""
