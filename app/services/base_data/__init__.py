"""Base data: counts by unit, department, item and period."""
