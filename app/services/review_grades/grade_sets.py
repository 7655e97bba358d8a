"""Sets of grades with their validity, and what is said beside some of them; read from ``grades.toml``."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from app.models.review_terms import FindingVerdict
from app.models.terms import Certainty
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.toml_table import TomlTable

FILE = "grades.toml"
_SET = ("code", "name", "valid_from", "is_day_open", "grades", "source", "certainty", "note")
_HINT = ("code", "grades", "verdicts", "text", "source", "certainty")
_OBJECTIONS = ("decides_findings", "decision_days", "reconsideration_days", "certainty")


@dataclass(frozen=True)
class GradeSet:
    """One set of grades, the best first; it counts from ``valid_from`` until the next set begins."""

    code: str
    name: str
    valid_from: date
    is_day_open: bool  # the day was not published: the office may set it
    grades: tuple[str, ...]
    source: str
    certainty: Certainty
    note: str = ""

    def called(self, grade: str) -> str:
        """A grade with the set it belongs to: 瑕疵（2018 年规定）."""
        return f"{grade}（{self.name}）"


@dataclass(frozen=True)
class Hint:
    """What is said beside grades or findings of our own office; a person decides what comes of it."""

    code: str
    grades: tuple[str, ...]
    verdicts: tuple[FindingVerdict, ...]
    text: str
    source: str
    certainty: Certainty


@dataclass(frozen=True)
class Reminders:
    """The office's own reminders, in calendar days; no text knows them, so they turn nothing red."""

    decision_days: int
    reconsideration_days: int
    certainty: Certainty = Certainty.UNVERIFIED


@dataclass(frozen=True)
class GradeSets:
    """All sets in the order in which they came into force."""

    sets: tuple[GradeSet, ...]
    hints: tuple[Hint, ...]
    decides_findings: tuple[str, ...]
    reminders: Reminders

    def on(self, day: date) -> GradeSet:
        """The set in force on a day; raises DomainError for days before the first."""
        found = next((each for each in reversed(self.sets) if each.valid_from <= day), None)
        if found is None:
            raise DomainError(
                f"{day} 没有施行中的案件等次规定，最早的一套自 {self.sets[0].valid_from} 起施行。请核对日期。"
            )
        return found

    def find(self, code: str) -> GradeSet:
        """A set by its code; raises DomainError for one the file does not have any more."""
        found = next((each for each in self.sets if each.code == code), None)
        if found is None:
            raise DomainError(f"文件 {FILE} 里没有代号为“{code}”的等次规定，请恢复该文件后再用。")
        return found

    def called(self, code: str, grade: str) -> str:
        """A grade with its set, also where the file lost the set since."""
        known = next((each for each in self.sets if each.code == code), None)
        return known.called(grade) if known else f"{grade}（{code}）"

    def last_day(self, code: str) -> date | None:
        """The last day of a set; None for the one in force without end."""
        place = [each.code for each in self.sets].index(code)
        return self.sets[place + 1].valid_from - timedelta(days=1) if place + 1 < len(self.sets) else None

    def with_day(self, code: str, day: date) -> "GradeSets":
        """The same with another first day of one set; raises FieldProblem for a day that cannot be."""
        place = next((at for at, each in enumerate(self.sets) if each.code == code), None)
        if place is None or not self.sets[place].is_day_open:
            raise FieldProblem("code", "这一套等次规定的施行日已经公布，不能改。请选择施行日没有公布的。")
        before = self.sets[place - 1].valid_from if place else date.min
        after = self.sets[place + 1].valid_from if place + 1 < len(self.sets) else date.max
        if not before < day < after:
            raise FieldProblem("day", f"施行日应当在前一套规定（{before} 起）以后、后一套以前。请核对日期。")
        changed = replace(self.sets[place], valid_from=day)
        return replace(self, sets=(*self.sets[:place], changed, *self.sets[place + 1 :]))


def read_grade_sets(folder: Path) -> GradeSets:
    """Read the shipped file; raises DomainError, FieldProblem naming file and key."""
    table = TomlTable.read(folder / FILE)
    table.only(("set", "objections", "hint"))
    sets = tuple(_set(each) for each in table.tables("set", "等次规定"))
    if not sets:
        raise table.refuse("set", "没有填写")
    days = [each.valid_from for each in sets]
    if days != sorted(set(days)) or len({each.code for each in sets}) != len(sets):
        raise table.refuse("set", "应当按施行日先后排列，代号和施行日都不重复")
    hints = tuple(_hint(each) for each in table.tables("hint", "提示"))
    body = table.values.get("objections")
    if not isinstance(body, dict):
        raise table.refuse("objections", "没有填写")
    objections = TomlTable(f"{table.where} [objections]", body)
    objections.only(_OBJECTIONS)
    decides = objections.texts("decides_findings")
    if not decides:
        raise objections.refuse("decides_findings", "没有填写")
    reminders = Reminders(
        _days(objections, "decision_days"), _days(objections, "reconsideration_days"), _certainty(objections)
    )
    return GradeSets(sets, hints, decides, reminders)


def _set(table: TomlTable) -> GradeSet:
    table.only(_SET)
    grades = table.texts("grades")
    if not grades or len(set(grades)) != len(grades):
        raise table.refuse("grades", "应当是一组不重复的等次")
    return GradeSet(
        table.text("code"),
        table.text("name"),
        table.day("valid_from"),
        table.flag("is_day_open"),
        grades,
        table.text("source"),
        _certainty(table),
        table.text("note", ""),
    )


def _hint(table: TomlTable) -> Hint:
    table.only(_HINT)
    words = {term.label: term for term in FindingVerdict}
    verdicts = table.texts("verdicts")
    unknown = next((each for each in verdicts if each not in words), None)
    if unknown is not None:
        raise table.refuse("verdicts", f"里有不认识的“{unknown}”")
    return Hint(
        table.text("code"),
        table.texts("grades"),
        tuple(words[each] for each in verdicts),
        table.text("text"),
        table.text("source"),
        _certainty(table),
    )


def _certainty(table: TomlTable) -> Certainty:
    word = table.text("certainty")
    found = next((term for term in Certainty if term.label == word), None)
    if found is None:
        raise table.refuse("certainty", f"应当是{'、'.join(term.label for term in Certainty)}之一")
    return found


def _days(table: TomlTable, key: str) -> int:
    days = table.number(key)
    if not days:
        raise table.refuse(key, "应当是大于 0 的整数")
    return days
