"""Charts that any page may show, in one theme."""
