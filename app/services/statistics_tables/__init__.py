"""统计表: the tables of a month, quarter, year or any range of months, with the records behind each count."""
