"""Acts that two people agree on: which they are is data, and an agreement is used in the transaction of the act."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.account import Countersign
from app.models.actor import Actor
from app.services.foundation.errors import DomainError, NeedsAgreement
from app.services.foundation.intentions import Intention
from app.services.foundation.toml_table import TomlTable
from app.services.trail.family import BY_NAME

if TYPE_CHECKING:
    from app.models.database import Database, Unit

_USED = "countersigned"  # in the session's info: acts of this transaction whose agreement was used already


class NotCountersigned(NeedsAgreement):
    """Nobody else has agreed yet, or no longer to what stands now."""


@dataclass(frozen=True)
class FourEyes:
    """``resources/access/four_eyes.toml``: intention -> table of the row it is done to."""

    acts: Mapping[str, str]
    valid_hours: int

    @classmethod
    def read(cls, folder: Path) -> "FourEyes":
        """Raises DomainError naming file, place and key."""
        table = TomlTable.read(folder / "four_eyes.toml")
        table.only(("valid_hours", "act"))
        acts: dict[str, str] = {}
        for each in table.tables("act", "操作"):
            each.only(("intention", "table"))
            acts[each.text("intention")] = each.text("table")
        return cls(acts, table.number("valid_hours") or 0)

    def use_where_asked(
        self,
        unit: "Unit",
        actor: Actor,
        intention: Intention,
        changed: Iterable[tuple[str, int]],
        database: "Database",
    ) -> None:
        """Use the agreement to an act that takes one, for every row it has changed; raises NotCountersigned."""
        table = self.acts.get(intention.name)
        rows = sorted({row for row in changed if row[0] == table})
        if not rows:
            return
        with database.read_behind() as before:  # as it stood before this transaction
            versions = [version_of(before, row) for row in rows]
        for row, version in zip(rows, versions, strict=True):
            self.use(unit, actor, intention, row, version)

    def use(
        self, unit: "Unit", actor: Actor, intention: Intention, row: tuple[str, int], version: int | None = None
    ) -> str:
        """Use the agreement to doing this to a row, once; gives who agreed. Raises NotCountersigned.

        ``version`` is the row's from before this act; where not given, the row is read as it stands.
        """
        used = unit.session.info.setdefault(_USED, {})
        if (intention.name, row) in used:
            return str(used[intention.name, row])
        standing = version if version is not None else version_of(unit.session, row)
        why = f"“{intention.title}”要有另一个人同意才能办。请先申请，由另一位有权限的人员同意后再办。"
        for found in self._agreed(unit.session, intention, row):
            if found.answered_by == actor.name:
                continue
            objection = self._objection(found, standing, unit.at)
            if objection is None:
                found.used_at = unit.at
                used[intention.name, row] = found.answered_by or ""
                return found.answered_by or ""
            why = objection
        raise NotCountersigned(why, intention.name, row)

    def _objection(self, found: Countersign, standing: int | None, at: str) -> str | None:
        if found.row_version is not None and standing != found.row_version:
            return f"{found.answered_by}同意以后，这条记录又有改动，不能再按那次同意办理。请重新申请。"
        if self.is_stale(found.answered_at, at):
            return f"{found.answered_by}的同意已经超过 {self.valid_hours} 小时，不再有效。请重新申请。"
        return None

    def is_stale(self, answered_at: str | None, at: str, times: int = 1) -> bool:
        """Whether an answer was given too long before a moment, both ISO; or some ``times`` as long."""
        if not self.valid_hours or answered_at is None:
            return False
        return datetime.fromisoformat(at) - datetime.fromisoformat(answered_at) > timedelta(
            hours=times * self.valid_hours
        )

    def _agreed(self, session: Session, intention: Intention, row: tuple[str, int]) -> Iterable[Countersign]:
        """What was agreed to and not used yet, the oldest first."""
        wanted = select(Countersign).where(
            Countersign.intention == intention.name,
            Countersign.used_at.is_(None),
            Countersign.table_name == row[0],
            Countersign.row_id == row[1],
            Countersign.agreed.is_(True),
        )
        return session.scalars(wanted.order_by(Countersign.id)).all()


def version_of(session: Session, row: tuple[str, int]) -> int | None:
    """The version of a row, or None where there is no such row."""
    table = BY_NAME.get(row[0])
    if table is None:
        raise DomainError(f"没有“{row[0]}”这一类记录。")
    return session.scalar(select(table.version).where(table.id == row[1]))
