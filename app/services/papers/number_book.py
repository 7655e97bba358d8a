"""Numbers of the office inside a writing transaction: each taken once, void ones kept, the next one told."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.database import Unit
from app.models.document import NumberSequence, NumberTaken
from app.models.suggestion import Suggestion
from app.models.terms import NumberState
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.papers.numbers import OfficialNumber, parsed

LEFT_IN_SYSTEM = "只登记文号，正文在业务系统中"


class NumberMoved(Exception):
    """Somebody took the number between reading and writing; the paper has to be made with the next one."""


@dataclass(frozen=True)
class Use:
    """What takes a number."""

    entry_number: str
    title: str
    at: str
    document_id: int | None = None
    is_automatic: bool = False
    reason: str | None = None


def take(unit: Unit, number: OfficialNumber, use: Use) -> None:
    """Take a number; raises FieldProblem where it is not free, NumberMoved where an automatic one is not next."""
    if use.is_automatic:
        if number.serial != next_serial(unit.session, number.series, number.year):
            raise NumberMoved(str(number))
        _remember(unit.session, number)
    held = _held(unit.session, number)
    if held is not None:
        raise FieldProblem("number", refusal(held))
    unit.session.add(
        NumberTaken(
            **number._asdict(),
            number=str(number),
            state=NumberState.TAKEN,
            is_automatic=use.is_automatic,
            entry_number=use.entry_number,
            title=use.title,
            document_id=use.document_id,
            reason=use.reason,
            at=use.at,
        )
    )


def give(unit: Unit, number: OfficialNumber, use: Use) -> None:
    """The paper of ``use`` holds a number that its record has already; raises FieldProblem where another has it."""
    held = _held(unit.session, number)
    if held is None:
        take(unit, number, use)
    elif held.state is NumberState.TAKEN and held.entry_number == use.entry_number:
        held.document_id = use.document_id
    else:
        raise FieldProblem("number", refusal(held))


def is_left_in_system(session: Session, text: str, entry_number: str) -> bool:
    """Whether a record took its number alone, its text being in the national system."""
    number = parsed(text)
    held = None if number is None else _held(session, number)
    return held is not None and held.entry_number == entry_number and (held.reason or "").startswith(LEFT_IN_SYSTEM)


def hand_over(unit: Unit, text: str, document_id: int) -> None:
    """A later version of the paper holds the number from now on."""
    number = parsed(text)
    held = None if number is None else _held(unit.session, number)
    if held is not None:
        held.document_id = document_id


def void_number(unit: Unit, text: str, reason: str) -> None:
    """The number of a voided paper is not given again."""
    number = parsed(text)
    held = None if number is None else _held(unit.session, number)
    if held is not None:
        held.void(reason)


def account_for(unit: Unit, number: OfficialNumber, state: NumberState, reason: str, at: str) -> NumberTaken:
    """Say why a number stands in no paper; raises DomainError where one has it."""
    held = _held(unit.session, number)
    if held is None:
        held = NumberTaken(**number._asdict(), number=str(number), state=state, reason=reason, at=at)
        unit.session.add(held)
    elif held.state is NumberState.TAKEN:
        raise DomainError(f"{refusal(held)}不能另作说明。")
    else:
        held.state, held.reason, held.at = state, reason, at
    unit.session.flush()
    return held


def next_serial(session: Session, series: str, year: int) -> int:
    """The number after every one that was ever given, typed or explained in the series and year."""
    wanted = (
        select(NumberSequence.last).where(NumberSequence.series == series, NumberSequence.year == year),
        select(func.max(NumberTaken.serial)).where(NumberTaken.series == series, NumberTaken.year == year),
    )
    known = [session.scalar(each) or 0 for each in wanted]
    return max(*known, *letters_numbers(session, series, year), 0) + 1


def letters_numbers(session: Session, series: str, year: int) -> dict[int, tuple[str, str]]:
    """The serials that letters of ledgers brought along: entry number and addressee by serial."""
    wanted = select(Suggestion.number, Suggestion.entry_number, Suggestion.addressee).where(
        Suggestion.number.startswith(f"{series}〔{year}〕", autoescape=True)
    )
    found = ((parsed(number or ""), entry, addressee) for number, entry, addressee in session.execute(wanted))
    return {number.serial: (entry, addressee) for number, entry, addressee in found if number is not None}


def refusal(held: NumberTaken) -> str:
    """Why a number is not free, as a sentence."""
    if held.state is NumberState.TAKEN:
        return f"文号 {held.number} 已用于 {held.entry_number}《{held.title}》。请与业务系统核对。"
    if held.state is NumberState.VOIDED:
        return f"文号 {held.number} 已作废（{held.reason}），不能再用。请另取文号。"
    return f"文号 {held.number} 已说明另有用途（{held.reason}）。确属本件的，请先在“文号登记”里撤销那条说明。"


def _held(session: Session, number: OfficialNumber) -> NumberTaken | None:
    wanted = select(NumberTaken).where(
        NumberTaken.series == number.series, NumberTaken.year == number.year, NumberTaken.serial == number.serial
    )
    return session.scalars(wanted).one_or_none()


def _remember(session: Session, number: OfficialNumber) -> None:
    wanted = select(NumberSequence).where(NumberSequence.series == number.series, NumberSequence.year == number.year)
    sequence = session.scalars(wanted).one_or_none()
    if sequence is None:
        sequence = NumberSequence(series=number.series, year=number.year, last=number.serial)
        session.add(sequence)
    sequence.last = max(sequence.last, number.serial)
