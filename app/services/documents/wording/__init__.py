"""A template filled with facts: what a document says."""
