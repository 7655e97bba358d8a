"""Letters and matters of any range of months, counted by the measures of the monthly statistics."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.matter import Matter
from app.models.suggestion import Suggestion
from app.models.terms import RecordType
from app.services.briefings.figures import BriefingFigure
from app.services.briefings.locked_months import Kept, locked_counts
from app.services.briefings.reach import Reach
from app.services.briefings.rows import BehindRow
from app.services.monthly_statistics.counting import Tally, fetched, groups_in_order, records_behind, tally
from app.services.monthly_statistics.definitions import FigureDefinition, MonthDefinitions
from app.services.monthly_statistics.measures import measures_of
from app.services.monthly_statistics.period import Period
from app.services.monthly_statistics.rows import Group, RecordRef, Subject

_AT_ONCE = 500  # ids in one statement
ORIGIN = "本台账"
LOCKED = "本台账（锁定的月度统计）"
_KINDS: tuple[tuple[Subject, str, str, tuple[str, ...]], ...] = (
    (
        "suggestion",
        "kind",
        "kinds",
        ("issued", "due", "due_replied", "replied", "adopted", "closed", "open", "overdue"),
    ),
    ("matter", "kind", "matter_kinds", ("received", "closed", "open")),
)
# A group whose kinds are written as somebody likes may have no parts at all.
GROUPS = frozenset(
    f"{prefix}{code}.{measure}" for prefix in ("", "year.") for _, _, code, names in _KINDS for measure in names
)
_TYPES: dict[str, RecordType] = {"suggestion": RecordType.SUGGESTION, "matter": RecordType.MATTER}
Tallies = Mapping[Subject, Tally]


@dataclass(frozen=True)
class LetterCounts:
    """``prefix`` sets the codes of another time (the year so far) apart."""

    definitions: MonthDefinitions
    prefix: str = ""

    def figures(self, session: Session, reach: Reach) -> Iterator[BriefingFigure]:
        """Every figure of the monthly statistics, then letters and matters by kind; a locked month as it was."""
        now, before = _tallies(session, reach), _tallies(session, reach.before())
        kept = locked_counts(session, reach, self.definitions)
        for each in {each.code: each for each in self.definitions.figures}.values():
            yield self._figure(each, now, before, kept.get(each.code))
        for subject, by, code, measures in _KINDS:
            for measure in measures:
                yield from self._kinds((subject, by, f"{self.prefix}{code}.{measure}", measure), now, before)

    def _figure(self, each: FigureDefinition, now: Tallies, before: Tallies, kept: Kept | None) -> BriefingFigure:
        n, d = each.parts["n"], each.parts.get("d")
        counts, earlier = now[each.subject].total, _known(before[each.subject].total)
        subject = "监督事项" if each.subject == "matter" else "检察建议"
        return BriefingFigure(
            code=f"{self.prefix}{each.code}",
            name=f"{subject}{each.name}",
            definition=each.definition.replace("本月", "本期").replace("上月末", "上期末"),
            unit="件",
            origin=LOCKED if kept else ORIGIN,
            n=kept.n if kept else counts[n],
            d=(kept.d if kept else counts[d]) if d else None,
            is_rate=d is not None,
            before_n=None if earlier is None else earlier[n],
            before_d=None if earlier is None or d is None else earlier[d],
            address="|".join(("letters", each.subject, n, d or "", "", "", self.prefix)),
            group="本年累计" if self.prefix else "",
        )

    def _kinds(self, asked: tuple[Subject, str, str, str], now: Tallies, before: Tallies) -> Iterator[BriefingFigure]:
        subject, by, code, measure = asked
        counts, earlier = now[subject].by.get(by, {}), before[subject].by.get(by, {})
        is_known = _known(before[subject].total) is not None
        for group in groups_in_order(subject, by, {*counts, *earlier}):
            yield BriefingFigure(
                code=f"{code}/{group.value}",
                name=group.label,
                definition=f"“{group.label}”的{_measure_name(self.definitions, subject, measure)}，口径同月度统计。",
                unit="件",
                origin=ORIGIN,
                n=counts.get(group.value, Counter())[measure],
                before_n=earlier.get(group.value, Counter())[measure] if is_known else None,
                of=code,
                address="|".join(("letters", subject, measure, "", by, group.value, self.prefix)),
                group=("本年累计" if self.prefix else "") + _measure_name(self.definitions, subject, measure),
            )


def records_of(session: Session, reach: Reach, address: list[str]) -> tuple[list[BehindRow], list[BehindRow]]:
    """The records behind n and d of an address of ``LetterCounts`` now."""
    subject: Any = address[1]
    group = Group(address[4], address[5], address[5]) if address[4] else None
    found = []
    for measure in (address[2], address[3]):
        condition = measures_of(subject, reach.period).condition(measure) if measure else None
        rows = [] if condition is None else fetched(session.connection(), records_behind(subject, condition, group))
        found.append(_named(session, subject, rows))
    return found[0], found[1]


def month_rows(session: Session, address: list[str], today: date) -> list[BehindRow]:
    """The letters of one month of a chart."""
    condition = measures_of("suggestion", Period.of(address[2], today)).condition(address[1])
    rows = fetched(session.connection(), records_behind("suggestion", condition, None))
    return _named(session, "suggestion", rows)


def _named(session: Session, subject: str, rows: Sequence[RecordRef]) -> list[BehindRow]:
    """The records with whom and what they are about."""
    letter, matter = (Suggestion.id, Suggestion.addressee, Suggestion.number), (Matter.id, Matter.unit, Matter.kind)
    columns = letter if subject == "suggestion" else matter
    said: dict[int, tuple[str, str]] = {}
    for start in range(0, len(rows), _AT_ONCE):
        some = [row.id for row in rows[start : start + _AT_ONCE]]
        for key, name, detail in session.execute(select(*columns).where(columns[0].in_(some))):
            said[key] = (name or "", detail or "")
    return [BehindRow(_TYPES[subject], row.id, row.entry_number, *said[row.id]) for row in rows]


def _tallies(session: Session, reach: Reach) -> Tallies:
    connection = session.connection()
    return {
        "suggestion": tally(connection, "suggestion", reach.period),
        "matter": tally(connection, "matter", reach.period),
    }


def _known(total: Counter[str]) -> Counter[str] | None:
    """A time of which the store holds nothing is unknown, not nought."""
    return total if any(count for name, count in total.items() if name not in {"start_undated"}) else None


def _measure_name(definitions: MonthDefinitions, subject: Subject, measure: str) -> str:
    named = {
        each.parts["n"]: each.name for each in definitions.figures if each.subject == subject and "d" not in each.parts
    }
    return named.get(measure, "其中已回复的到期件")
