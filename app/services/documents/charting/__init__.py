"""Draws charts on the sheets of papers: vectors and embedded fonts, told apart in grey print."""
