"""Deleting for good takes two people as soon as there are accounts: one asks, another has agreed."""

from typing import Protocol

from sqlalchemy import select

from app.models.account import Account, Countersign
from app.models.actor import Actor
from app.models.database import Unit
from app.services.foundation.errors import NeedsAgreement


class NeedsSecond(NeedsAgreement):
    """Nobody else has agreed yet."""

    def __init__(self, title: str, intention: str, row: tuple[str, int]) -> None:
        """``title`` says what was to be done."""
        super().__init__(f"{title}要两个人办：请先提出申请，由另一名有权限的人同意以后再执行。", intention, row)


class FourEyes(Protocol):
    """Whoever knows whether a second person agreed."""

    def use(self, unit: Unit, actor: Actor, intention: str, row: tuple[str, int], title: str) -> str | None:
        """Use up the agreement to one act and name who gave it; None where none is needed. Raises NeedsSecond."""


class KeptAgreements:
    """Agreements as they lie in the store: given by somebody else than who acts and who asked, used once."""

    def use(self, unit: Unit, actor: Actor, intention: str, row: tuple[str, int], title: str) -> str | None:
        """As ``FourEyes``."""
        session = unit.session
        if session.scalars(select(Account.id).where(Account.is_active).limit(1)).first() is None:
            return None
        wanted = select(Countersign).where(
            Countersign.intention == intention,
            Countersign.table_name == row[0],
            Countersign.row_id == row[1],
            Countersign.agreed.is_(True),
            Countersign.used_at.is_(None),
        )
        for agreement in session.scalars(wanted):
            if agreement.answered_by not in (None, actor.name, agreement.asked_by):
                agreement.used_at = agreement.answered_at
                return agreement.answered_by
        raise NeedsSecond(title, intention, row)
