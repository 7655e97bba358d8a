"""文号登记: every number of a series and year, gaps among them, and what accounts for a gap."""

from sqlalchemy import select

from app.models.database import Database
from app.models.document import NumberTaken
from app.models.suggestion import Suggestion
from app.models.terms import NumberState
from app.services.foundation.changes import Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor, performs
from app.services.foundation.refusals import needed
from app.services.office.offices import Offices
from app.services.papers.intentions import ACCOUNT_FOR_NUMBER
from app.services.papers.number_book import account_for
from app.services.papers.numbers import OfficialNumber, parsed
from app.services.papers.rows import NumberLine, NumberSeries

_Book = dict[tuple[str, int], dict[int, NumberLine]]


class NumberRegister:
    """Numbers of the office's own series: given here, typed in, or brought along by a ledger."""

    def __init__(self, database: Database, clock: Clock, offices: Offices) -> None:
        """``offices`` says whose numbers are ours."""
        self._database = database
        self._clock = clock
        self._offices = offices

    def series(self) -> tuple[NumberSeries, ...]:
        """Every series and year there is, the newest year first."""
        found = [
            NumberSeries(series, year, max(lines), sum(line.state is None for line in _filled(series, year, lines)))
            for (series, year), lines in self._book().items()
        ]
        return tuple(sorted(found, key=lambda each: (-each.year, each.series)))

    def lines(self, series: str, year: int) -> tuple[NumberLine, ...]:
        """The numbers from 1 to the last, none left out."""
        return _filled(series, year, self._book().get((series, year), {}))

    @performs(ACCOUNT_FOR_NUMBER)
    def account_for(self, actor: Actor, number: str, state: NumberState, reason: str) -> Written:
        """Void a number that is in no paper, or say what else it was used for; raises FieldProblem, DomainError."""
        found = parsed(number)
        if found is None:
            raise FieldProblem("number", f"看不懂文号“{number}”。应类似“×检建〔2026〕9号”。")
        if state is NumberState.TAKEN:
            raise FieldProblem("state", "请选择作废或另有用途。")
        why = needed("reason", "理由", reason)
        held = self._book().get((found.series, found.year), {}).get(found.serial)
        if held is not None and held.state is NumberState.TAKEN:
            raise FieldProblem("number", f"文号 {number} 已用于 {held.entry_number}《{held.title}》，不能另作说明。")
        at = self._clock.now().isoformat(timespec="seconds")
        with self._database.write(actor, ACCOUNT_FOR_NUMBER, self._clock.now(), why) as unit:
            return Written(account_for(unit, found, state, why, at).id, unit.act)

    def _book(self) -> _Book:
        book: _Book = {}
        with self._database.read() as session:
            ours = Suggestion.office_name == self._offices.name(session)
            letters = select(Suggestion.number, Suggestion.entry_number, Suggestion.addressee).where(
                Suggestion.number.is_not(None), ours
            )
            for text, entry_number, addressee in session.execute(letters):
                number = parsed(text or "")
                if number is not None:
                    title = f"检察建议书（{addressee}）"
                    line = NumberLine(number.serial, str(number), NumberState.TAKEN, entry_number, title, False, "", "")
                    book.setdefault((number.series, number.year), {})[number.serial] = line
            for held in session.scalars(select(NumberTaken)):
                book.setdefault((held.series, held.year), {})[held.serial] = _line(held)
        return book


def _line(held: NumberTaken) -> NumberLine:
    return NumberLine(
        held.serial,
        held.number,
        held.state,
        held.entry_number or "",
        held.title or "",
        held.is_automatic,
        held.reason or "",
        held.at,
    )


def _filled(series: str, year: int, lines: dict[int, NumberLine]) -> tuple[NumberLine, ...]:
    return tuple(
        lines.get(serial) or NumberLine(serial, str(OfficialNumber(series, year, serial)), None, "", "", False, "", "")
        for serial in range(1, max(lines, default=0) + 1)
    )
