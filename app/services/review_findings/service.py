"""What the office does with findings: add, amend, remove, mark the rest as in order, say what became of them."""

from dataclasses import dataclass

from sqlalchemy import select

from app.models.actor import Actor
from app.models.reverse_review import ReverseReview
from app.models.review_finding import ReviewFinding
from app.models.review_terms import Correction, FindingVerdict, ReviewBody
from app.models.terms import RecordType
from app.services.foundation.changes import Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError
from app.services.foundation.intentions import performs
from app.services.foundation.pen import Opened, Pen
from app.services.foundation.progress import Progress
from app.services.office.attachments import Attachments
from app.services.office.offices import Offices
from app.services.reverse_reviews.refusals import refuse_closed, refuse_concluded
from app.services.review_findings import intentions as wish
from app.services.review_findings.catalogue import FindingCatalogue
from app.services.review_findings.reading import dimensions_missing, findings_of
from app.services.review_findings.rows import WHOLE, CorrectionDraft, FindingDraft, FindingRow, RestDraft
from app.services.review_findings.writing import (
    IN_ORDER,
    FindingNotFound,
    checked,
    fill,
    next_place,
    refuse_correction,
    refuse_removing,
    the_case,
)
from app.services.trail.since import refuse_changed

_EVIDENCE = "纠正材料"


@dataclass(frozen=True)
class Parts:
    """What the steps need, handed in by the desk."""

    pen: Pen[ReverseReview]
    catalogue: FindingCatalogue
    offices: Offices
    attachments: Attachments
    clock: Clock


