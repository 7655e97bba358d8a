"""Whether this machine has what encryption needs; light, because the first page of the window asks."""

from importlib.util import find_spec

SQLCIPHER = "sqlcipher3"


def encryption_is_possible() -> bool:
    """Whether SQLCipher and what wraps its keys are installed here; looks only, imports nothing."""
    return all(find_spec(name) is not None for name in (SQLCIPHER, "cryptography", "argon2"))
