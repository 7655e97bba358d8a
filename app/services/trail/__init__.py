"""Reading the audit trail: titles, what an act came to, and taking it back."""
