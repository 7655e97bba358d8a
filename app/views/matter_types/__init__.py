"""事项类型与职权: matter types and the list of powers as an administrator sees and changes them."""
