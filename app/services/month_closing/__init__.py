"""Closing a month: compute, check, review by a second person, lock; reconcile with the national system."""
