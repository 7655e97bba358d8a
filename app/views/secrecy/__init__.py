"""标记 and masked names on record pages."""
