"""附件: the files of a record on its page."""
