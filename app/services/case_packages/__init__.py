"""案件包: a whole matter as a folder of PDFs and one offline page, with the hash of every file."""
