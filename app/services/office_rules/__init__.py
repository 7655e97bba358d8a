"""日历与规则: what the office adds to the shipped calendar and rules, and changing it with a dry run first."""
