"""恢复数据: what can be restored, also while no store opens."""
