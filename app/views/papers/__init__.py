"""Writing documents, and the catalogue of all there are."""
