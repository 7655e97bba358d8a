"""The tables that are not counted from letters and matters: each takes its figures from the service that has them."""
