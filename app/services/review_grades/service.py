"""What the office does with grades of cases and with what their handlers say; each step is one transaction.

No grade comes from the program: what stands in a grade was proposed by somebody, its handler was heard, and 检察长 or
检察委员会 decided it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from app.models.actor import Actor
from app.models.reverse_review import ReverseReview
from app.models.review_finding import CaseGrade, FindingObjection
from app.services.foundation.changes import Written
from app.services.foundation.clock import Clock
from app.services.foundation.intentions import performs
from app.services.foundation.pen import Pen
from app.services.foundation.progress import Progress
from app.services.foundation.refusals import needed
from app.services.office.attachments import Attachments
from app.services.reverse_reviews.refusals import ReviewNotFound
from app.services.review_grades import intentions as wish
from app.services.review_grades.counting import grade_counts
from app.services.review_grades.grade_pen import Came, GradePen, part
from app.services.review_grades.grading import Steps
from app.services.review_grades.kept_sets import FIRST_DAYS, REMINDERS, KeptSets, days_that_can_be, keep, told_in
from app.services.review_grades.objecting import Objecting
from app.services.review_grades.reading import Reader
from app.services.review_grades.rows import (
    GRADE_DECISION,
    HEARING_RECORD,
    SETTLEMENT,
    WITHDRAWAL_DECISION,
    GradeCount,
    GradeDecision,
    GradeProposal,
    GradesCard,
    GradeSetRow,
    GradeWithdrawal,
    Hearing,
    ObjectionDraft,
    ReminderRow,
    Settlement,
)


@dataclass(frozen=True)
class Parts:
    """What grades need, handed in by the desk."""

    pen: Pen[ReverseReview]
    attachments: Attachments
    sets: KeptSets
    clock: Clock


class ReviewGrades:
    """The grades and objections of all reviews."""

    def __init__(self, parts: Parts) -> None:
        """Nothing is read yet."""
        self._pen, self._sets, self._clock = parts.pen, parts.sets, parts.clock
        self._grades = GradePen(parts.pen, parts.attachments)

    def card(self, reader: Actor | None, review_id: int) -> GradesCard:
        """Grades and objections of a review, people only for the entitled; None sees nobody. Raises ReviewNotFound."""
        with self._pen.database.read() as session:
            review = session.get(ReverseReview, review_id)
            if review is None:
                raise ReviewNotFound(review_id)
            return Reader(session, review, self._sets.of(session), self._today, reader).card()

    def counts(self, review_ids: Collection[int] | None = None) -> tuple[GradeCount, ...]:
        """Cases under each grade of each set, of some reviews or of all."""
        with self._pen.database.read() as session:
            return grade_counts(session, self._sets.of(session), review_ids)

    def sets(self) -> tuple[GradeSetRow, ...]:
        """The sets of grades with their validity and source."""
        with self._pen.database.read() as session:
            return self._sets.rows(session)

    def set_on(self, day: date | None = None) -> GradeSetRow:
        """The set in force on a day, today where none is named; raises DomainError before the first."""
        with self._pen.database.read() as session:
            code = self._sets.of(session).on(day or self._today).code
            return next(row for row in self._sets.rows(session) if row.code == code)

    def deciders_of_findings(self) -> tuple[str, ...]:
        """The posts that may decide what a handler says about a finding."""
        return self._sets.shipped.decides_findings

    def reminders(self) -> ReminderRow:
        """The office's own reminders."""
        with self._pen.database.read() as session:
            return self._sets.reminders(session)

    @performs(wish.PROPOSE)
    def propose(self, actor: Actor, review_id: int, draft: GradeProposal) -> Written:
        """Propose a grade for a case of a review, by the set in force on that day; raises FieldProblem, DomainError."""
        with self._grades.on(actor, wish.PROPOSE, review_id) as came:
            grade = self._steps(came).proposed(draft)
            came.session.add(grade)
            came.session.flush()
            return Written(grade.id, came.opened.unit.act)

    @performs(wish.DROP)
    def drop(self, actor: Actor, grade_id: int, reason: str, version: int | None = None) -> Written:
        """Take a proposal back before it is decided; it stays to be seen. Raises FieldProblem, DomainError."""
        with self._grades.on(actor, wish.DROP, self._review_of(grade_id)) as came:
            grade = part(came.session, CaseGrade, grade_id, version)
            self._steps(came).dropped(grade, actor.name, reason)
            return Written(grade.id, came.opened.unit.act)

    @performs(wish.HEAR)
    def hear(
        self,
        actor: Actor,
        grade_id: int,
        hearing: Hearing,
        version: int | None = None,
        progress: Progress | None = None,
    ) -> Written:
        """Register what the original handler said to a proposal; raises FieldProblem, DomainError, Cancelled."""
        with self._grades.on(actor, wish.HEAR, self._review_of(grade_id), hearing.scan, progress) as came:
            grade = part(came.session, CaseGrade, grade_id, version)
            self._steps(came).heard(grade, hearing)
            grade.heard_attachment_id = came.attach(HEARING_RECORD)
            return Written(grade.id, came.opened.unit.act)

    @performs(wish.DECIDE)
    def decide(
        self,
        actor: Actor,
        grade_id: int,
        decision: GradeDecision,
        version: int | None = None,
        progress: Progress | None = None,
    ) -> Written:
        """Register who decided which grade; raises FieldProblem, ChangedMeanwhile, DomainError, Cancelled."""
        scan = decision.signature.scan
        with self._grades.on(actor, wish.DECIDE, self._review_of(grade_id), scan, progress) as came:
            grade = part(came.session, CaseGrade, grade_id, version)
            self._steps(came).decided(grade, decision)
            grade.decision_attachment_id = came.attach(GRADE_DECISION)
            return Written(grade.id, came.opened.unit.act)

    @performs(wish.WITHDRAW)
    def withdraw(
        self,
        actor: Actor,
        grade_id: int,
        withdrawal: GradeWithdrawal,
        version: int | None = None,
        progress: Progress | None = None,
    ) -> Written:
        """Register a later decision that takes a grade back; raises FieldProblem, DomainError, Cancelled."""
        scan = withdrawal.signature.scan
        with self._grades.on(actor, wish.WITHDRAW, self._review_of(grade_id), scan, progress) as came:
            grade = part(came.session, CaseGrade, grade_id, version)
            self._steps(came).withdrawn(grade, withdrawal)
            grade.withdrawn_attachment_id = came.attach(WITHDRAWAL_DECISION)
            return Written(grade.id, came.opened.unit.act)

    @performs(wish.REGISTER_OBJECTION)
    def register_objection(
        self, actor: Actor, review_id: int, draft: ObjectionDraft, progress: Progress | None = None
    ) -> Written:
        """Register what an original handler says of a finding or a grade; raises FieldProblem, DomainError, Cancelled.

        A statement is kept as it is; an objection and a reconsideration wait for a decision.
        """
        with self._grades.on(actor, wish.REGISTER_OBJECTION, review_id, draft.scan, progress) as came:
            objection = self._objecting(came).registered(draft)
            objection.attachment_id = came.attach(draft.form.label)
            came.session.add(objection)
            came.session.flush()
            return Written(objection.id, came.opened.unit.act)

    @performs(wish.SETTLE_OBJECTION)
    def settle_objection(
        self,
        actor: Actor,
        objection_id: int,
        settlement: Settlement,
        version: int | None = None,
        progress: Progress | None = None,
    ) -> Written:
        """Register what was decided about an objection, and do it; raises FieldProblem, DomainError, Cancelled."""
        review_id, scan = self._grades.review_of(FindingObjection, objection_id), settlement.signature.scan
        with self._grades.on(actor, wish.SETTLE_OBJECTION, review_id, scan, progress) as came:
            objection = part(came.session, FindingObjection, objection_id, version)
            made = self._objecting(came).settled(objection, settlement)
            objection.decision_attachment_id = came.attach(SETTLEMENT)
            if made is not None:
                made.decision_attachment_id = objection.decision_attachment_id
                came.session.add(made)
            came.session.flush()
            return Written(objection.id, came.opened.unit.act)

    @performs(wish.SET_FIRST_DAY)
    def set_first_day(self, actor: Actor, code: str, day: date, reason: str) -> Written:
        """Set the first day of a set where it was not published; what was decided keeps it. Raises FieldProblem."""
        why = needed("reason", "设置的理由（例如收到文件的文号）", reason)
        with self._pen.new(actor, wish.SET_FIRST_DAY) as unit:
            self._sets.of(unit.session).with_day(code, day)
            told = {
                "day": day.isoformat(),
                "by": actor.name,
                "on": self._today.isoformat(),
                "reason": why,
            }
            kept = keep(unit.session, FIRST_DAYS, {**told_in(unit.session, FIRST_DAYS), code: told})
            return Written(kept.id, unit.act)

    @performs(wish.SET_REMINDERS)
    def set_reminders(self, actor: Actor, decision_days: int, reconsideration_days: int, reason: str) -> Written:
        """Set the office's own reminders, in calendar days; raises FieldProblem."""
        days = {
            "decision_days": days_that_can_be("decision_days", decision_days),
            "reconsideration_days": days_that_can_be("reconsideration_days", reconsideration_days),
            "reason": needed("reason", "设置的理由", reason),
        }
        with self._pen.new(actor, wish.SET_REMINDERS) as unit:
            kept = keep(unit.session, REMINDERS, days)
            return Written(kept.id, unit.act)

    @property
    def _today(self) -> date:
        return self._clock.today()

    def _review_of(self, grade_id: int) -> int:
        return self._grades.review_of(CaseGrade, grade_id)

    def _steps(self, came: Came) -> Steps:
        return Steps(came.session, came.review, self._sets.of(came.session), self._today)

    def _objecting(self, came: Came) -> Objecting:
        return Objecting(came.session, came.review, self._sets.of(came.session), self._today)
