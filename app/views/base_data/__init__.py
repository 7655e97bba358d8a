"""Base data on screen: a year as a grid."""
