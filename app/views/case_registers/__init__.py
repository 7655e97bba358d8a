"""登记簿 on screen."""
