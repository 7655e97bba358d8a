"""Grades of cases, and what original handlers say."""
