"""Every intention of the office declares its name, the permission it will need, and how it is taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, cast

from app.models.actor import Actor
from app.services.foundation.errors import NotAllowed

__all__ = ["ASKED_FOR", "DONE_AGAIN", "LOGGED", "TAKEN_BACK", "Actor", "Intention", "performs", "refuse_without"]

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
    """Mark a public service method as carrying out an intention.

    Whoever has signed in is asked for its permission before the method does anything; raises NotAllowed.
    """

    def mark(method: Method) -> Method:
        @wraps(method)
        def asked(*given: Any, **named: Any) -> Any:
            actor = given[1] if len(given) > 1 else named.get("actor")
            if isinstance(actor, Actor):
                refuse_without(actor, intention)
            return method(*given, **named)

        asked.intention = intention  # type: ignore[attr-defined]  # functions carry attributes
        return cast("Method", asked)

    return mark


def refuse_without(actor: Actor, intention: Intention) -> None:
    """Refuse an actor who has signed in without the permission an intention needs; raises NotAllowed."""
    if actor.session is not None and not actor.session.may(intention.permission):
        raise NotAllowed(
            f"{actor.name}没有“{intention.title}”的权限，什么都没有改动。"
            "请由有权限的人员办理；确需办理的，请安全保密管理员调整角色。"
        )
