"""The office's own versions of document templates: kept with validity and reason, compared with the standard."""
