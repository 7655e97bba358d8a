"""本院措辞: the office's own versions of a document, edited, compared with the standard, adopted, withdrawn."""
