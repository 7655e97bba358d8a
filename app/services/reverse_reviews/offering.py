"""Offers original cases for a review, with the triggers they met and the reviews they are in already."""

from collections.abc import Iterable, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.models.database import Database
from app.models.original_case import OriginalCase, TriggerHit
from app.models.reverse_review import ReverseReview, ReviewedCase
from app.models.review_terms import HitState
from app.models.terms import RecordType
from app.services.foundation.errors import FieldProblem
from app.services.reverse_reviews.refusals import NO_CASE
from app.services.reverse_reviews.rows import CaseOffer
from app.services.secrecy.masking import Masking

_SEARCHED = (OriginalCase.entry_number, OriginalCase.number, OriginalCase.name, OriginalCase.unit, OriginalCase.cause)
_MOST = 10


class CaseFinder:
    """Finds cases by what was typed: 登记号, 统一受案号, name, unit, 案由."""

    def __init__(self, database: Database) -> None:
        """Nothing is read yet."""
        self._database = database

    def like(self, typed: str) -> list[str]:
        """Lines that begin with the 登记号, the newest first."""
        return [f"{each.entry_number} {each.name}" for each in self.offers(typed, _MOST)]

    def offers(self, typed: str, limit: int = 200) -> tuple[CaseOffer, ...]:
        """Cases that hold what was typed, the newest first; all where nothing was."""
        wanted = select(OriginalCase).order_by(OriginalCase.id.desc()).limit(limit)
        text = typed.strip()
        if text:
            wanted = wanted.where(or_(*(column.contains(text, autoescape=True) for column in _SEARCHED)))
        with self._database.read() as session:
            return _offers(session, session.scalars(wanted).all())

    def by_ids(self, ids: Iterable[int]) -> tuple[CaseOffer, ...]:
        """Cases by their ids; those that are gone are left out."""
        with self._database.read() as session:
            return _offers(session, [case for key in ids if (case := session.get(OriginalCase, key)) is not None])

    def behind(self, typed: str, field: str = "case") -> CaseOffer:
        """The case whose 登记号 begins what was typed, or whose 统一受案号 it is; raises FieldProblem."""
        text = typed.strip()
        if not text:
            raise FieldProblem(field, NO_CASE)
        number = text.split(maxsplit=1)[0].upper()
        wanted = select(OriginalCase).where(or_(OriginalCase.entry_number == number, OriginalCase.number == text))
        with self._database.read() as session:
            found = _offers(session, session.scalars(wanted.limit(2)).all())
        if len(found) != 1:
            told = "没有登记过" if not found else "不止一件"
            raise FieldProblem(field, f"“{text}”这件原案{told}。请输入登记号、统一受案号或案件名称，再从提示中选一件。")
        return found[0]


def _offers(session: Session, cases: Sequence[OriginalCase]) -> tuple[CaseOffer, ...]:
    ids = [case.id for case in cases]
    met: dict[int, list[str]] = {}
    waiting = select(TriggerHit.case_id, TriggerHit.name).where(
        TriggerHit.case_id.in_(ids), TriggerHit.state == HitState.OPEN, TriggerHit.is_void.is_(False)
    )
    for key, name in session.execute(waiting.order_by(TriggerHit.id)):
        met.setdefault(key, []).append(name)
    reviews: dict[int, list[str]] = {}
    its = select(ReviewedCase.case_id, ReverseReview.entry_number).join(
        ReverseReview, ReverseReview.id == ReviewedCase.review_id
    )
    for key, number in session.execute(its.where(ReviewedCase.case_id.in_(ids)).order_by(ReverseReview.id)):
        reviews.setdefault(key, []).append(number)
    offers = [
        CaseOffer(
            case.id,
            case.entry_number,
            case.number or "",
            case.name,
            case.unit or "",
            case.kind,
            tuple(met.get(case.id, ())),
            tuple(reviews.get(case.id, ())),
        )
        for case in cases
    ]
    return Masking.shipped().hidden(session, offers, lambda each: (RecordType.ORIGINAL_CASE, each.id), "name", "unit")
