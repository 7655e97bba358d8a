"""Letters of the old year that reach into the new one, and which year counts what of them."""

from sqlalchemy import String, or_, select, type_coerce
from sqlalchemy.orm import Session

from app.models.dates import PartialDate
from app.models.suggestion import Suggestion as Letter
from app.models.terms import RecordType, SuggestionStep
from app.services.papers.numbers import parsed
from app.services.year_end.rows import StepLine

HEADS = ("文号", "登记号", "被建议单位", "发出", "送达", "届满日", "回复", "怎样计数")


def late_letters(session: Session, year: int) -> tuple[StepLine, ...]:
    """Issued letters that by number or issue date belong to a year and in something else do not."""
    first, after = str(year), str(year + 1)
    # A letter of the year by its number is found by the number, one without by its day.
    of_year = or_(
        Letter.number.contains(f"〔{year}〕", autoescape=True),
        type_coerce(Letter.issued_on, String).between(first, f"{year}-12-31"),
    )
    beyond = or_(
        *(type_coerce(day, String) >= after for day in (Letter.issued_on, Letter.received_on, Letter.replied_on)),
        Letter.entry_number >= f"JY{after}-",
        Letter.replied_on.is_(None) & Letter.closed_on.is_(None) & Letter.withdrawn_on.is_(None),
    )
    wanted = select(Letter).where(Letter.step == SuggestionStep.ISSUED, of_year, beyond, ~Letter.is_reply_undated)
    wanted = wanted.order_by(Letter.issued_on, Letter.id)
    lines = (_line(letter, year) for letter in session.scalars(wanted))
    return tuple(line for line in lines if line is not None)


def _line(letter: Letter, year: int) -> StepLine | None:
    told = counted_in(letter, year)
    if not told:
        return None
    cells = (
        letter.number or "",
        letter.entry_number,
        letter.addressee,
        *(str(day or "") for day in (letter.issued_on, letter.received_on, letter.due_on, letter.replied_on)),
        "；".join(told),
    )
    return StepLine(cells, record=(RecordType.SUGGESTION, letter.id))


def counted_in(letter: Letter, year: int) -> list[str]:
    """Sentences about what of the letter counts in which year; none where everything lies in the year itself."""
    number, told = parsed(letter.number or ""), []
    issued = _year(letter.issued_on)
    if issued is not None and issued > year:
        told.append(f"{issued}年发出：制发计入{issued}年，文号仍属{year}年")
    elif number is not None and issued is not None and number.year != issued:
        told.append(f"{issued}年发出、文号属{number.year}年：制发计入{issued}年")
    entered = int(letter.entry_number[2:6])
    if issued == year and entered > year:
        told.append(f"{entered}年补登记：制发仍计入{year}年；该月已锁定的，作为更正在下月说明")
    received, replied = _year(letter.received_on), _year(letter.replied_on)
    if issued == year and received is not None and received > year:
        told.append(f"{received}年送达：送达计入{received}年，回复期限从送达起算")
    if replied is not None and replied > year:
        told.append(f"{replied}年回复：回复、采纳计入{replied}年")
    elif replied is None and letter.closed_on is None and letter.withdrawn_on is None:
        due = letter.due_on.year if letter.due_on else None
        told.append(f"还没有回复：到期回复率计入{due}年" if due else "还没有回复，届满日不明")
    return told


def _year(day: PartialDate | None) -> int | None:
    return None if day is None else int(day.text[:4])
