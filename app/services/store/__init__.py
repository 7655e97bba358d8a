"""Opening, keeping and proving the store file."""
