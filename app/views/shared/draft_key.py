"""Which record a form is about, told by the rows and numbers it was given when it was made."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from enum import Enum

from app.services.drafts.rows import DraftPlace

_NAMES_A_RECORD = re.compile(r"(_id|key|matter|letter|review|clue|case|approval|objection|record|code|period)$")
_LONGEST = 60  # the column's length
_TOLD = ("entry_number", "number", "title", "name", "subject", "addressee")
_VERSION = "version"


def place_of(form: object) -> DraftPlace:
    """The same for every opening of the same form on the same record, whatever the machine."""
    record = " ".join(part for name, value in sorted(vars(form).items()) for part in _parts(name, value))
    if len(record) > _LONGEST:
        record = hashlib.sha256(record.encode()).hexdigest()[:_LONGEST]
    kind = type(form)
    return DraftPlace(f"{kind.__module__.removeprefix('app.views.')}.{kind.__qualname__}"[-80:], record)


def subject_of(form: object) -> str:
    """Number or name of the record a form is about; empty for one not made yet."""
    for _name, row in _rows(form):
        found = [
            str(value) for value in (getattr(row, name, None) for name in _TOLD) if isinstance(value, str) and value
        ]
        if found:
            return " ".join(dict.fromkeys(found[:2]))
    return ""


def version_of(form: object) -> str | None:
    """The version of the record the form was opened on, where it knows one."""
    known = getattr(form, f"_{_VERSION}", None)
    if known is None:
        known = next((getattr(row, _VERSION) for _name, row in _rows(form) if hasattr(row, _VERSION)), None)
    return None if known is None else str(known)


def _rows(form: object) -> Iterator[tuple[str, object]]:
    for name, value in sorted(vars(form).items()):
        if is_dataclass(value) and not isinstance(value, type):
            yield name, value
            inner = getattr(value, "row", None)
            if is_dataclass(inner):
                yield name, inner


def _parts(name: str, value: object) -> Iterator[str]:
    if is_dataclass(value) and not isinstance(value, type):
        key = getattr(value, "id", None)
        if key is None:
            key = getattr(getattr(value, "row", None), "id", None)
        if isinstance(key, int):
            yield f"{name}={key}"
    elif isinstance(value, Enum):
        yield f"{name}={value.value}"
    elif isinstance(value, tuple) and _is_key(value):
        yield f"{name}={value[0].value}:{value[1]}"
    elif isinstance(value, int | str) and not isinstance(value, bool) and _NAMES_A_RECORD.search(name):
        yield f"{name}={value}"


def _is_key(value: tuple[object, ...]) -> bool:
    """A record's type and number."""
    return len(value) == 2 and isinstance(value[0], Enum) and isinstance(value[1], int)
