"""制发前检查: what a letter is looked over for before it is sent for review, and before it is signed."""
