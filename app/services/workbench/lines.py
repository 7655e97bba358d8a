"""The lines of the workbench: running deadlines, approvals to be reviewed, hand-overs to be accepted."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, literal, or_, select
from sqlalchemy.orm import Session

from app.models.approval import Approval
from app.models.base import TermType
from app.models.case_terms import HandOverState
from app.models.clue import Clue
from app.models.deadline import Deadline
from app.models.hand_over import HandOver
from app.models.letter_terms import ObjectionOutcome
from app.models.matter import Matter
from app.models.objection import Objection
from app.models.office import Person
from app.models.reverse_review import ReverseReview
from app.models.review_finding import FindingObjection
from app.models.review_terms import FindingObjectionOutcome
from app.models.suggestion import Suggestion
from app.models.terms import Lamp, RecordType, StartEvent
from app.services.approvals.reading import awaits_any_review, awaits_review
from app.services.docket.standing import IS_REMINDER, is_open, is_overdue, lamp
from app.services.hand_overs.answering import offered_to
from app.services.lists.lamp_words import Watched, lamp_words
from app.services.secrecy.masking import Masking, without_names
from app.services.workbench.mine import hangs_on_whose, is_whose
from app.services.workbench.rows import Pile, Scope, Source, Whose, WorkLine
from app.services.workbench.triggers import trigger_lines, waiting_triggers
from app.services.workbench.warnings import waiting_warnings, warning_lines

Flag = ColumnElement[bool]
_WEEK = timedelta(days=7)
_WAITS_AMBER = {Source.OPINION: Lamp.NEAR}  # no text sets a day for it: never red, and not to be forgotten
_NAMED: dict[RecordType, tuple[Any, Any, Any]] = {  # number, subject, handler of a record
    RecordType.SUGGESTION: (
        func.coalesce(Suggestion.number, Suggestion.entry_number),
        Suggestion.addressee,
        Suggestion.handler,
    ),
    RecordType.MATTER: (Matter.entry_number, Matter.unit, Matter.handler),
    RecordType.CLUE: (Clue.entry_number, func.coalesce(Clue.unit, Clue.subject), Clue.handler),
    RecordType.REVERSE_REVIEW: (ReverseReview.entry_number, ReverseReview.title, ReverseReview.handler),
}
_TABLES: dict[RecordType, Any] = {
    RecordType.SUGGESTION: Suggestion,
    RecordType.MATTER: Matter,
    RecordType.CLUE: Clue,
    RecordType.REVERSE_REVIEW: ReverseReview,
}


def falls_in(pile: Pile, as_of: date) -> Flag:
    """The deadlines of a pile: late ones; due today; due within the seven days after. Paused ones are in none.

    A reminder of the office itself is never late, but stays under today until it is done, or nobody would see it again.
    """
    day, week = as_of.isoformat(), (as_of + _WEEK).isoformat()
    is_duty = Deadline.started_by != StartEvent.OBJECTION_PERIOD  # to object is a right; nobody has to do anything
    runs = and_(is_open(as_of), is_duty, or_(Deadline.paused_on.is_(None), Deadline.paused_on > day))
    if pile is Pile.LATE:
        return is_overdue(as_of)
    if pile is Pile.TODAY:
        return and_(runs, or_(Deadline.due_on == day, and_(Deadline.due_on < day, IS_REMINDER)))
    return and_(runs, Deadline.due_on > day, Deadline.due_on <= week)


def deadlines_of(pile: Pile, whose: Whose, as_of: date) -> Any:
    """The deadlines of a pile, what ends first coming first."""
    shown = (
        Deadline.record_type,
        Deadline.record_id,
        Deadline.name,
        Deadline.due_on,
        Deadline.overdue_after,
        Deadline.side,
        Deadline.certainty,
        lamp(as_of),
    )
    wanted = select(*shown).where(falls_in(pile, as_of), hangs_on_whose(Deadline, whose))
    return wanted.order_by(Deadline.due_on, Deadline.id)


def count_deadlines(session: Session, pile: Pile, whose: Whose, as_of: date) -> int:
    """How many deadlines a pile holds."""
    wanted = select(func.count()).select_from(Deadline).where(falls_in(pile, as_of), hangs_on_whose(Deadline, whose))
    return int(session.scalar(wanted) or 0)


def waiting_approvals(whose: Whose, department: str) -> Any:
    """Approvals that wait for a review: by whom, for one's own; of the records in question, for the others.

    One that names no reviewer waits for whoever in the record's department has the post that reviews.
    """
    wanted = select(
        Approval.record_type, Approval.record_id, Approval.name, Approval.proposed_on, Approval.reviewer
    ).order_by(Approval.proposed_on, Approval.id)
    if whose.scope is not Scope.MINE:
        return wanted.where(or_(awaits_review(), awaits_any_review()), hangs_on_whose(Approval, whose))
    named = and_(awaits_review(), Approval.reviewer == whose.name)
    posts = literal("、") + Approval.reviews + "、"
    has_post = select(Person.id).where(
        Person.name == whose.name, func.instr(posts, literal("、") + Person.post + "、") > 0
    )
    is_here = hangs_on_whose(Approval, Whose(Scope.DEPARTMENT, department)) if department else false()
    return wanted.where(or_(named, and_(awaits_any_review(), is_here, has_post.exists())))


def waiting_hand_overs(whose: Whose, department: str) -> Any:
    """Hand-overs that wait to be accepted by a person, the department that person belongs to, or anybody."""
    wanted = select(HandOver.record_type, HandOver.record_id, HandOver.reason, HandOver.handed_on, HandOver.to_handler)
    if whose.scope is Scope.MINE:
        wanted = wanted.where(offered_to(whose.name, department))
    else:
        wanted = wanted.where(HandOver.state == HandOverState.OFFERED)
    if whose.scope is Scope.DEPARTMENT:
        wanted = wanted.where(HandOver.to_department == whose.name)
    return wanted.order_by(HandOver.handed_on, HandOver.id)


def waiting_objections(whose: Whose) -> Any:
    """Objections to letters that wait for their reconsideration, which has no days: it is done at once."""
    wanted = select(
        literal(RecordType.SUGGESTION, TermType(RecordType)),
        Objection.suggestion_id,
        literal("被建议单位的异议"),
        Objection.raised_on,
        Suggestion.handler,
    ).join(Suggestion, Suggestion.id == Objection.suggestion_id)
    wanted = wanted.where(Objection.outcome == ObjectionOutcome.PENDING, is_whose(Suggestion, whose))
    return wanted.order_by(Objection.raised_on, Objection.id)


def waiting_opinions(whose: Whose) -> Any:
    """What handlers of reviewed cases said against a finding or a grade, and nobody has decided; nobody is named."""
    wanted = select(
        literal(RecordType.REVERSE_REVIEW, TermType(RecordType)),
        FindingObjection.review_id,
        literal("当事检察官的意见"),
        FindingObjection.raised_on,
        ReverseReview.handler,
    ).join(ReverseReview, ReverseReview.id == FindingObjection.review_id)
    pending = FindingObjection.outcome == FindingObjectionOutcome.PENDING
    wanted = wanted.where(pending, is_whose(ReverseReview, whose))
    return wanted.order_by(FindingObjection.raised_on, FindingObjection.id)


def deadline_lines(session: Session, pile: Pile, whose: Whose, as_of: date, limit: int) -> list[WorkLine]:
    """The first lines of a pile of deadlines."""
    found = session.execute(deadlines_of(pile, whose, as_of).limit(limit)).all()
    names = names_of(session, {(row[0], row[1]) for row in found})
    lines: list[WorkLine] = []
    for kind, key, name, due_on, late_after, side, certainty, shown in found:
        number, subject, handler = names.get((kind, key), ("", "", ""))
        words = lamp_words(Lamp(shown), Watched(due_on, late_after, side, certainty), as_of)
        own = (number, subject, name, handler, due_on, "", Lamp(shown), words)
        lines.append(WorkLine(Source.DEADLINE, pile, kind, key, *own))
    return lines


def waiting_lines(session: Session, whose: Whose, department: str, as_of: date, limit: int) -> list[WorkLine]:
    """What waits for a review, an acceptance or a reconsideration, and triggers cases met, the oldest first."""
    asked = (
        (Source.APPROVAL, "审核：{}", waiting_approvals(whose, department)),
        (Source.HAND_OVER, "接收：{}", waiting_hand_overs(whose, department)),
        (Source.OBJECTION, "复核：{}", waiting_objections(whose)),
        (Source.OPINION, "处理：{}", waiting_opinions(whose)),
    )
    rows = [
        (source, title.format(row[2]), row)
        for source, title, wanted in asked
        for row in session.execute(wanted.limit(limit))
    ]
    names = names_of(session, {(row[0], row[1]) for _source, _what, row in rows})
    lines: list[WorkLine] = []
    for source, what, (kind, key, _name, since, person) in rows:
        number, subject, handler = names.get((kind, key), ("", "", ""))
        said = f"{source.label}，自{since}" + (f"（{person}）" if person and whose.scope is not Scope.MINE else "")
        own = (number, subject, what, handler, None, since.text, _WAITS_AMBER.get(source, Lamp.UNKNOWN), said)
        lines.append(WorkLine(source, Pile.WAITING, kind, key, *own))
    lines += trigger_lines(session, whose, department, as_of, limit)
    lines += warning_lines(session, whose, department, limit)
    return sorted(lines, key=lambda line: line.since)


def count_waiting(session: Session, whose: Whose, department: str, as_of: date) -> int:
    """How much waits."""
    asked = (
        waiting_approvals(whose, department),
        waiting_hand_overs(whose, department),
        waiting_objections(whose),
        waiting_opinions(whose),
        waiting_triggers(whose, department, as_of),
        waiting_warnings(whose, department),
    )
    return sum(int(session.scalar(select(func.count()).select_from(each.subquery())) or 0) for each in asked)


def names_of(session: Session, keys: set[tuple[RecordType, int]]) -> dict[tuple[RecordType, int], tuple[str, str, str]]:
    """Number, subject and handler of some records."""
    found: dict[tuple[RecordType, int], tuple[str, str, str]] = {}
    for kind in {kind for kind, _key in keys} & set(_TABLES):
        table = _TABLES[kind]
        wanted = select(table.id, *_NAMED[kind]).where(table.id.in_([key for each, key in keys if each is kind]))
        for key, number, subject, handler in session.execute(wanted):
            found[kind, key] = (number, subject or "", handler or "")
    masks = Masking.shipped().of_rows(session, {place: key for place, key in enumerate(found)})
    for place, key in enumerate(list(found)):
        number, subject, handler = found[key]
        found[key] = (number, without_names(subject, masks.get(place, ())), handler)
    return found
