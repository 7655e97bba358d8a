"""What the office does with an original case: register and amend; each step one transaction."""

from collections.abc import Callable
from dataclasses import dataclass, fields

from sqlalchemy import String, select
from sqlalchemy.orm import Session

from app.models.database import Unit
from app.models.original_case import OriginalCase
from app.models.terms import RecordType
from app.services.foundation.changes import Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor, performs
from app.services.foundation.numbering import entry_numbers
from app.services.foundation.pen import Opened, Pen
from app.services.foundation.refusals import needed
from app.services.importing.identity import case_identity
from app.services.lists.listing import Listing
from app.services.office.offices import Offices
from app.services.original_cases import intentions as wish
from app.services.original_cases.cards import CaseCards
from app.services.original_cases.choices import CaseChoices
from app.services.original_cases.order_of_days import wrong_days
from app.services.original_cases.refusals import CaseRegisteredBefore
from app.services.original_cases.rows import DATES, PEOPLE, TEXTS, CaseCard, CaseDraft
from app.services.original_cases.visibility import may_see_people, one_a_line
from app.services.original_cases.words import CaseWords
from app.services.trail.since import refuse_changed

_MOST_TIMES = 9999
_LONGEST: dict[str, int] = {
    column.name: column.type.length
    for column in OriginalCase.__table__.columns
    if column.name in TEXTS and isinstance(column.type, String) and column.type.length
}


@dataclass(frozen=True)
class Parts:
    """What the steps need, handed in by bootstrap. ``evaluate`` looks which triggers a written case meets."""

    pen: Pen[OriginalCase]
    cards: CaseCards
    offices: Offices
    clock: Clock
    words: CaseWords
    choices: CaseChoices
    evaluate: Callable[[Unit, OriginalCase], object]


class OriginalCases:
    """Original cases: their list, their record, and the steps of the office."""

    def __init__(self, listing: Listing, parts: Parts) -> None:
        """Take the parts; nothing is read yet."""
        self.listing = listing
        self._parts = parts
        self._pen = parts.pen
        self._clock = parts.clock

    @property
    def words(self) -> CaseWords:
        """Kinds of cases, kinds of petitions and results of the stages, for choosing; others may be typed."""
        return self._parts.words

    @property
    def choices(self) -> CaseChoices:
        """What the columns hold, for filters."""
        return self._parts.choices

    def card(self, viewer: Actor, case_id: int) -> CaseCard:
        """Everything about one case that ``viewer`` may see; raises CaseNotFound."""
        return self._parts.cards.card(viewer, case_id)

    def find(self, number: str) -> int:
        """The id behind an entry number (YA2026-00001) or a 统一受案号; raises CaseNotFound."""
        return self._parts.cards.find(number)

    @performs(wish.REGISTER)
    def register(self, actor: Actor, draft: CaseDraft) -> Written:
        """Register a case; it gets its entry number at once and keeps it. Raises FieldProblem, CaseRegisteredBefore."""
        self._refuse(draft)
        with self._pen.new(actor, wish.REGISTER) as unit:
            return self.enter(unit, draft).written

    def enter(self, unit: Unit, draft: CaseDraft) -> Opened[OriginalCase]:
        """Register a case within another service's transaction; raises FieldProblem, CaseRegisteredBefore."""
        self._refuse(draft)
        number = entry_numbers(unit, RecordType.ORIGINAL_CASE, self._clock.today().year)[0]
        opened = Opened(unit, OriginalCase(entry_number=number))
        self._fill(opened, draft, PEOPLE)
        unit.session.add(opened.record)
        unit.session.flush()
        self._parts.evaluate(unit, opened.record)
        return opened

    @performs(wish.AMEND)
    def amend(self, actor: Actor, case_id: int, version: int, draft: CaseDraft) -> Written:
        """Change what a case says; raises ChangedMeanwhile where it is not the version that was shown.

        The names of the handlers stay as they are where ``actor`` may not see them.
        """
        self._refuse(draft)
        with self._pen.on(actor, wish.AMEND, case_id) as opened:
            case = opened.record
            refuse_changed(opened.unit.session, case, version, case.entry_number)
            is_shown = may_see_people(opened.unit.session, actor, case)
            self._fill(opened, draft, tuple(name for name in PEOPLE if is_shown or not getattr(case, name)))
            opened.unit.session.flush()
            self._parts.evaluate(opened.unit, case)
            return opened.written

    def _refuse(self, draft: CaseDraft) -> None:
        needed("name", "案件名称", draft.name)
        needed("kind", "案件类型", draft.kind)
        for name, longest in _LONGEST.items():
            typed = getattr(draft, name).strip()
            if len(typed) > longest:
                raise FieldProblem(name, f"有 {len(typed)} 个字，最多 {longest} 个字。请把多出的内容移到“备注”。")
        if draft.petition_times is not None and not 0 <= draft.petition_times <= _MOST_TIMES:
            raise FieldProblem("petition_times", "申诉信访次数应当是 0 至 9999 的整数。请核对。")
        values = {item.name: getattr(draft, item.name) for item in fields(draft)}
        wrong = next(wrong_days(values, self._clock.today()), None)
        if wrong is not None:
            raise FieldProblem(wrong.field, wrong.sentence)

    def _fill(self, opened: Opened[OriginalCase], draft: CaseDraft, people: tuple[str, ...]) -> None:
        case, session = opened.record, opened.unit.session
        for name in TEXTS:
            if name not in PEOPLE:
                setattr(case, name, getattr(draft, name).strip() or None)
        for name in people:
            setattr(case, name, one_a_line(getattr(draft, name)))
        for name in DATES:
            setattr(case, name, getattr(draft, name))
        case.name, case.kind = draft.name.strip(), draft.kind.strip()
        case.petition_times = draft.petition_times
        case.organisation_id = self._parts.offices.organisation_id(session, case.unit) if case.unit else None
        case.identity = case_identity(case.number, case.kind, case.name, case.unit, case.cause, case.closed_on)
        _refuse_twice(session, case)


def _refuse_twice(session: Session, case: OriginalCase) -> None:
    """One case of a 统一受案号; two without one may be called the same."""
    if case.number is None:
        return
    with session.no_autoflush:
        same = select(OriginalCase.entry_number).where(OriginalCase.identity == case.identity)
        other = session.scalars(same.where(OriginalCase.id != case.id) if case.id else same).first()
    if other is not None:
        raise CaseRegisteredBefore(case.number, other)
