"""State secrets kept out, marks and audiences of records, and names that are masked."""
