"""The printer's shop: faces, line breaking on the GB/T 9704 grid, and drawing."""
