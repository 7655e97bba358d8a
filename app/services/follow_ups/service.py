"""What the office does after a reply: looks at the rectification, goes back to it, evaluates; each one transaction."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.database import Database, Unit
from app.models.dates import PartialDate
from app.models.deadline import Deadline
from app.models.follow_up import VisitFile
from app.models.letter_terms import FollowUpKind, PhotoMoment
from app.models.suggestion import RectificationRecord
from app.models.suggestion import Suggestion as Letter
from app.models.terms import RecordType, Rectification
from app.services.docket.revisits import end_earliest
from app.services.docket.starting import Starter
from app.services.documents.facts import Value
from app.services.follow_ups import intentions as wish
from app.services.follow_ups import refusals
from app.services.follow_ups.evaluating import written
from app.services.follow_ups.looking import write_look
from app.services.follow_ups.papers import facts_of
from app.services.follow_ups.reading import card_of
from app.services.follow_ups.rows import RELAPSED, Evaluation, FollowUpCard, LookDone, LookDraft
from app.services.follow_ups.signs import Signs
from app.services.foundation.changes import Written
from app.services.foundation.clock import Clock
from app.services.foundation.intentions import performs
from app.services.foundation.pen import Pen
from app.services.foundation.progress import Progress
from app.services.foundation.refusals import needed
from app.services.office.attachment_files import Staged
from app.services.office.attachments import Attachments
from app.services.suggestions.refusals import name_of
from app.services.trail.since import refuse_changed

PURPOSES = {PhotoMoment.BEFORE: "整改前", PhotoMoment.AFTER: "整改后", PhotoMoment.OTHER: "整改材料"}


@dataclass(frozen=True)
class Parts:
    """What follow-ups need, handed in by bootstrap."""

    database: Database
    pen: Pen[Letter]
    starter: Starter
    attachments: Attachments
    signs: Signs
    clock: Clock


class FollowUps:
    """Looks at the rectification of letters, planned revisits, evaluations."""

    def __init__(self, parts: Parts) -> None:
        """Nothing is read yet."""
        self._parts = parts
        self.signs = parts.signs

    def card(self, letter_id: int, as_of: date | None = None) -> FollowUpCard:
        """What follows one letter, its looks with the newest first; raises LetterNotFound."""
        with self._parts.database.read() as session:
            return card_of(session, letter_id, as_of or self._parts.clock.today(), self.signs)

    def paper_facts(self, letter_id: int) -> dict[str, Value]:
        """What papers about a letter say of its rectification; raises LetterNotFound."""
        return facts_of(self.card(letter_id))

    @performs(wish.RECORD_LOOK)
    def record_look(self, actor: Actor, letter_id: int, draft: LookDraft, progress: Progress | None = None) -> LookDone:
        """Register a visit, inspection, hearing, expert opinion, reviewed report or revisit with its files.

        A revisit ends the earliest that was planned, also after the letter was closed.
        Raises FieldProblem, DomainError, ChangedMeanwhile, Cancelled.
        """
        look = replace(draft, seen_by=needed("seen_by", "核查人", draft.seen_by), signs=self.signs.checked(draft.signs))
        parts, today = self._parts, self._parts.clock.today()
        parts.pen.look(letter_id, lambda letter: refusals.look(letter, look, today))
        with (
            parts.attachments.several_coming([file.path for file in look.files], progress) as staged,
            parts.pen.on(actor, wish.RECORD_LOOK, letter_id) as opened,
        ):
            session, letter = opened.unit.session, opened.record
            refuse_changed(session, letter, look.version, name_of(letter))
            refusals.look(letter, look, today)
            record = write_look(opened.unit, letter, look)
            self._keep(opened.unit, record, look, staged)
            if look.kind is FollowUpKind.REVISIT:
                letter.revisited_on = look.seen_on
                end_earliest(_deadlines(session, letter_id), look.seen_on)
            parts.starter.follow(opened.unit, RecordType.SUGGESTION, letter)
            is_relapse = letter.closed_on is not None and letter.rectification is not Rectification.COMPLETE
            return LookDone(letter_id, opened.unit.act, RELAPSED if is_relapse else "")

    @performs(wish.EVALUATE)
    def evaluate(
        self, actor: Actor, letter_id: int, on: PartialDate, evaluation: Evaluation, version: int | None = None
    ) -> Written:
        """Register what became of a letter (检察建议工作规定, 2019, art. 26), in place of an earlier evaluation.

        Raises FieldProblem, DomainError, ChangedMeanwhile.
        """
        needed("effect", "落实效果", evaluation.effect)
        with self._parts.pen.on(actor, wish.EVALUATE, letter_id) as opened:
            letter = opened.record
            refuse_changed(opened.unit.session, letter, version, name_of(letter))
            refusals.evaluation(letter, on, self._parts.clock.today())
            letter.evaluated_on, letter.evaluation = on, written(evaluation)
            return opened.written

    def _keep(self, unit: Unit, record: RectificationRecord, look: LookDraft, staged: tuple[Staged, ...]) -> None:
        for file, arrived in zip(look.files, staged, strict=True):
            key = RecordType.SUGGESTION, record.suggestion_id
            attached = self._parts.attachments.attach(unit, key, PURPOSES[file.moment], arrived)
            unit.session.add(
                VisitFile(
                    suggestion_id=record.suggestion_id,
                    rectification_id=record.id,
                    attachment_id=attached,
                    moment=file.moment,
                )
            )


def _deadlines(session: Session, letter_id: int) -> list[Deadline]:
    wanted = select(Deadline).where(Deadline.record_type == RecordType.SUGGESTION, Deadline.record_id == letter_id)
    return list(session.scalars(wanted.order_by(Deadline.id)))
