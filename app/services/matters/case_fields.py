"""The fields of a case card as their type describes them: read for showing, checked and stored when filled in."""

import re
from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.base import DayType, PartialDateType
from app.models.dates import PartialDate
from app.models.matter import CaseEntry, Matter
from app.models.terms import RecordType, Term
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import day_that_can_be
from app.services.foundation.typed_dates import read_date
from app.services.matter_types.model import CardField, FieldKind, MatterType

YES_NO = ("是", "否")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
# Columns that belong to other acts: a card field never writes them, whatever a type says.
_NOT_FILLED_IN = frozenset(
    {
        *("id", "version", "entry_number", "identity", "kind", "unit", "organisation_id", "batch_id", "stage"),
        *("type_code", "type_digest", "entered_stage", "stage_since", "is_closing_undated", "exit", "retention"),
        *("due_on", "overdue_after", "due_side", "remind_on", "serious_on", "closed_on", "archived_on", "reopened_on"),
    }
)
_UNTIL_LATER = frozenset({"wanted_by"})  # days that lie ahead by their nature
_NUMBER_TIDY = str.maketrans("０１２３４５６７８９．－", "0123456789.-")


def entries_of(session: Session, matter_id: int) -> dict[str, CaseEntry]:
    """What was filled in that has no column of its own, by field."""
    wanted = select(CaseEntry).where(CaseEntry.record_type == RecordType.MATTER, CaseEntry.record_id == matter_id)
    return {each.field: each for each in session.scalars(wanted)}


def text_of(matter: Matter, entries: Mapping[str, CaseEntry], name: str) -> str:
    """What stands in a field; empty where nothing does."""
    if name in Matter.__table__.columns:
        value = getattr(matter, name)
        if isinstance(value, Term):
            return value.label
        return "" if value is None else str(value).strip()
    entry = entries.get(name)
    return entry.value if entry else ""


def fill(session: Session, matter: Matter, kind: MatterType, values: Mapping[str, str], today: date) -> bool:
    """Check and store what was typed; whether anything changed. Raises FieldProblem for the first field that is wrong.

    The matter's own row is marked as changed even where only entries are: its version stands for the whole card.
    """
    known = {field.name: field for rule in kind.stages for field in rule.fields}
    entries, is_changed = entries_of(session, matter.id), False
    for name, typed in values.items():
        field = known.get(name)
        if field is None:
            raise DomainError(f"“{kind.name}”的案卡里没有项目“{name}”。请刷新后再填。")
        text = checked(field, typed, today, matter.accepted_on)
        if text == text_of(matter, entries, name):
            continue
        is_changed = True
        if name in Matter.__table__.columns:
            _put(matter, field, text)
        else:
            _enter(session, matter, field, text, entries.get(name))
    if is_changed:
        matter.version += 1  # also where only entries changed; the mapper counts once
    return is_changed


def checked(field: CardField, typed: str, today: date, accepted: PartialDate | None) -> str:
    """The text as it will be kept; raises FieldProblem saying what the field takes."""
    text = typed.strip()
    if not text:
        return ""
    if field.kind is FieldKind.DATE:
        return _checked_day(field, text, today, accepted)
    if field.kind is FieldKind.NUMBER:
        tidy = text.translate(_NUMBER_TIDY).replace(",", "").replace("，", "")
        if not _NUMBER.fullmatch(tidy):
            raise FieldProblem(field.name, f"“{field.title}”要填数字，“{text}”不是。请只写数字，如 12 或 3.5。")
        return tidy
    allowed = field.choices if field.kind is FieldKind.CHOICE else YES_NO if field.kind is FieldKind.YES_NO else ()
    if allowed and text not in allowed:
        raise FieldProblem(field.name, f"“{field.title}”没有“{text}”这一项。请从中选择：{'、'.join(allowed)}。")
    return text


def _checked_day(field: CardField, text: str, today: date, accepted: PartialDate | None) -> str:
    try:
        day = read_date(text, today, is_month_enough=True)
    except DomainError as error:
        raise FieldProblem(field.name, str(error)) from error
    if field.name not in _UNTIL_LATER:
        is_before = field.name in {"accepted_on", "source_on"}
        day_that_can_be(field.name, field.title, day, today, None if is_before else accepted)
    return str(day)


def _put(matter: Matter, field: CardField, text: str) -> None:
    if field.name in _NOT_FILLED_IN:
        raise DomainError(f"“{field.title}”由程序按办理情况填写，不能在案卡里直接改。")
    longest = getattr(Matter.__table__.columns[field.name].type, "length", None)
    if longest is not None and field.kind is not FieldKind.DATE and len(text) > longest:
        raise FieldProblem(field.name, f"“{field.title}”最多 {longest} 个字，现有 {len(text)} 个。请改短。")
    setattr(matter, field.name, _typed(field.name, text))


def _typed(name: str, text: str) -> object:
    column = Matter.__table__.columns[name].type
    if not text:
        return None
    if isinstance(column, PartialDateType):
        return PartialDate(text)
    if isinstance(column, DayType):
        exact = PartialDate(text).exact
        if exact is None:
            raise FieldProblem(name, f"“{text}”没有写到日。请填写年月日。")
        return exact
    return text


def _enter(session: Session, matter: Matter, field: CardField, text: str, entry: CaseEntry | None) -> None:
    if not text:
        if entry is not None:
            session.delete(entry)
        return
    if entry is not None:
        entry.value = text
        return
    of = {"record_type": RecordType.MATTER, "record_id": matter.id}
    session.add(CaseEntry(**of, field=field.name, title=field.title, value=text))
