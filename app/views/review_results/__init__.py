"""What comes of reviews, followed to its end."""
