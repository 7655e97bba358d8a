"""Reads everything about one review into a card."""

from datetime import date
from typing import Any

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.database import Database
from app.models.original_case import OriginalCase
from app.models.reverse_review import ReverseReview, ReviewedCase
from app.models.review_terms import FindingVerdict, ReviewState
from app.models.terms import Lamp, RecordType, Side
from app.services.foundation.errors import DomainError
from app.services.lists.lamp_words import Watched, lamp_words
from app.services.original_cases.rows import STAGES
from app.services.original_cases.visibility import HIDDEN_NAME, Sight, names_in
from app.services.reverse_reviews import standing
from app.services.reverse_reviews.refusals import ReviewNotFound
from app.services.reverse_reviews.rows import ReviewCard, ReviewDraft, ReviewedCaseRow
from app.services.review_grades.people import withheld_files
from app.services.suggestions.cards import attachments_of

TEXTS = ("number", "title", "trigger", "handler", "department", "course", "causes", "opinion", "remarks")
_FURTHER_TEXTS = ("pattern", "conclusion", "close_note", "archive_number")
_AS_STORED = (
    "id", "version", "entry_number", "kind", "trigger_list", "case_id", "started_on", "concluded_on", "closed_on",
    "period_first", "period_last", "due_on",
)  # fmt: skip
_COUNTED = ("errors_count", "flaws_count", "results_count", "unsettled_count")
_STAGES = (
    *((stage.title, stage.result, stage.on) for stage in STAGES),
    ("复议复核", "reconsideration_result", ""),
    ("抗诉", "protest_result", ""),
)
_OF_CASES = (  # a 综合审视 has thousands of cases: their columns, not whole rows
    *("id", "entry_number", "number", "name", "kind", "cause", "unit", "department", "handlers", "other_handlers"),
    *(result for _title, result, _on in _STAGES),
    *(on for _title, _result, on in _STAGES if on),
)


class ReviewCards:
    """Cards of reviews, as a given day knew them."""

    def __init__(self, database: Database) -> None:
        """Nothing is read yet."""
        self._database = database

    def card(self, reader: Actor, review_id: int, as_of: date) -> ReviewCard:
        """One review as ``reader`` may see it; raises ReviewNotFound."""
        asked = (
            ReverseReview,
            standing.lamp(as_of),
            standing.state(as_of),
            standing.findings(as_of, FindingVerdict.ERROR),
            standing.findings(as_of, FindingVerdict.FLAW),
            standing.results(as_of),
            standing.unsettled(as_of),
        )
        with self._database.read() as session:
            row = session.execute(select(*asked).where(ReverseReview.id == review_id)).one_or_none()
            if row is None:
                raise ReviewNotFound(review_id)
            review, shown, state, *counted = row
            its_case = session.get(OriginalCase, review.case_id or 0)
            withheld = withheld_files(session, reader, review)
            files = attachments_of(session, RecordType.REVERSE_REVIEW, review.id)
            return ReviewCard(
                **_said(review),
                **_lamp(review, Lamp(shown), as_of),
                **dict(zip(_COUNTED, counted, strict=True)),
                findings_count=counted[0] + counted[1],
                state=ReviewState(state),
                case_name=its_case.name if its_case else "",
                attachments=tuple(each for each in files if each.id not in withheld),
                cases=reviewed_cases(session, reader, review.id),
            )

    def find(self, name: str) -> int:
        """The id behind an entry number or a 文号; raises DomainError when none or several fit."""
        wanted = name.strip()
        fits = or_(ReverseReview.entry_number == wanted.upper(), ReverseReview.number == wanted)
        with self._database.read() as session:
            found = session.scalars(select(ReverseReview).where(fits).order_by(ReverseReview.id)).all()
        if not found:
            raise ReviewNotFound(name)
        if len(found) > 1:
            listed = "、".join(f"{review.entry_number}（{review.title}）" for review in found)
            raise DomainError(f"文号“{name}”对应多件反向审视：{listed}。请改用登记号。")
        return found[0].id


def _said(review: ReverseReview) -> dict[str, Any]:
    """What stands on the review itself."""
    return {name: getattr(review, name) for name in _AS_STORED} | {
        name: getattr(review, name) or "" for name in (*TEXTS, *_FURTHER_TEXTS)
    }


def _lamp(review: ReverseReview, shown: Lamp, as_of: date) -> dict[str, Any]:
    watched = Watched(review.due_on, review.overdue_after, review.due_side or Side.OWN)
    return {"lamp": shown, "lamp_words": lamp_words(shown, watched, as_of)}


def draft_of(review: ReverseReview) -> ReviewDraft:
    """What was typed into a review, without its cases."""
    texts: dict[str, Any] = {name: getattr(review, name) or "" for name in (*TEXTS, "pattern")}
    return ReviewDraft(
        kind=review.kind,
        trigger_list=review.trigger_list,
        started_on=review.started_on,
        period_first=review.period_first,
        period_last=review.period_last,
        **texts,
    )


def reviewed_cases(session: Session, reader: Actor, review_id: int) -> tuple[ReviewedCaseRow, ...]:
    """The original cases of a review, in the order in which they were taken in."""
    wanted = (
        select(*(getattr(OriginalCase, name) for name in _OF_CASES), ReviewedCase.note)
        .join(ReviewedCase, ReviewedCase.case_id == OriginalCase.id)
        .where(ReviewedCase.review_id == review_id)
        .order_by(ReviewedCase.id)
    )
    sight = Sight(session, reader)
    return tuple(
        ReviewedCaseRow(
            id=case.id,
            entry_number=case.entry_number,
            name=case.name,
            unit=case.unit or "",
            handlers_visible=_handlers(sight, case),
            number=case.number or "",
            kind=case.kind,
            cause=case.cause or "",
            results=_results(case),
            note=case.note or "",
        )
        for case in session.execute(wanted)
    )


def _handlers(sight: Sight, case: "Row[Any, *tuple[Any, ...]]") -> str:
    if not (case.handlers or case.other_handlers):
        return ""
    if not sight.sees(case.handlers, case.department):
        return HIDDEN_NAME
    return "、".join(names_in(f"{case.handlers or ''}\n{case.other_handlers or ''}"))


def _results(case: "Row[Any, *tuple[Any, ...]]") -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for title, result, day in _STAGES:
        known, on = getattr(case, result), getattr(case, day) if day else None
        if known:
            found.append((title, f"{known}（{on}）" if on else known))
    return tuple(found)
