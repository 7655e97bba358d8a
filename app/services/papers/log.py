"""打印输出登记簿: every print and export of a paper, by whom, when, how many and where to. It only grows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from app.models.database import Database
from app.models.document import PaperLog as Line
from app.models.terms import Output
from app.models.trust_terms import Marking
from app.services.documents.facts import Align, TableColumn, TableDocument
from app.services.foundation.changes import Written
from app.services.foundation.clock import Clock
from app.services.foundation.intentions import Actor, performs
from app.services.foundation.refusals import needed
from app.services.office.offices import Offices
from app.services.papers.intentions import NOTE_OUTPUT
from app.services.papers.rows import Delivery, LogLine, LogQuery, PaperNamed
from app.services.secrecy.carrying import Carriers
from app.services.secrecy.rows import PARTLY

REGISTER = "print-register"  # the code of the office's template
_COLUMNS = (
    TableColumn("时间", 36),
    TableColumn("经办人", 18),
    TableColumn("方式", 14, Align.CENTRE),
    TableColumn("文书", 46),
    TableColumn("文号", 40),
    TableColumn("登记号", 32),
    TableColumn("标记", 18),
    TableColumn("份数", 12, Align.RIGHT),
    TableColumn("页数", 12, Align.RIGHT),
    TableColumn("去向", 48),
    TableColumn("审批人", 18),
    TableColumn("介质编号", 22),
    TableColumn("备注", 28),
)


class PaperLog:
    """The log of one store."""

    def __init__(self, database: Database, clock: Clock, offices: Offices, carriers: Carriers) -> None:
        """``offices`` names the office on the printed register; ``carriers`` knows what was said of a medium."""
        self._database = database
        self._clock = clock
        self._offices = offices
        self._carriers = carriers

    @performs(NOTE_OUTPUT)
    def record(self, actor: Actor, paper: PaperNamed, delivery: Delivery) -> Written:
        """Note that a paper left the program."""
        return self.record_all(actor, [paper], delivery)

    @performs(NOTE_OUTPUT)
    def record_all(self, actor: Actor, papers: Sequence[PaperNamed], delivery: Delivery) -> Written:
        """Note that papers left together, a line each, with their own pages; gives the id of the last line."""
        now, left = self._clock.now(), self._as_carried(delivery)
        with self._database.write(actor, NOTE_OUTPUT, now) as unit:
            lines = [_line(actor, paper, left, now.isoformat(timespec="seconds")) for paper in papers]
            unit.session.add_all(lines)
            unit.session.flush()
            return Written(lines[-1].id, unit.act)

    @performs(NOTE_OUTPUT)
    def enter(self, actor: Actor, paper: PaperNamed, delivery: Delivery) -> Written:
        """Note what left without the program: burnt, copied or printed elsewhere; raises FieldProblem."""
        named = replace(paper, title=needed("title", "内容", paper.title))
        needed("target", "去向", delivery.target)
        self._carriers.refuse_own_approval(actor.name, needed("approver", "审批人", delivery.approver))
        if delivery.act is not Output.PRINTED:
            needed("medium", "介质编号", delivery.medium)
        needed("reason", "事由", delivery.reason)
        return self.record(actor, named, delivery)

    def _as_carried(self, delivery: Delivery) -> Delivery:
        if delivery.act is Output.PRINTED or delivery.medium:
            return delivery
        said = self._carriers.of(Path(delivery.target))
        if said is None:
            return delivery
        reason = "；".join(part for part in (delivery.reason, said.reason) if part)
        return replace(delivery, reason=reason, approver=said.approver, medium=said.medium)

    def lines(self, query: LogQuery | None = None) -> tuple[LogLine, ...]:
        """The lines of a filter, the newest first."""
        asked = query or LogQuery()
        wanted = select(Line).order_by(Line.id.desc())
        if asked.first:
            wanted = wanted.where(Line.at >= asked.first.isoformat())
        if asked.last:
            wanted = wanted.where(Line.at < (asked.last + timedelta(days=1)).isoformat())
        if asked.who:
            wanted = wanted.where(Line.who == asked.who)
        if asked.act:
            wanted = wanted.where(Line.act == asked.act)
        with self._database.read() as session:
            return tuple(_row(line) for line in session.scalars(wanted))

    def with_sha256(self, sha256: str) -> LogLine | None:
        """The first line of what left with this hash; None where nothing did."""
        with self._database.read() as session:
            line = session.scalars(select(Line).where(Line.sha256 == sha256).order_by(Line.id)).first()
            return None if line is None else _row(line)

    def people(self) -> tuple[str, ...]:
        """Everybody who stands in the log."""
        with self._database.read() as session:
            return tuple(session.scalars(select(Line.who).distinct().order_by(Line.who)))

    def table(self, query: LogQuery | None = None) -> TableDocument:
        """The register as it is printed, the oldest line first."""
        office = self._offices.office()
        asked = query or LogQuery()
        lines = tuple(reversed(self.lines(asked)))
        return TableDocument(
            title="打印输出登记簿",
            columns=_COLUMNS,
            rows=tuple(_cells(line) for line in lines),
            head_lines=self.head_lines(asked),
            heading="内部台账",
            watermark="演示数据" if office.is_demonstration else "",
            author=office.name,
        )

    def head_lines(self, asked: LogQuery) -> tuple[str, ...]:
        """What stands above the register: whose it is, which lines are on it, and that not all of them are."""
        told = (
            f"填报单位：{self._offices.office().name}",
            f"范围：{_scope(asked)}，共 {len(self.lines(asked))} 次",
        )
        return told if self.is_whole else (*told, PARTLY)

    @property
    def is_whole(self) -> bool:
        """Whether whoever works here reads every line; who reads a department does not read those of others."""
        return self._database.shows_everything


def _line(actor: Actor, paper: PaperNamed, delivery: Delivery, at: str) -> Line:
    return Line(
        at=at,
        who=actor.name,
        act=delivery.act,
        title=paper.title[:200],
        number=paper.number or None,
        entry_number=paper.entry_number or None,
        kind=paper.kind,
        copies=delivery.copies,
        pages=delivery.pages or paper.page_count,
        target=delivery.target,
        sha256=paper.sha256 or None,
        is_frozen=paper.is_frozen,
        reason=delivery.reason.strip() or None,
        marking=paper.marking,
        approver=delivery.approver.strip() or None,
        medium=delivery.medium.strip() or None,
    )


def register_rows(lines: tuple[LogLine, ...], keys: tuple[str, ...]) -> str:
    """The lines for a register template: a row a line, its cells divided by tabs; unknown columns stay empty."""
    rows = []
    for place, line in enumerate(lines, 1):
        called = line.number or line.entry_number
        cells = {
            "place": str(place),
            "printed_at": line.at[:16].replace("T", " "),
            "person": line.who,
            "name": f"{line.title}（{called}）" if called else line.title,
            "number": line.number,
            "entry_number": line.entry_number,
            "copies": str(line.copies),
            "pages": str(line.pages or ""),
            "purpose": "：".join(part for part in (line.act.label, line.target) if part),
            "secrecy": line.mark,
            "approver": line.approver,
            "remarks": _remark(line),
        }
        rows.append("\t".join(" ".join(cells.get(key, "").split()) for key in keys))
    return "\n".join(rows)


def _cells(line: LogLine) -> tuple[str, ...]:
    at = line.at[:16].replace("T", " ")
    named = (at, line.who, line.act.label, line.title, line.number, line.entry_number, line.mark)
    kept = "已登记的原件" if line.is_frozen else ""
    remark = "；".join(part for part in (kept, line.reason) if part)
    return (*named, str(line.copies), str(line.pages or ""), line.target, line.approver, line.medium, remark)


def _remark(line: LogLine) -> str:
    kept, medium = "已登记的原件" if line.is_frozen else "", f"介质 {line.medium}" if line.medium else ""
    return "；".join(part for part in (kept, medium, line.reason) if part)


def _scope(asked: LogQuery) -> str:
    days = f"{asked.first or '最早'} 至 {asked.last or '现在'}" if asked.first or asked.last else "全部"
    parts = (days, asked.who, asked.act.label if asked.act else "")
    return "，".join(part for part in parts if part)


def _row(line: Line) -> LogLine:
    return LogLine(
        id=line.id,
        at=line.at,
        who=line.who,
        act=line.act,
        title=line.title,
        number=line.number or "",
        entry_number=line.entry_number or "",
        kind=line.kind,
        copies=line.copies,
        pages=line.pages,
        target=line.target,
        sha256=line.sha256 or "",
        is_frozen=line.is_frozen,
        reason=line.reason or "",
        mark="" if line.marking in {None, Marking.NONE} else line.marking.label,
        approver=line.approver or "",
        medium=line.medium or "",
    )
