"""月度统计 on screen."""
