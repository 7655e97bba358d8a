"""总览 on screen: the three 结构比 and the county's quarterly table."""
