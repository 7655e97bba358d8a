"""Who else agreed to a deletion for good. That somebody must is data (four_eyes.toml), kept by the gate."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.account import Countersign
from app.services.foundation.intentions import Intention


def agreed_by(session: Session, intention: Intention, row: tuple[str, int]) -> str | None:
    """Who gave the agreement that the act is about to use; None where no accounts ask for one."""
    wanted = select(Countersign.answered_by).where(
        Countersign.intention == intention.name,
        Countersign.table_name == row[0],
        Countersign.row_id == row[1],
        Countersign.agreed.is_(True),
        Countersign.used_at.is_(None),
    )
    return session.scalars(wanted.order_by(Countersign.id.desc()).limit(1)).one_or_none()
