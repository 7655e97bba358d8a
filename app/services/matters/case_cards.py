"""A matter read as its type sees it, for the record page and the dialogs."""

from sqlalchemy.orm import Session

from app.models.matter import Matter
from app.models.terms import Stage
from app.services.matters.gates import Gates
from app.services.matters.holdings import Holdings
from app.services.matters.rows import CaseCard, StageCard


def case_card(session: Session, gates: Gates, matter: Matter) -> CaseCard | None:
    """Stage by stage with what was filled in and what is missing; None where the matter follows no type."""
    kind = gates.type_of(session, matter)
    if kind is None:
        return None
    has = Holdings(session, matter)
    ahead = tuple(each.stage for each in kind.after(matter.stage))
    missing = gates.before(has, kind, matter.stage) if ahead else ()
    to_close = gates.missing(has, kind, Stage.CLOSING) if Stage.CLOSING in ahead else ()
    return CaseCard(
        id=matter.id,
        version=matter.version,
        entry_number=matter.entry_number,
        stage=matter.stage,
        type_name=kind.name,
        type_version=kind.version,
        stages=tuple(StageCard(rule, tuple(has.text(field.name) for field in rule.fields)) for rule in kind.stages),
        missing=missing,
        missing_to_close=to_close,
        ahead=ahead,
    )
