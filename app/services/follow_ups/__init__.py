"""What follows a reply: looks at the rectification, revisits, evaluation, and the closing of the letter."""
