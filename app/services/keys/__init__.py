"""The keys of an encrypted store: the random data key, the passwords and the paper that open it, and sealed files."""
