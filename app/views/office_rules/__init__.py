"""期限规则 and 日历: what the office itself lays down, always seen as a dry run first."""
