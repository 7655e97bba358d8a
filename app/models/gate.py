"""Who is let through to a store: asked by every reading and every write, answered by the services of accounts."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from sqlalchemy.orm import Session

from app.models.actor import Actor

if TYPE_CHECKING:
    from app.models.database import Declared, Unit
    from app.models.trail import Change

Views = tuple[str, ...]  # statements that lay temporary views over the tables of a reading connection


class Watch(Protocol):
    """Follows one write of somebody who has signed in."""

    def note(self, changes: Sequence["Change"]) -> None:
        """Rows that a flush is about to have changed."""

    def close(self, unit: "Unit") -> None:
        """Say whether what was written may stand, just before the commit; raises to refuse."""


class Gate(Protocol):
    """Stands before one store."""

    def views(self, is_whole: bool) -> Views | None:
        """What whoever reads now sees; None is everything. Raises where nobody has signed in who should have.

        ``is_whole`` asks for the whole office, to be counted and not to be shown.
        """

    @property
    def shows_every_record(self) -> bool:
        """Whether whoever reads now sees the records of every department."""

    def admit(self, session: Session, actor: Actor, intention: "Declared") -> Watch | None:
        """Let a write begin inside its open transaction; raises to refuse. None where nothing need be followed."""
