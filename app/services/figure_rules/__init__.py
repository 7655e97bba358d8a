"""Rules between base figures: data, checked by unit, department and period; the office's own beside the standard."""
