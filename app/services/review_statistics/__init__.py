"""Statistics and reports of reverse review."""
