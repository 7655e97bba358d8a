"""Templates of documents: what they are, read from TOML and checked, the standard set and the office's own."""
