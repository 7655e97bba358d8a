"""The names in a field of parties (当事人)."""

import re
from unicodedata import normalize

_BETWEEN = re.compile(r"[、，,；;\s/]+")


def names_in(parties: str) -> tuple[str, ...]:
    """The names, each once, in order; one character is no name."""
    return tuple(dict.fromkeys(name for name in _BETWEEN.split(normalize("NFKC", parties)) if len(name) > 1))
