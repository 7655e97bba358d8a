"""会议登记簿: 检察委员会, 检察官联席会议, 业务会商, 听证会 and 人民监督员监督, with opinions, decision and feedback."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from app.models.actor import Actor
from app.models.case_register import Meeting
from app.models.case_terms import MeetingState
from app.models.dates import PartialDate
from app.models.terms import RecordType
from app.services.case_registers import intentions as wish
from app.services.case_registers.entry_pen import EntryPen
from app.services.case_registers.filing import attach, files_of, link
from app.services.case_registers.linking import hangs_on_record, record_of
from app.services.case_registers.possible import no_feedback, not_yet, refuse
from app.services.case_registers.refusals import EntryNotFound, no_longer, not_after
from app.services.case_registers.rows import FEEDING_BACK, Book, MeetingCard, MeetingDraft
from app.services.case_registers.standing import meeting_state
from app.services.foundation.changes import Written
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import performs
from app.services.foundation.progress import Progress
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.lists.listing import Listing
from app.services.office.attachments import Attachments

_LENGTHS = {
    "topic": ("议题", 200),
    "place": ("地点", 120),
    "chair": ("主持人", 80),
    "decision_number": ("决定文号", 60),
}
_TEXTS = ("place", "chair", "people", "papers", "opinions", "decision_number", "decision")
_OF_THE_MEETING = ("opinions", "decision_number", "decision")  # what only a meeting that was held can bring


@dataclass(frozen=True)
class Meetings:
    """The register of one store."""

    listing: Listing
    pen: EntryPen[Meeting]
    attachments: Attachments

    def card(self, key: int) -> MeetingCard:
        """Everything about one entry; raises EntryNotFound."""
        with self.pen.database.read() as session:
            asked = select(Meeting, meeting_state(self.pen.clock.today())).where(Meeting.id == key)
            found = session.execute(asked).one_or_none()
            if found is None:
                raise EntryNotFound(Book.MEETINGS.title)
            meeting: Meeting = found[0]
            record = record_of(session, meeting.record_type, meeting.record_id)
            return MeetingCard(
                id=meeting.id,
                version=meeting.version,
                entry_number=meeting.entry_number,
                draft=_draft_of(meeting, record.entry_number if record else ""),
                feedback=meeting.feedback or "",
                feedback_on=meeting.feedback_on,
                implementation=meeting.implementation or "",
                state=MeetingState(found[1]),
                record=record,
                files=files_of(session, meeting),
            )

    def of(self, record_type: RecordType, record_id: int) -> tuple[MeetingCard, ...]:
        """The entries of one record, the newest first."""
        with self.pen.database.read() as session:
            wanted = select(Meeting.id).where(hangs_on_record(Meeting, (record_type, record_id)))
            ids = session.scalars(wanted.order_by(Meeting.held_on.desc(), Meeting.id.desc())).all()
        return tuple(self.card(key) for key in ids)

    @performs(wish.REGISTER_MEETING)
    def register(self, actor: Actor, draft: MeetingDraft) -> Written:
        """Enter one, with its 登记号; a meeting ahead has no opinions yet. Raises FieldProblem."""
        self._refuse(draft)
        with self.pen.new(actor, wish.REGISTER_MEETING) as unit:
            meeting = Meeting(entry_number=self.pen.next_number(unit))
            link(unit.session, meeting, draft.record_number)
            _fill(meeting, draft)
            unit.session.add(meeting)
            unit.session.flush()
            written, owner = Written(meeting.id, unit.act), (meeting.record_type, meeting.record_id)
        self.pen.publish(owner)
        return written

    @performs(wish.AMEND_MEETING)
    def amend(self, actor: Actor, key: int, version: int, draft: MeetingDraft) -> Written:
        """Change what was entered, or bring opinions and decision; raises FieldProblem, ChangedMeanwhile."""
        self._refuse(draft)
        with self.pen.on(actor, wish.AMEND_MEETING, key, version) as opened:
            meeting = opened.entry
            not_after("held_on", "日期", draft.held_on, ("反馈日期", meeting.feedback_on))
            if meeting.implementation and draft.held_on.first > self.pen.clock.today():
                raise FieldProblem("held_on", f"{meeting.entry_number} 已登记落实，日期不能晚于今天。请核对日期。")
            if meeting.feedback_on is not None and draft.kind not in FEEDING_BACK:
                raise FieldProblem("kind", f"{meeting.entry_number} 已登记反馈，种类只能是听证会或人民监督员监督。")
            link(opened.unit.session, meeting, draft.record_number)
            _fill(meeting, draft)
            return opened.written

    @performs(wish.FEED_BACK_MEETING)
    def record_feedback(self, actor: Actor, key: int, version: int, told_on: PartialDate, what: str) -> Written:
        """Enter what 人民监督员 or the hearing were told, or correct it; raises FieldProblem, DomainError."""
        feedback = needed("feedback", "反馈内容", what)
        with self.pen.on(actor, wish.FEED_BACK_MEETING, key, version) as opened:
            meeting = opened.entry
            refuse(no_feedback(meeting.kind))
            self._refuse_ahead(meeting, "反馈")
            day_that_can_be("feedback_on", "反馈日期", told_on, self.pen.clock.today(), meeting.held_on)
            meeting.feedback_on, meeting.feedback = told_on, feedback
            return opened.written

    @performs(wish.IMPLEMENT_MEETING)
    def record_implementation(self, actor: Actor, key: int, version: int, how: str) -> Written:
        """Enter what came of the meeting, or correct it; raises FieldProblem, ChangedMeanwhile, DomainError."""
        implementation = needed("implementation", "落实情况", how)
        with self.pen.on(actor, wish.IMPLEMENT_MEETING, key, version) as opened:
            self._refuse_ahead(opened.entry, "落实")
            opened.entry.implementation = implementation
            return opened.written

    @performs(wish.ATTACH_TO_MEETING)
    def attach(self, actor: Actor, key: int, path: Path, progress: Progress | None = None) -> Written:
        """Copy a file in, onto the record of the entry; raises DomainError, KnownError, Cancelled."""
        with (
            self.attachments.incoming(path, progress) as file,
            self.pen.on(actor, wish.ATTACH_TO_MEETING, key) as opened,
        ):
            attach(opened.unit, self.attachments, opened.entry, file)
            return opened.written

    def _refuse_ahead(self, meeting: Meeting, what: str) -> None:
        refuse(not_yet(meeting.entry_number, meeting.held_on, self.pen.clock.today(), what))

    def _refuse(self, draft: MeetingDraft) -> None:
        needed("topic", "议题", draft.topic)
        for name, (title, most) in _LENGTHS.items():
            no_longer(name, title, getattr(draft, name), most)
        is_ahead = draft.held_on.first > self.pen.clock.today()
        if is_ahead and any(getattr(draft, name).strip() for name in _OF_THE_MEETING):
            raise FieldProblem(
                "held_on",
                f"日期（{draft.held_on}）晚于今天（{self.pen.clock.today()}），会议还没有召开，不能填写意见和决定。"
                "请核对日期，或会后再补。",
            )


def _fill(meeting: Meeting, draft: MeetingDraft) -> None:
    meeting.kind, meeting.topic, meeting.held_on = draft.kind, draft.topic.strip(), draft.held_on
    for name in _TEXTS:
        setattr(meeting, name, getattr(draft, name).strip() or None)


def _draft_of(meeting: Meeting, record_number: str) -> MeetingDraft:
    texts = {name: getattr(meeting, name) or "" for name in _TEXTS}
    return MeetingDraft(meeting.kind, meeting.topic, meeting.held_on, record_number=record_number, **texts)
