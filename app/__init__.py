"""检督台: the program; see ARCHITECTURE.md for the layers."""
