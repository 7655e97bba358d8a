"""请示报告登记簿: what goes up or comes from below, its answer, and what was done with that."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from app.models.actor import Actor
from app.models.case_register import ReportEntry
from app.models.case_terms import ReportKind, ReportState
from app.models.dates import PartialDate
from app.models.terms import RecordType
from app.services.case_registers import intentions as wish
from app.services.case_registers.entry_pen import EntryPen
from app.services.case_registers.filing import attach, files_of, link
from app.services.case_registers.linking import hangs_on_record, record_of
from app.services.case_registers.possible import no_answer, no_implementation, refuse
from app.services.case_registers.refusals import EntryNotFound, no_longer, not_after
from app.services.case_registers.rows import AnswerDraft, Book, ReportCard, ReportDraft
from app.services.case_registers.standing import report_state
from app.services.foundation.changes import Written
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import performs
from app.services.foundation.progress import Progress
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.lists.listing import Listing
from app.services.office.attachments import Attachments

_LENGTHS = {"number": ("文号", 60), "title": ("标题", 200), "counterpart": ("对方单位", 120), "handler": ("承办人", 80)}
_TEXTS = ("number", "handler", "content")


@dataclass(frozen=True)
class Reports:
    """The register of one store."""

    listing: Listing
    pen: EntryPen[ReportEntry]
    attachments: Attachments

    def card(self, key: int) -> ReportCard:
        """Everything about one entry; raises EntryNotFound."""
        with self.pen.database.read() as session:
            asked = select(ReportEntry, report_state(self.pen.clock.today())).where(ReportEntry.id == key)
            found = session.execute(asked).one_or_none()
            if found is None:
                raise EntryNotFound(Book.REPORTS.title)
            entry: ReportEntry = found[0]
            record = record_of(session, entry.record_type, entry.record_id)
            return ReportCard(
                id=entry.id,
                version=entry.version,
                entry_number=entry.entry_number,
                draft=_draft_of(entry, record.entry_number if record else ""),
                answer=_answer_of(entry),
                implementation=entry.implementation or "",
                implemented_on=entry.implemented_on,
                state=ReportState(found[1]),
                record=record,
                files=files_of(session, entry),
            )

    def of(self, record_type: RecordType, record_id: int) -> tuple[ReportCard, ...]:
        """The entries of one record, the newest first."""
        with self.pen.database.read() as session:
            wanted = select(ReportEntry.id).where(hangs_on_record(ReportEntry, (record_type, record_id)))
            ids = session.scalars(wanted.order_by(ReportEntry.sent_on.desc(), ReportEntry.id.desc())).all()
        return tuple(self.card(key) for key in ids)

    @performs(wish.REGISTER_REPORT)
    def register(self, actor: Actor, draft: ReportDraft) -> Written:
        """Enter one, with its 登记号; raises FieldProblem."""
        self._refuse(draft)
        with self.pen.new(actor, wish.REGISTER_REPORT) as unit:
            entry = ReportEntry(entry_number=self.pen.next_number(unit))
            link(unit.session, entry, draft.record_number)
            _fill(entry, draft)
            unit.session.add(entry)
            unit.session.flush()
            written, owner = Written(entry.id, unit.act), (entry.record_type, entry.record_id)
        self.pen.publish(owner)
        return written

    @performs(wish.AMEND_REPORT)
    def amend(self, actor: Actor, key: int, version: int, draft: ReportDraft) -> Written:
        """Change what was entered; answer and implementation stay. Raises FieldProblem, ChangedMeanwhile."""
        self._refuse(draft)
        with self.pen.on(actor, wish.AMEND_REPORT, key, version) as opened:
            entry = opened.entry
            not_after("sent_on", "日期", draft.sent_on, ("答复日期", entry.answered_on))
            if draft.kind is ReportKind.FILING and entry.answered_on is not None:
                raise FieldProblem("kind", f"{entry.entry_number} 已登记答复，不能改为报备。报备不需要答复。")
            link(opened.unit.session, entry, draft.record_number)
            _fill(entry, draft)
            return opened.written

    @performs(wish.ANSWER_REPORT)
    def record_answer(self, actor: Actor, key: int, version: int, draft: AnswerDraft) -> Written:
        """Enter the answer, or correct it; raises FieldProblem, ChangedMeanwhile, DomainError for 报备."""
        answer = needed("answer", "答复内容", draft.answer)
        no_longer("answer_number", "答复文号", draft.answer_number, 60)
        with self.pen.on(actor, wish.ANSWER_REPORT, key, version) as opened:
            entry = opened.entry
            refuse(no_answer(entry.kind))
            self._possible("answered_on", "答复日期", draft.answered_on, entry.sent_on)
            not_after("answered_on", "答复日期", draft.answered_on, ("落实日期", entry.implemented_on))
            entry.answered_on, entry.answer = draft.answered_on, answer
            entry.answer_number = draft.answer_number.strip() or None
            return opened.written

    @performs(wish.IMPLEMENT_REPORT)
    def record_implementation(self, actor: Actor, key: int, version: int, done_on: PartialDate, how: str) -> Written:
        """Enter what was done with the answer, or correct it; raises FieldProblem, ChangedMeanwhile, DomainError."""
        implementation = needed("implementation", "落实情况", how)
        with self.pen.on(actor, wish.IMPLEMENT_REPORT, key, version) as opened:
            entry = opened.entry
            refuse(no_implementation(entry.entry_number, entry.kind, entry.answered_on))
            self._possible("implemented_on", "落实日期", done_on, entry.answered_on)
            entry.implemented_on, entry.implementation = done_on, implementation
            return opened.written

    @performs(wish.ATTACH_TO_REPORT)
    def attach(self, actor: Actor, key: int, path: Path, progress: Progress | None = None) -> Written:
        """Copy a file in, onto the record of the entry; raises DomainError, KnownError, Cancelled."""
        with (
            self.attachments.incoming(path, progress) as file,
            self.pen.on(actor, wish.ATTACH_TO_REPORT, key) as opened,
        ):
            attach(opened.unit, self.attachments, opened.entry, file)
            return opened.written

    def _refuse(self, draft: ReportDraft) -> None:
        needed("title", "标题", draft.title)
        needed("counterpart", "对方单位", draft.counterpart)
        for name, (title, most) in _LENGTHS.items():
            no_longer(name, title, getattr(draft, name), most)
        self._possible("sent_on", "日期", draft.sent_on, None)

    def _possible(self, field: str, title: str, day: PartialDate, after: PartialDate | None) -> None:
        day_that_can_be(field, title, day, self.pen.clock.today(), after)


def _fill(entry: ReportEntry, draft: ReportDraft) -> None:
    entry.kind, entry.direction, entry.sent_on = draft.kind, draft.direction, draft.sent_on
    entry.title, entry.counterpart = draft.title.strip(), draft.counterpart.strip()
    for name in _TEXTS:
        setattr(entry, name, getattr(draft, name).strip() or None)


def _draft_of(entry: ReportEntry, record_number: str) -> ReportDraft:
    return ReportDraft(
        kind=entry.kind,
        direction=entry.direction,
        title=entry.title,
        counterpart=entry.counterpart,
        sent_on=entry.sent_on,
        record_number=record_number,
        **{name: getattr(entry, name) or "" for name in _TEXTS},
    )


def _answer_of(entry: ReportEntry) -> AnswerDraft | None:
    if entry.answered_on is None:
        return None
    return AnswerDraft(entry.answered_on, entry.answer or "", entry.answer_number or "")
