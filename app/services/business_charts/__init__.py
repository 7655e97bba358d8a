"""What the charts of 业务指标 show of the records: by department and kind, by month, from clue to closing."""
