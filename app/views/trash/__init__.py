"""回收站: removing a record from its page, and what lies in the trash."""
