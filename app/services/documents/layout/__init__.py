"""From a composition to finished pages: heads, rows, forms, pagination, signature, 版记."""
