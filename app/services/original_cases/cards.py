"""Reads everything about one original case into a card; who handled it only for the entitled."""

import json
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.database import Database
from app.models.original_case import OriginalCase, TriggerHit
from app.models.reverse_review import ReverseReview, ReviewedCase
from app.models.terms import RecordType
from app.services.original_cases.refusals import CaseNotFound
from app.services.original_cases.rows import DATES, PEOPLE, TEXTS, CaseCard, CaseDraft, ReviewOfCase, TriggerMet
from app.services.original_cases.visibility import may_see_people, shown_people
from app.services.suggestions.cards import attachments_of


class CaseCards:
    """Cards of original cases."""

    def __init__(self, database: Database) -> None:
        """Nothing is read yet."""
        self._database = database

    def card(self, actor: Actor, case_id: int) -> CaseCard:
        """One case as ``actor`` may see it; raises CaseNotFound."""
        with self._database.read() as session:
            case = session.get(OriginalCase, case_id)
            if case is None:
                raise CaseNotFound(case_id)
            is_shown = may_see_people(session, actor, case)
            return CaseCard(
                id=case.id,
                version=case.version,
                entry_number=case.entry_number,
                draft=draft_of(case, is_shown),
                is_people_shown=is_shown,
                triggers=_triggers(session, case.id),
                reviews=reviews_of(session, case.id),
                further=tuple(json.loads(case.further).items()) if case.further and is_shown else (),
                attachments=attachments_of(session, RecordType.ORIGINAL_CASE, case.id),
            )

    def find(self, number: str) -> int:
        """The id of the case with this 登记号 or 统一受案号; raises CaseNotFound."""
        wanted = number.strip()
        is_it = or_(OriginalCase.entry_number == wanted.upper(), OriginalCase.number == wanted)
        with self._database.read() as session:
            found = session.scalars(select(OriginalCase.id).where(is_it).order_by(OriginalCase.id)).first()
        if found is None:
            raise CaseNotFound(number)
        return found


def draft_of(case: OriginalCase, is_people_shown: bool) -> CaseDraft:
    """What was typed into a case."""
    texts: dict[str, Any] = {name: getattr(case, name) or "" for name in TEXTS}
    texts |= {name: shown_people(is_people_shown, getattr(case, name)) for name in PEOPLE}
    dates = {name: getattr(case, name) for name in DATES}
    return CaseDraft(**texts, **dates, petition_times=case.petition_times)


def reviews_of(session: Session, case_id: int) -> tuple[ReviewOfCase, ...]:
    """The reviews that look at a case, in the order they were begun."""
    looked_at = select(ReviewedCase.review_id).where(ReviewedCase.case_id == case_id)
    wanted = select(ReverseReview).where(or_(ReverseReview.case_id == case_id, ReverseReview.id.in_(looked_at)))
    return tuple(
        ReviewOfCase(row.id, row.entry_number, row.kind, row.title, row.started_on, row.closed_on)
        for row in session.scalars(wanted.order_by(ReverseReview.id))
    )


def _triggers(session: Session, case_id: int) -> tuple[TriggerMet, ...]:
    wanted = select(TriggerHit).where(TriggerHit.case_id == case_id).order_by(TriggerHit.id)
    return tuple(
        TriggerMet(
            id=hit.id,
            name=hit.name,
            trigger_list=hit.trigger_list,
            because=hit.because or "",
            state=hit.state,
            review_id=hit.review_id,
            reason=hit.reason or "",
            is_void=hit.is_void,
        )
        for hit in session.scalars(wanted)
    )
