"""Opens a review for an act on its grades or objections, with the scan that came for the act."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.reverse_review import ReverseReview
from app.models.review_finding import CaseGrade, FindingObjection, ReviewFinding
from app.models.terms import RecordType
from app.services.foundation.errors import DomainError
from app.services.foundation.intentions import Intention
from app.services.foundation.pen import Opened, Pen
from app.services.foundation.progress import Progress
from app.services.office.attachment_files import Staged
from app.services.office.attachments import Attachments
from app.services.reverse_reviews.refusals import refuse_closed
from app.services.trail.since import refuse_changed

Child = TypeVar("Child", CaseGrade, FindingObjection, ReviewFinding)
_NAMES: dict[type, str] = {CaseGrade: "等次", FindingObjection: "意见", ReviewFinding: "审视发现"}


class PartNotFound(DomainError):
    """No grade, objection or finding with that id."""

    def __init__(self, name: str) -> None:
        """It may have gone with the act that was taken back."""
        super().__init__(f"没有找到这条{name}，它可能已随撤销的操作消失。请刷新后再看。")


@dataclass(frozen=True)
class Came:
    """A review inside its writing transaction, and the scan that came."""

    opened: Opened[ReverseReview]
    attachments: Attachments
    scan: Staged | None

    @property
    def session(self) -> Session:
        """The transaction."""
        return self.opened.unit.session

    @property
    def review(self) -> ReverseReview:
        """The review."""
        return self.opened.record

    def attach(self, purpose: str) -> int | None:
        """Keep the scan with the review; gives its id, None where none came."""
        if self.scan is None:
            return None
        return self.attachments.attach(
            self.opened.unit, (RecordType.REVERSE_REVIEW, self.review.id), purpose, self.scan
        )


@dataclass(frozen=True)
class GradePen:
    """Opens reviews by their own id or by that of a grade or objection of theirs."""

    pen: Pen[ReverseReview]
    attachments: Attachments

    @contextmanager
    def on(
        self,
        actor: Actor,
        intention: Intention,
        review_id: int,
        scan: Path | None = None,
        progress: Progress | None = None,
    ) -> Iterator[Came]:
        """One review that is not closed, for one intention; raises ReviewNotFound, DomainError, Cancelled."""
        self.pen.look(review_id, lambda review: refuse_closed(review, intention.title))
        with (
            self.attachments.scan_coming(scan, progress) as staged,
            self.pen.on(actor, intention, review_id) as opened,
        ):
            refuse_closed(opened.record, intention.title)
            yield Came(opened, self.attachments, staged)

    def review_of(self, table: type[Child], key: int) -> int:
        """The review a grade or objection belongs to; raises PartNotFound."""
        with self.pen.database.read() as session:
            return part(session, table, key).review_id


def part(session: Session, table: type[Child], key: int, version: int | None = None) -> Child:
    """A grade, objection or finding that still stands as it was shown; raises PartNotFound, ChangedMeanwhile."""
    name = _NAMES[table]
    row = session.get(table, key)
    if row is None:
        raise PartNotFound(name)
    refuse_changed(session, row, version, f"这条{name}")
    return row
