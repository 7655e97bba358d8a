"""What the office does with acts of investigation: record, amend, end; each step one transaction."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.attachment import Attachment
from app.models.case_terms import InvestigationKind
from app.models.database import Unit
from app.models.dates import PartialDate
from app.models.deadline import Deadline
from app.models.investigation import InvestigationAct, InvestigationFile
from app.services.docket.deciding import Means
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import Actor, Intention, performs
from app.services.foundation.progress import Progress
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.foundation.resources import Resources
from app.services.investigations import intentions as wish
from app.services.investigations.clock import deadlines_of, lawful, pause, resume
from app.services.investigations.clock_stops import ClockStop, read_stops, stopped
from app.services.investigations.rows import ClockOffer, InvestigationCard, InvestigationDraft, InvestigationEnd
from app.services.office.attachment_files import Staged
from app.services.papers.rows import RecordKey
from app.services.suggestions.rows import AttachmentRow
from app.services.trail.family import OWN
from app.services.trail.since import refuse_changed

_TEXTS = ("place", "people", "others", "result")
_LONGEST_PURPOSE, _LONGEST_TITLE = 40, 120


class ActNotFound(DomainError):
    """No act of investigation with that id."""

    def __init__(self, wanted: int) -> None:
        """``wanted`` is what was asked for."""
        super().__init__(f"没有找到第 {wanted} 号调查登记，它可能已随撤销的操作消失。请刷新后再看。")


@dataclass(frozen=True)
class Parts:
    """What investigations need, handed in by bootstrap; ``means`` are those of deadlines."""

    means: Means
    resources: Resources


class Investigations:
    """The acts of investigation on all records."""

    def __init__(self, parts: Parts) -> None:
        """Nothing is read yet."""
        self._means, self._resources = parts.means, parts.resources

    @cached_property
    def stops(self) -> tuple[ClockStop, ...]:
        """Which acts stop which periods; raises DomainError where the file is wrong."""
        return read_stops(self._resources.investigations)

    def of(self, key: RecordKey) -> tuple[InvestigationCard, ...]:
        """The acts on a record, by the day they began."""
        wanted = select(InvestigationAct).where(
            InvestigationAct.record_type == key.record_type, InvestigationAct.record_id == key.record_id
        )
        with self._means.database.read() as session:
            rows = session.scalars(wanted.order_by(InvestigationAct.began_on, InvestigationAct.id))
            return tuple(_card(session, row) for row in rows)

    def clock_offer(self, key: RecordKey, kind: InvestigationKind) -> ClockOffer | None:
        """Whether the law does not count the time of such an act on this record; None where it says nothing."""
        with self._means.database.read() as session:
            line, found = stopped(self.stops, kind, deadlines_of(session, *key))
        if line is None:
            return None
        return ClockOffer(tuple(each.name for each in found), line.basis, line.is_asked, line.words)

    @performs(wish.RECORD)
    def record(
        self, actor: Actor, key: RecordKey, draft: InvestigationDraft, progress: Progress | None = None
    ) -> Written:
        """Record an act; one whose time does not count stops the deadlines.

        Raises FieldProblem, DomainError, Cancelled.
        """
        self._refuse(draft)
        means = self._means
        with (
            means.attachments.several_coming(draft.files, progress) as files,
            means.database.write(actor, wish.RECORD, means.clock.now()) as unit,
        ):
            record: Any = unit.session.get(OWN[key.record_type], key.record_id) if key.record_type in OWN else None
            if record is None:
                raise DomainError(f"没有找到第 {key.record_id} 号{key.record_type.label}，不能登记调查。请刷新后再看。")
            act = InvestigationAct(record_type=key.record_type, record_id=key.record_id, kind=draft.kind)
            _fill(act, draft)
            found: tuple[Deadline, ...] = ()
            if draft.stops_clock:
                line, found = lawful(unit.session, self.stops, key, draft)
                act.stops_clock, act.clock_basis = True, line.basis
            unit.session.add(act)
            unit.session.flush()
            self._attach(unit, act, files)
            if act.stops_clock:
                pause(means, unit, act, found)
                if draft.ended_on is not None:
                    resume(means, unit, act, self.stops, _exact("ended_on", "结束日期", draft.ended_on))
            written = Written(act.id, unit.act)
        means.changes.publish(key.record_type, (key.record_id,))
        return written

    @performs(wish.AMEND)
    def amend(
        self,
        actor: Actor,
        act_id: int,
        version: int,
        draft: InvestigationDraft,
        progress: Progress | None = None,
    ) -> Written:
        """Correct what was recorded; what stopped a clock keeps its kind and days.

        Raises FieldProblem, DomainError, Cancelled.
        """
        self._refuse(draft)
        with (
            self._means.attachments.several_coming(draft.files, progress) as files,
            self._on(actor, wish.AMEND, act_id, version) as (unit, act),
        ):
            fixed = (act.kind, act.began_on, act.ended_on, act.stops_clock)
            if (act.stops_clock or draft.stops_clock) and fixed != (
                draft.kind,
                draft.began_on,
                draft.ended_on,
                draft.stops_clock,
            ):
                raise FieldProblem(
                    "began_on",
                    "这次调查关系到期限的中止，措施、起止日期和是否计入不能在这里改。请撤销登记后重新登记，结束的用“登记结束”。",
                )
            act.kind = draft.kind
            _fill(act, draft)
            self._attach(unit, act, files)
            return Written(act.id, unit.act)

    @performs(wish.END)
    def end(
        self, actor: Actor, act_id: int, version: int, end: InvestigationEnd, progress: Progress | None = None
    ) -> Written:
        """Register how an act ended; deadlines it stopped run again from that day.

        Raises FieldProblem, DomainError, Cancelled.
        """
        with (
            self._means.attachments.several_coming(end.files, progress) as files,
            self._on(actor, wish.END, act_id, version) as (unit, act),
        ):
            if act.ended_on is not None:
                raise DomainError(f"“{act.title}”已于 {act.ended_on} 结束。要更正的请用“修改”，或先撤销那一步。")
            day_that_can_be("ended_on", "结束日期", end.ended_on, self._means.clock.today(), act.began_on)
            act.result = needed("result", "结果", end.result)
            act.ended_on = end.ended_on
            self._attach(unit, act, files)
            if act.stops_clock:
                resume(self._means, unit, act, self.stops, _exact("ended_on", "结束日期", end.ended_on))
            return Written(act.id, unit.act)

    def _refuse(self, draft: InvestigationDraft) -> None:
        title, today = needed("title", "名称", draft.title), self._means.clock.today()
        if len(title) > _LONGEST_TITLE:
            raise FieldProblem(
                "title", f"名称最多 {_LONGEST_TITLE} 个字，现有 {len(title)} 个。请改短，详情写在结果里。"
            )
        day_that_can_be("began_on", "开始日期", draft.began_on, today, None)
        if draft.ended_on is not None:
            day_that_can_be("ended_on", "结束日期", draft.ended_on, today, draft.began_on)

    def _attach(self, unit: Unit, act: InvestigationAct, files: Sequence[Staged]) -> None:
        purpose = f"调查：{act.kind.label}"[:_LONGEST_PURPOSE]
        for file in files:
            attached = self._means.attachments.attach(unit, (act.record_type, act.record_id), purpose, file)
            of = {"record_type": act.record_type, "record_id": act.record_id}
            unit.session.add(InvestigationFile(**of, act_id=act.id, attachment_id=attached))

    @contextmanager
    def _on(
        self, actor: Actor, intention: Intention, act_id: int, version: int
    ) -> Iterator[tuple[Unit, InvestigationAct]]:
        means = self._means
        with means.database.write(actor, intention, means.clock.now()) as unit:
            act = unit.session.get(InvestigationAct, act_id)
            if act is None:
                raise ActNotFound(act_id)
            refuse_changed(unit.session, act, version, f"调查“{act.title}”")
            yield unit, act
        means.changes.publish(act.record_type, (act.record_id,))


def _fill(act: InvestigationAct, draft: InvestigationDraft) -> None:
    act.title, act.began_on, act.ended_on = draft.title.strip(), draft.began_on, draft.ended_on
    for name in _TEXTS:
        setattr(act, name, getattr(draft, name).strip() or None)


def _exact(field: str, title: str, day: PartialDate) -> Any:
    if day.exact is None:
        raise FieldProblem(field, f"期间不计入办案期限的，{title}要写到日。")
    return day.exact


def _card(session: Session, row: InvestigationAct) -> InvestigationCard:
    files = (
        select(Attachment)
        .join(InvestigationFile, InvestigationFile.attachment_id == Attachment.id)
        .where(InvestigationFile.act_id == row.id)
    )
    return InvestigationCard(
        id=row.id,
        version=row.version,
        kind=row.kind,
        title=row.title,
        began_on=row.began_on,
        ended_on=row.ended_on,
        place=row.place or "",
        people=row.people or "",
        others=row.others or "",
        result=row.result or "",
        stops_clock=row.stops_clock,
        clock_basis=row.clock_basis or "",
        files=tuple(
            AttachmentRow(file.id, file.purpose, file.file_name, file.sha256, file.size, file.added_at)
            for file in session.scalars(files.order_by(Attachment.id))
        ),
    )
