"""Frozen dataclasses as JSON text and back, by their types: what an editor holds is kept as a draft whole.

What does not fit the types (a draft of an older program) raises UnreadableDraft, and is not offered.
"""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from app.services.foundation.errors import DomainError

Held = TypeVar("Held")


class UnreadableDraft(DomainError):
    """A draft that this program does not understand."""

    def __init__(self) -> None:
        super().__init__("这份草稿是别的版本的程序留下的，恢复不了。可以删除它，重新填写。")


def text_of_draft(held: object) -> str:
    """A dataclass as JSON."""
    return json.dumps(_plain(held), ensure_ascii=False)


def draft_from(kind: type[Held], text: str) -> Held:
    """The dataclass of a text; raises UnreadableDraft."""
    try:
        return _built(kind, json.loads(text))  # type: ignore[no-any-return]  # of the kind that was asked for
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        raise UnreadableDraft from problem


def _plain(value: object) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [_plain(each) for each in value]
    return value


def _built(kind: Any, value: Any) -> Any:
    origin, given = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return None if value is None else _built(next(each for each in given if each is not NoneType), value)
    if origin in (tuple, list, frozenset):
        return origin(_built(given[0] if given else Any, each) for each in value)
    return _made(kind, value) if isinstance(kind, type) else value


def _made(kind: type, value: Any) -> Any:
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{name: _built(hints[name], each) for name, each in value.items()})
    if issubclass(kind, Enum):
        return kind(value)
    if kind is date:
        return date.fromisoformat(value)
    if type(value) is not kind:
        raise TypeError(kind)
    return value
