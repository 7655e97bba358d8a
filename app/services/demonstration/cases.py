"""Original cases of the demonstration: results of every sort, so that the lists of triggers have something to show."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from app.models.dates import PartialDate
from app.services.demonstration.chance import Chance, Days
from app.services.demonstration.vocabulary import CaseWords, Vocabulary
from app.services.importing.cases import HitsOf
from app.services.importing.identity import case_identity
from app.services.original_cases.rows import DATES, STAGES, TEXTS

Values = dict[str, Any]
FEWEST, MOST, _ONE_IN = 3, 500, 5  # cases for so many matters
_NO_OLDER, _NO_YOUNGER = 700, 45  # days since a case was closed
_BETWEEN_STAGES = (30, 70)  # days
_OF_CASE = ("arrest", "indictment", "judgment", "appeal")  # stages before a petition


def number_of_cases(matters: int) -> int:
    """How many cases a demonstration of so many matters has."""
    return min(max(matters // _ONE_IN, FEWEST), MOST)


class CaseMaking:
    """Makes the rows of all cases; ids begin at 1."""

    def __init__(self, vocabulary: Vocabulary, chance: Chance, days: Days, organisations: dict[str, int]) -> None:
        """``organisations`` gives the id behind a unit's name; the office itself is none."""
        self._vocabulary, self._chance, self._days = vocabulary, chance, days
        self._organisations = organisations
        self._weights = list(accumulate(each.weight for each in vocabulary.cases))

    def rows(self, count: int, today: date) -> list[Values]:
        """So many cases, closed one after another; every sort comes before any comes twice."""
        sorts = list(self._vocabulary.cases)[:count]
        sorts += [self._chance.weighted(self._vocabulary.cases, self._weights) for _ in range(count - len(sorts))]
        ages = sorted((self._chance.number(_NO_YOUNGER, _NO_OLDER) for _ in sorts), reverse=True)
        return [self._case(key, sort, today, age) for key, (sort, age) in enumerate(zip(sorts, ages, strict=True), 1)]

    def _case(self, key: int, words: CaseWords, today: date, age: int) -> Values:
        chance = self._chance
        closed = self._days.before(today - timedelta(days=age))
        surname = chance.one(self._vocabulary.words["surnames"])
        department = next(each for each in self._vocabulary.departments if each.name == words.department)
        values: Values = dict.fromkeys((*TEXTS, *DATES, "petition_times", "further"))
        values |= words.results
        values |= {
            "id": key,
            "number": f"青检受〔{closed.year}〕{key:04d}号",
            "name": f"{surname}某{key}{words.cause.removesuffix('罪')}案",
            "kind": words.kind,
            "cause": words.cause,
            "parties": f"{surname}某{key}",
            "unit": self._vocabulary.office,
            "organisation_id": self._organisations.get(self._vocabulary.office),
            "department": words.department,
            "handlers": chance.one(department.people)[0],
            "closed_on": PartialDate.of(closed),
        }
        values |= self._days_of(values, closed)
        values |= self._petition(words, closed, today)
        recognised_by = (values[name] for name in ("number", "kind", "name", "unit", "cause", "closed_on"))
        return values | {"identity": case_identity(*recognised_by)}

    def _days_of(self, values: Values, closed: date) -> Values:
        """Each stage that has a result, backwards from the last, which closed the case."""
        day, found = closed, Values()
        for stage in reversed(STAGES):
            if stage.on.removesuffix("_on") in _OF_CASE and values[stage.result]:
                found[stage.on] = PartialDate.of(day)
                day = self._days.before(day - timedelta(days=self._chance.number(*_BETWEEN_STAGES)))
        return found

    def _petition(self, words: CaseWords, closed: date, today: date) -> Values:
        if not words.petition_kind:
            return {}
        raised = min(closed + timedelta(days=self._chance.number(20, 200)), today)
        ended = min(raised + timedelta(days=self._chance.number(20, 80)), today)
        is_running = words.petition_result == "正在办理"
        return {
            "petition_kind": words.petition_kind,
            "petition_result": words.petition_result,
            "petition_times": words.petition_times or None,
            "petitioned_on": PartialDate.of(raised),
            "petition_on": None if is_running else PartialDate.of(ended),
            "petition_settled_on": PartialDate.of(ended) if words.petition_result == "息诉" else None,
            "assigned_by": words.assigned_by or None,
        }


def hits_in(cases: Sequence[Values], hits_of: HitsOf) -> list[Values]:
    """The rows of the triggers that the cases meet."""
    met = [{**hit, "case_id": case["id"]} for case in cases for hit in hits_of(case)]
    return [{**hit, "id": key} for key, hit in enumerate(met, 1)]
