"""The office's own versions of types and its own powers, as the library takes them; read again only after a write."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.database import Database
from app.models.matter_type import OwnMatterType, OwnPower
from app.services.matter_types.library import OwnTypeText
from app.services.matter_types.model import Power

OWN = "本院"
Kept = TypeVar("Kept")


class _Seen(Generic[Kept]):
    """What was read last, and after how many writes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._seen: tuple[int, tuple[Kept, ...]] | None = None

    def __call__(self) -> Sequence[Kept]:
        """All that was not withdrawn, by its first day."""
        if self._seen is None or self._seen[0] != self._database.writes:
            writes = self._database.writes
            with self._database.read() as session:
                self._seen = writes, self.read(session)
        return self._seen[1]

    def read(self, session: Session) -> tuple[Kept, ...]:
        """What stands in the store."""
        raise NotImplementedError


class OwnTypeTexts(_Seen[OwnTypeText]):
    """Every version of a type."""

    def read(self, session: Session) -> tuple[OwnTypeText, ...]:
        """Texts are parsed by the library, so that a spoilt one is found where it is used."""
        wanted = select(OwnMatterType).where(~OwnMatterType.is_withdrawn)
        found = session.scalars(wanted.order_by(OwnMatterType.valid_from, OwnMatterType.id))
        return tuple(OwnTypeText(each.text, version_of(each), each.code, each.name, each.valid_from) for each in found)


class OwnPowerLines(_Seen[Power]):
    """Every line of the office's list of powers."""

    def read(self, session: Session) -> tuple[Power, ...]:
        """Lines with their validity."""
        wanted = select(OwnPower).where(~OwnPower.is_withdrawn).order_by(OwnPower.valid_from, OwnPower.id)
        return tuple(power_of(each) for each in session.scalars(wanted))


def version_of(own: OwnMatterType) -> str:
    """What a version is called: 本院 2026-11-26."""
    return f"{OWN} {own.valid_from}"


def power_of(own: OwnPower) -> Power:
    """A line as the library has it."""
    return Power(
        act=own.act,
        name=own.name,
        proposes=own.proposes,
        reviews=own.reviews or "",
        decides=own.decides,
        basis=own.basis,
        certainty=own.certainty,
        valid_from=own.valid_from,
        valid_to=own.valid_to,
        version=OWN,
        note=own.note or "",
    )
