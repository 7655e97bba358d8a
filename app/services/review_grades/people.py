"""The cases of a review, their original handlers, and who may see what these said."""

from collections.abc import Iterable, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, load_only

from app.models.actor import Actor
from app.models.original_case import OriginalCase
from app.models.reverse_review import ReverseReview, ReviewedCase
from app.models.review_finding import CaseGrade, FindingObjection, ReviewFinding
from app.services.foundation.errors import FieldProblem
from app.services.original_cases.visibility import HIDDEN_NAME, Sight, names_in

NO_HANDLERS = "原案没有登记原承办人，无从核对。请先在“原案”里补登原承办人。"
_COLUMNS = ("id", "entry_number", "name", "handlers", "department")  # a 综合审视 has thousands of cases


def cases_of(session: Session, review: ReverseReview) -> list[OriginalCase]:
    """The original cases a review looks at, in the order they were registered."""
    its = select(ReviewedCase.case_id).where(ReviewedCase.review_id == review.id)
    wanted = select(OriginalCase).where(or_(OriginalCase.id.in_(its), OriginalCase.id == review.case_id))
    columns = (getattr(OriginalCase, name) for name in _COLUMNS)
    return list(session.scalars(wanted.order_by(OriginalCase.id).options(load_only(*columns))))


def handlers_of(cases: Iterable[OriginalCase]) -> tuple[str, ...]:
    """Names of the original handlers, each once."""
    return tuple(dict.fromkeys(name for case in cases for name in names_in(case.handlers)))


def sight_of(session: Session, reader: Actor | None, cases: Sequence[OriginalCase]) -> dict[int, bool]:
    """By case, whether somebody may see its people; nobody in particular (a paper) never may."""
    if reader is None:
        return dict.fromkeys((case.id for case in cases), False)
    sight = Sight(session, reader)
    return {case.id: sight.sees(case.handlers, case.department) for case in cases}


def withheld_files(session: Session, reader: Actor | None, review: ReverseReview) -> frozenset[int]:
    """The files of a review that name a handler or hold what one said, where somebody may not see that."""
    columns = (
        (CaseGrade, CaseGrade.heard_attachment_id),
        (CaseGrade, CaseGrade.decision_attachment_id),
        (CaseGrade, CaseGrade.withdrawn_attachment_id),
        (FindingObjection, FindingObjection.attachment_id),
        (FindingObjection, FindingObjection.decision_attachment_id),
    )
    said = (session.scalars(select(column).where(table.review_id == review.id)) for table, column in columns)
    files = frozenset(key for found in said for key in found if key is not None)
    seen = sight_of(session, reader, cases_of(session, review)) if files else {}
    return frozenset() if seen and all(seen.values()) else files


def masked(is_shown: bool, text: str | None) -> str:
    """What a handler said, or that it is not shown; what is empty looks empty to everybody."""
    return (text or "") if is_shown or not text else HIDDEN_NAME


def about(session: Session, review: ReverseReview, finding: ReviewFinding) -> list[OriginalCase]:
    """The cases a finding is about: its own, or all of the review where it names none."""
    cases = cases_of(session, review)
    return [case for case in cases if case.id == finding.case_id] if finding.case_id else cases


def refuse_handler(field: str, name: str, cases: Iterable[OriginalCase], doing: str) -> None:
    """Nobody may do this about a case he handled; raises FieldProblem."""
    if name.strip() in handlers_of(cases):
        raise FieldProblem(field, f"{name.strip()}是原案的承办人，不能{doing}。请换一位。")


def needed_handlers(field: str, names: str, cases: Sequence[OriginalCase]) -> str:
    """The names as they are kept, each that of an original handler; raises FieldProblem, naming nobody else."""
    given, known = names_in(names), handlers_of(cases)
    if not given:
        raise FieldProblem(field, "请填写当事检察官（原承办人）的姓名。")
    if not known:
        raise FieldProblem(field, NO_HANDLERS)
    strange = next((name for name in given if name not in known), None)
    if strange is not None:
        raise FieldProblem(field, f"“{strange}”不是这件原案登记的原承办人。请核对姓名，或先更正原案的登记。")
    return "、".join(given)
