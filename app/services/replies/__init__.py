"""What addressees answer: replies item by item, objections and their reconsideration."""
