"""The county's quarterly table 业务工作基本情况, filled from base data."""
