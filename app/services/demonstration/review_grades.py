"""Grades of the demonstration's reviews, and what the handlers of their cases say."""

from dataclasses import dataclass
from typing import Any

from app.models.database import Unit
from app.models.dates import PartialDate
from app.models.review_finding import CaseGrade, FindingObjection
from app.models.review_terms import FindingObjectionForm, FindingObjectionOutcome
from app.services.demonstration.review_words import Said, labelled
from app.services.demonstration.reviews import Begun
from app.services.review_grades.grade_sets import GradeSets


@dataclass(frozen=True)
class Grading:
    """Writes the grades and objections of each review."""

    unit: Unit
    sets: GradeSets

    def add(self, begun: Begun) -> None:
        """Those its story says and that have happened by the store's day."""
        if begun.review.concluded_on is None:
            return
        for said in begun.story.grades:
            if begun.days.on(said, "on") is not None:
                self._grade(begun, said)
        for said in begun.story.objections:
            if begun.days.on(said, "on") is not None:
                self._objection(begun, said)
        self.unit.session.flush()

    def _grade(self, begun: Begun, said: Said) -> None:
        """A grade by the set in force when it was proposed; one the set does not know is left out."""
        on = begun.days.on(said, "on")
        decided_on, heard_on = begun.days.on(said, "decided"), begun.days.on(said, "heard")
        grade_set = self.sets.on((decided_on or on or PartialDate.of(begun.days.begun)).first)
        grade = said["proposed"] if said["proposed"] in grade_set.grades else grade_set.grades[2]
        values: dict[str, Any] = {}
        if heard_on is not None:
            values |= {"heard_on": heard_on, "heard_who": _handler(begun, said["case"]), "statement": said["statement"]}
        if decided_on is not None:
            number = said["number"].format(year=decided_on.first.year)
            values |= {"decided": grade, "decided_by": said["by"], "decided_as": said["decides"]}
            values |= {"decided_on": decided_on, "decision_number": number}
        self.unit.session.add(
            CaseGrade(
                review_id=begun.review.id,
                case_id=said["case"],
                grade_set=grade_set.code,
                proposed_set=grade_set.code,
                proposed=grade,
                proposed_by=begun.review.handler,
                proposed_on=on,
                reason=said["reason"],
                **values,
            )
        )

    def _objection(self, begun: Begun, said: Said) -> None:
        decided_on, values = begun.days.on(said, "decided"), {}
        outcome = FindingObjectionOutcome.PENDING
        if decided_on is not None:
            outcome = labelled(FindingObjectionOutcome, said["outcome"])
            number = said.get("number", "").format(year=decided_on.first.year)
            values = {"decided_by": said["by"], "decided_as": said["decides"], "decided_on": decided_on}
            values |= {"decision": said["decision"], "decision_number": number or None}
        finding = begun.findings[said["finding"] - 1]
        self.unit.session.add(
            FindingObjection(
                review_id=begun.review.id,
                finding_id=finding.id,
                form=labelled(FindingObjectionForm, said["form"]),
                raised_by=_handler(begun, begun.review.case_id or 0),
                raised_on=begun.days.on(said, "on"),
                content=said["content"],
                outcome=outcome,
                **values,
            )
        )


def _handler(begun: Begun, case: int) -> str:
    return (begun.cases[case].handlers or "").splitlines()[0]
