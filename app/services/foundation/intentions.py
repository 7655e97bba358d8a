"""Every intention of the office declares its name, the permission it will need, and how it is taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from app.models.actor import Actor

__all__ = ["ASKED_FOR", "DONE_AGAIN", "LOGGED", "TAKEN_BACK", "Actor", "Intention", "performs"]

TAKEN_BACK = "history.take_back"  # restores what stood before, while nobody has worked on it since
DONE_AGAIN = "history.do_again"  # restores what stood before a taking back
ASKED_FOR = "asked for explicitly"  # cannot be taken back; the user is asked first
LOGGED = "a log only grows"  # says what happened outside the store; taking back steps over it

Method = TypeVar("Method", bound=Callable[..., Any])


@dataclass(frozen=True)
class Intention:
    """One thing a user can want. ``title`` is what the history and the undo line call it."""

    name: str  # feature.verb, e.g. suggestion.record_reply
    title: str
    permission: str  # object:action
    inverse: str = TAKEN_BACK  # the name of another intention, or ASKED_FOR


def performs(intention: Intention) -> Callable[[Method], Method]:
    """Mark a public service method as carrying out an intention."""

    def mark(method: Method) -> Method:
        method.intention = intention  # type: ignore[attr-defined]  # functions carry attributes
        return method

    return mark
