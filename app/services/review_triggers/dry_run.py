"""What a draft of a trigger would come to: every registered case held against it, nothing written."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.original_case import TriggerHit
from app.services.foundation.progress import Progress
from app.services.review_triggers.evaluating import cases_that_meet, count_cases, missing
from app.services.review_triggers.hits import missing_hit
from app.services.review_triggers.model import Trigger
from app.services.review_triggers.rows import DryRun
from app.services.review_triggers.standing import is_waiting


def dry_run(session: Session, trigger: Trigger, progress: Progress) -> DryRun:
    """May raise Cancelled."""
    if trigger.by_hand or trigger.is_off:
        return DryRun(count_cases(session), 0, (), _waiting(session, trigger.code, frozenset()))
    met = frozenset(cases_that_meet(session, trigger, progress))
    fresh = tuple(missing_hit(each) for each in missing(session, [trigger], progress))
    return DryRun(count_cases(session), len(met), fresh, _waiting(session, trigger.code, met))


def _waiting(session: Session, code: str, met: frozenset[int]) -> int:
    """Open hits of cases that do not meet the draft."""
    wanted = select(TriggerHit.case_id).where(TriggerHit.code == code, is_waiting())
    return sum(case_id not in met for case_id in session.scalars(wanted))
