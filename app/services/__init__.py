"""What the office does: one public method is one intention and one transaction."""
