"""Word copies (.docx) of documents and tables, for the office to change in its own word processor."""
