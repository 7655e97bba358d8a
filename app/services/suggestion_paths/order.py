"""The order of a letter's steps: which is whose turn, what a step stands on, what was asked already."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.approval import Approval
from app.models.case_terms import ApprovalState
from app.models.dates import PartialDate
from app.models.document import Document, PaperDraft
from app.models.letter_terms import LetterOpinionKind
from app.models.suggestion import Suggestion as Letter
from app.models.suggestion_review import LetterOpinion
from app.models.terms import DocumentState, RecordType
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.suggestion_paths.deriving import applies
from app.services.suggestion_paths.evidence import WITH_PAPER
from app.services.suggestion_paths.library import PathLibrary
from app.services.suggestion_paths.model import PathStep, SuggestionPath

_REVIEWS = (LetterOpinionKind.RESEARCH, LetterOpinionKind.UPPER)


def step_of(library: PathLibrary, letter: Letter, code: str) -> PathStep:
    """A step of the letter's path that applies to it; raises DomainError."""
    if not letter.path:
        raise DomainError(f"{letter.number or letter.entry_number} 没有办理类别。请先在“修改”里选择办理类别。")
    path = library.find(letter.path)
    step = path.step(code)
    if step is None or not applies(step, letter):
        title = step.title if step else code
        raise DomainError(f"按“{path.name}”办理的建议没有“{title}”这一步。单位关系有误的，请先在“修改”里更正。")
    return step


def first_review(path: SuggestionPath) -> PathStep:
    """The step at which somebody else first sees the draft."""
    return next(each for each in path.steps if is_review(each) or each.code == "decide")


def is_review(step: PathStep) -> bool:
    """Whether the step is a review of the draft, before it is decided about."""
    return step.opinion in _REVIEWS


def last_day_before(letter: Letter, path: SuggestionPath, step: PathStep) -> PartialDate | None:
    """The latest day of the steps before this one that have one."""
    before = path.steps[: path.steps.index(step)]
    days = [getattr(letter, each.date) for each in before if each.date]
    return max((day for day in days if day is not None), key=str, default=None)


def refuse_without_paper(session: Session, letter: Letter, step: PathStep) -> None:
    """Refuse a step that leaves a paper where neither a scan comes nor the paper was written here."""
    if step.code not in WITH_PAPER:
        return
    for table in (PaperDraft, Document):
        wanted = select(table).where(
            table.record_type == RecordType.SUGGESTION, table.record_id == letter.id, table.kind.in_(step.papers)
        )
        if table is Document:
            wanted = wanted.where(Document.state == DocumentState.FROZEN)
        if session.scalars(wanted).first() is not None:
            return
    raise FieldProblem("scan", f"请附上“{step.title}”的扫描件，或者先在“文书”里写好它的文书。")


def refuse_open_approval(session: Session, letter: Letter, step: PathStep) -> None:
    """Refuse a result of the national system while the same act is put up here."""
    wanted = select(Approval).where(
        Approval.record_type == RecordType.SUGGESTION,
        Approval.record_id == letter.id,
        Approval.act == step.act,
        Approval.state == ApprovalState.OPEN,
    )
    if session.scalars(wanted).first() is not None:
        raise DomainError(f"“{step.title}”已在这里提请审批，请登记签批；要改在业务系统办理的，请先撤销提请。")


def refuse_asked(session: Session, letter: Letter, step: PathStep) -> None:
    """Refuse asking again while an answer is awaited."""
    open_one = _open_opinion(session, letter, step)
    if open_one is not None:
        raise DomainError(
            f"已于 {open_one.asked_on} 送{open_one.counterpart}，还没有登记结果。请先登记结果再另行送请。"
        )


def asked(session: Session, letter: Letter, step: PathStep) -> LetterOpinion:
    """What awaits an answer; raises DomainError."""
    open_one = _open_opinion(session, letter, step)
    if open_one is None:
        raise DomainError(f"“{step.title}”还没有送出。请先登记送出的日期和部门、单位，再登记结果。")
    return open_one


def _open_opinion(session: Session, letter: Letter, step: PathStep) -> LetterOpinion | None:
    wanted = select(LetterOpinion).where(
        LetterOpinion.suggestion_id == letter.id,
        LetterOpinion.kind == step.opinion,
        LetterOpinion.answered_on.is_(None),
    )
    return session.scalars(wanted).first()