class ReviewFindings:
    """Findings of reviews: by dimension, stage and body; our own office's kept apart from others'."""

    def __init__(self, parts: Parts) -> None:
        """Take the parts; nothing is read yet."""
        self._parts, self._pen, self._clock = parts, parts.pen, parts.clock
        self.catalogue = parts.catalogue

    def of(self, review_id: int) -> tuple[FindingRow, ...]:
        """The findings of a review by their place."""
        with self._pen.database.read() as session:
            return findings_of(session, review_id)

    def missing(self, review_id: int, case_id: int | None) -> tuple[str, ...]:
        """The dimensions of a case nobody has written anything about."""
        return dimensions_missing(self.of(review_id), self._dimensions, case_id)

    def problem_names(self, dimension: str) -> tuple[str, ...]:
        """Names of problems to choose from: those of the file, then those typed before."""
        listed = self.catalogue.problems.get(dimension, ())
        wanted = select(ReviewFinding.problem).where(
            ReviewFinding.dimension == dimension, ReviewFinding.problem.is_not(None)
        )
        with self._pen.database.read() as session:
            typed = session.scalars(wanted.distinct().order_by(ReviewFinding.problem)).all()
        return tuple(dict.fromkeys((*listed, *(name for name in typed if name))))

    @performs(wish.ADD)
    def add(self, actor: Actor, review_id: int, draft: FindingDraft) -> Written:
        """Add a finding behind the others; raises FieldProblem, ReviewNotFound, ReviewerHandledIt."""
        said = checked(draft, self._clock.today())
        with self._pen.on(actor, wish.ADD, review_id) as opened:
            refuse_concluded(opened.record, "增加审视发现")
            self._insert(opened, said)
            return opened.written

    @performs(wish.AMEND)
    def amend(self, actor: Actor, finding_id: int, version: int, draft: FindingDraft) -> Written:
        """Change a finding; raises ChangedMeanwhile where it is not the version that was shown."""
        said = checked(draft, self._clock.today())
        with self._pen.on(actor, wish.AMEND, self._review_of(finding_id)) as opened:
            finding, session = self._had(opened, finding_id), opened.unit.session
            refuse_changed(session, finding, version, f"第 {finding.place} 条审视发现")
            refuse_concluded(opened.record, "修改审视发现")
            fill(session, finding, said, opened.record, self._parts.offices.name(session))
            return opened.written

    @performs(wish.REMOVE)
    def remove(self, actor: Actor, finding_id: int) -> Written:
        """Take a finding out; raises DomainError where results or statements speak of it."""
        with self._pen.on(actor, wish.REMOVE, self._review_of(finding_id)) as opened:
            finding = self._had(opened, finding_id)
            refuse_concluded(opened.record, "删除审视发现")
            refuse_removing(opened.unit.session, finding)
            opened.unit.session.delete(finding)
            return opened.written

    @performs(wish.MARK_REST)
    def mark_rest(self, actor: Actor, review_id: int, draft: RestDraft) -> Written:
        """Mark the dimensions of a case nobody wrote about as 无问题; raises DomainError where there is none left."""
        with self._pen.on(actor, wish.MARK_REST, review_id) as opened:
            refuse_concluded(opened.record, "标记无问题")
            session = opened.unit.session
            said = [self._in_order(name, draft) for name in self._dimensions]
            case = the_case(session, opened.record, said[0])
            missing = dimensions_missing(findings_of(session, review_id), self._dimensions, case.id if case else None)
            if not missing:
                raise DomainError("各个方面都已经写过，没有需要标为“无问题”的。")
            for each in said:
                if each.dimension in missing:
                    self._insert(opened, checked(each, self._clock.today()))
            return opened.written

    @performs(wish.CORRECT)
    def correct(
        self, actor: Actor, finding_id: int, version: int, draft: CorrectionDraft, progress: Progress | None = None
    ) -> Written:
        """Say what became of a problem; raises FieldProblem, ChangedMeanwhile, Cancelled."""
        review_id = self._review_of(finding_id)
        with (
            self._parts.attachments.scan_coming(draft.scan, progress) as scan,
            self._pen.on(actor, wish.CORRECT, review_id) as opened,
        ):
            finding, session = self._had(opened, finding_id), opened.unit.session
            refuse_changed(session, finding, version, f"第 {finding.place} 条审视发现")
            refuse_closed(opened.record, "登记纠正情况")
            refuse_correction(finding, draft, self._clock.today())
            finding.correction, finding.correction_note = draft.correction, draft.note.strip() or None
            finding.corrected_on = None if draft.correction is Correction.OPEN else draft.on
            if scan is not None:
                record = RecordType.REVERSE_REVIEW, review_id
                self._parts.attachments.attach(opened.unit, record, _EVIDENCE, scan)
            return opened.written

    @property
    def _dimensions(self) -> tuple[str, ...]:
        return tuple(each.name for each in self.catalogue.dimensions)

    def _in_order(self, dimension: str, draft: RestDraft) -> FindingDraft:
        return FindingDraft(
            dimension=dimension,
            stage=WHOLE,
            body=ReviewBody.PROCURATORATE,
            verdict=FindingVerdict.NONE,
            found_on=draft.found_on,
            fact=IN_ORDER,
            reviewed_by=draft.reviewed_by,
            case_id=draft.case_id,
        )

    def _insert(self, opened: Opened[ReverseReview], draft: FindingDraft) -> None:
        session = opened.unit.session
        place = next_place(session, opened.record.id)
        finding = ReviewFinding(review_id=opened.record.id, place=place, correction=Correction.OPEN)
        fill(session, finding, draft, opened.record, self._parts.offices.name(session))
        session.add(finding)
        session.flush()

    def _review_of(self, finding_id: int) -> int:
        with self._pen.database.read() as session:
            finding = session.get(ReviewFinding, finding_id)
            if finding is None:
                raise FindingNotFound(finding_id)
            return finding.review_id

    def _had(self, opened: Opened[ReverseReview], finding_id: int) -> ReviewFinding:
        finding = opened.unit.session.get(ReviewFinding, finding_id)
        if finding is None:
            raise FindingNotFound(finding_id)
        return finding
