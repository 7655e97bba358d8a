"""The key of an encrypted store, by itself: what handles keys need not load a database for it."""

import hmac
from importlib.util import find_spec

KEY_LENGTH = 32  # bytes
LIBRARY = "sqlcipher3"


class DataKey:
    """The random key of one store, from which every key that touches a file is derived. Never shown, never logged."""

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        """``secret`` is 32 random bytes."""
        if len(secret) != KEY_LENGTH:
            raise ValueError(f"a data key has {KEY_LENGTH} bytes")
        self._secret = secret

    def __repr__(self) -> str:
        """Says nothing: a key in a traceback would be a key in the log."""
        return "DataKey(…)"

    @property
    def secret(self) -> bytes:
        """The bytes themselves; only what wraps them may ask."""
        return self._secret

    def derived(self, purpose: str, salt: bytes = b"") -> bytes:
        """A key for one purpose (HKDF with SHA-256, RFC 5869, one block); 32 bytes."""
        extracted = hmac.digest(salt or bytes(KEY_LENGTH), self._secret, "sha256")
        return hmac.digest(extracted, purpose.encode() + b"\x01", "sha256")


def encryption_is_possible() -> bool:
    """Whether SQLCipher and what wraps its keys are installed here; looks only, imports nothing."""
    return all(find_spec(name) is not None for name in (LIBRARY, "cryptography", "argon2"))
