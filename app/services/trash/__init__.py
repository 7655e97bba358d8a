"""回收站: records that were removed, by whom and why, until they are fetched back or deleted for good by two people."""
