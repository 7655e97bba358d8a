"""SM3 (GB/T 32905) beside SHA-256, where the platform has it. A digest is no 密评, whatever its name."""

import hashlib
from typing import Protocol


class Digest(Protocol):
    """A digest that grows."""

    def update(self, data: bytes, /) -> None:
        """Take in more bytes."""

    def hexdigest(self) -> str:
        """What it has come to."""


def has_sm3() -> bool:
    """Whether this Python's OpenSSL knows it; a slow one in pure Python would be no help with large files."""
    return "sm3" in hashlib.algorithms_available


def new_sm3() -> Digest | None:
    """An empty one, None where the platform has none."""
    return hashlib.new("sm3") if has_sm3() else None
