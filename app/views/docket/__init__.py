"""期限: the deadlines on records, what is decided about them, their overview, and the calculator."""
