"""通报与报告 of one open store: made of the figures, edited sentence by sentence, finished, presented, printed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.models.actor import Actor
from app.models.briefing import Briefing
from app.models.database import Database, Unit
from app.models.dates import PartialDate
from app.models.indicator_terms import BriefingKind
from app.models.office import Office
from app.services.base_data.periods import Months
from app.services.briefings import editing
from app.services.briefings import intentions as wish
from app.services.briefings.checking import mismatches_of
from app.services.briefings.figures import BriefingFigure
from app.services.briefings.gathering import Gathered, Sources
from app.services.briefings.kept import figures_as_json, figures_of_json, text_as_json, text_of_json
from app.services.briefings.rows import Behind, BriefingCard, BriefingRow, FigureChange, Text, Tip
from app.services.briefings.standing_counts import heading_of
from app.services.briefings.texts import BriefingText, read_texts
from app.services.documents.charts import ChartSpec
from app.services.documents.facts import RenderedDocument
from app.services.documents.service import Documents
from app.services.foundation.changes import Changes, Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.files import write_file
from app.services.foundation.intentions import Intention, performs
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.foundation.resources import Resources
from app.services.trail.since import refuse_changed

if TYPE_CHECKING:
    from app.services.documents.composition import Composition

_LONGEST_TITLE = 200
_TOLD = 3


class BriefingNotFound(DomainError):
    """No briefing with that id."""

    def __init__(self) -> None:
        """The sentence says what may have become of it."""
        super().__init__("没有找到这份通报或报告，它可能已随撤销的操作消失。请刷新后再看。")


@dataclass(frozen=True)
class Parts:
    """What briefings need, handed in by the desk."""

    database: Database
    clock: Clock
    changes: Changes
    resources: Resources
    sources: Sources
    documents: Documents


class Briefings:
    """The briefings of one store."""

    def __init__(self, parts: Parts) -> None:
        """Nothing is read yet."""
        self._parts = parts

    def list(self, kind: BriefingKind | None = None) -> tuple[BriefingRow, ...]:
        """Briefings, the newest first; of one kind where asked."""
        wanted = select(Briefing).order_by(Briefing.id.desc())
        if kind is not None:
            wanted = wanted.where(Briefing.kind == kind)
        with self._parts.database.read() as session:
            return tuple(_row(each) for each in session.scalars(wanted))

    def card(self, briefing_id: int) -> BriefingCard:
        """One briefing; raises BriefingNotFound."""
        with self._parts.database.read() as session:
            found = session.get(Briefing, briefing_id)
            if found is None:
                raise BriefingNotFound
            row, text, figures = _row(found), text_of_json(found.sentences), figures_of_json(found.figures)
            heading = heading_of(session, self._parts.sources.reach(row.kind, row.months))
        card = BriefingCard(row, heading, text, figures, {})
        wrong = {each.key: mismatches_of(each, card.figures_of(each)) for each in text.sentences}
        return BriefingCard(row, heading, text, figures, {key: each for key, each in wrong.items() if each})

    @performs(wish.MAKE)
    def make(self, actor: Actor, kind: BriefingKind, months: Months) -> Written:
        """Make a briefing of the figures as they are now; raises FieldProblem for months that cannot be."""
        _refuse_months(kind, months)
        gathered = self._gathered(kind, months)
        title, sections = self._texts[kind].written(gathered.data)
        text = Text(sections, tuple(tip for tip in gathered.tips if tip.is_open))
        parts = self._parts
        with parts.database.write(actor, wish.MAKE, parts.clock.now()) as unit:
            row = Briefing(
                kind=kind,
                title=title,
                first=months.first,
                last=months.last,
                as_of=gathered.reach.as_of,
                sentences=text_as_json(text),
                figures=figures_as_json(gathered.data.figures),
                made_by=actor.name,
            )
            unit.session.add(row)
            unit.session.flush()
            written = Written(row.id, unit.act)
        parts.changes.publish(None)
        return written

    @performs(wish.EDIT)
    def rename(self, actor: Actor, briefing_id: int, version: int, title: str) -> Written:
        """Give it another title."""
        said = needed("title", "标题", title)
        if len(said) > _LONGEST_TITLE:
            raise FieldProblem("title", f"标题最多 {_LONGEST_TITLE} 个字，现在有 {len(said)} 个。请缩短。")
        parts = self._parts
        with parts.database.write(actor, wish.EDIT, parts.clock.now()) as unit:
            row = _open(unit, briefing_id, version)
            row.title = said
            written = Written(row.id, unit.act)
        parts.changes.publish(None)
        return written

    @performs(wish.EDIT)
    def edit(self, actor: Actor, briefing_id: int, version: int, key: str, said: str) -> Written:
        """Have a sentence say something else; its made text stays beside it."""
        return self._write(actor, briefing_id, version, lambda text: editing.edited(text, key, said))

    @performs(wish.EDIT)
    def restore(self, actor: Actor, briefing_id: int, version: int, key: str) -> Written:
        """Have a sentence say again what was made."""
        return self._write(actor, briefing_id, version, lambda text: editing.restored(text, key))

    @performs(wish.EDIT)
    def remove(self, actor: Actor, briefing_id: int, version: int, key: str, *, is_removed: bool = True) -> Written:
        """Leave a sentence out, or take it in again."""
        return self._write(actor, briefing_id, version, lambda text: editing.removed(text, key, is_removed=is_removed))

    @performs(wish.EDIT)
    def add(
        self, actor: Actor, briefing_id: int, version: int, section: str, said: str, figures: tuple[str, ...] = ()
    ) -> Written:
        """Add a sentence of one's own at the end of a section; ``figures`` are the codes it cites."""
        return self._write(actor, briefing_id, version, lambda text: editing.added(text, section, said, figures))

    @performs(wish.EDIT)
    def put_chart(self, actor: Actor, briefing_id: int, version: int, section: str, spec: ChartSpec) -> Written:
        """Put a chart of the window at the end of a section; it stays as it was then."""
        return self._write(actor, briefing_id, version, lambda text: editing.with_chart(text, section, spec))

    @performs(wish.EDIT)
    def cite(self, actor: Actor, briefing_id: int, version: int, key: str, figures: tuple[str, ...]) -> Written:
        """Have a sentence cite other figures."""
        return self._write(actor, briefing_id, version, lambda text: editing.cited(text, key, figures))

    @performs(wish.EDIT)
    def move(self, actor: Actor, briefing_id: int, version: int, key: str, by: int) -> Written:
        """Move a sentence up (-1) or down (1) inside its section."""
        return self._write(actor, briefing_id, version, lambda text: editing.moved(text, key, by))

    @performs(wish.TIP)
    def put_tip(self, actor: Actor, briefing_id: int, version: int, place: int | None, tip: Tip) -> Written:
        """Enter a 督办事项, or change the one at a place."""
        return self._write(
            actor, briefing_id, version, lambda text: editing.with_tip(text, place, tip), (wish.TIP, _had)
        )

    @performs(wish.TIP)
    def drop_tip(self, actor: Actor, briefing_id: int, version: int, place: int) -> Written:
        """Take a 督办事项 out; refused once the briefing is finished."""
        return self._write(
            actor, briefing_id, version, lambda text: editing.without_tip(text, place), (wish.TIP, _open)
        )

    def changes(self, briefing_id: int) -> tuple[FigureChange, ...]:
        """重新取数 before it is taken: what comes out otherwise now, figure by figure."""
        card = self.card(briefing_id)
        now = {each.code: each for each in self._gathered(card.row.kind, card.row.months).data.figures}
        was = {each.code: each for each in card.figures}
        found = []
        for code in dict.fromkeys((*was, *now)):
            old, new = was.get(code), now.get(code)
            is_same = old is not None and new is not None and old.shown == new.shown
            if is_same and (old and old.before_shown) == (new and new.before_shown):
                continue
            told = (_told(each, is_same) for each in (old, new))
            found.append(FigureChange(code, (now.get(code) or was[code]).label, *told))
        return tuple(found)

    @performs(wish.RETAKE)
    def retake(self, actor: Actor, briefing_id: int, version: int) -> Written:
        """Take the figures as they are now; made sentences follow, edited ones stay as they were edited."""
        card = self.card(briefing_id)
        gathered = self._gathered(card.row.kind, card.row.months)
        _title, sections = self._texts[card.row.kind].written(gathered.data)
        parts = self._parts
        with parts.database.write(actor, wish.RETAKE, parts.clock.now()) as unit:
            row = _open(unit, briefing_id, version)
            row.sentences = text_as_json(editing.remade(text_of_json(row.sentences), sections))
            row.figures, row.as_of = figures_as_json(gathered.data.figures), gathered.reach.as_of
            written = Written(row.id, unit.act)
        parts.changes.publish(None)
        return written

    @performs(wish.FINISH)
    def finish(self, actor: Actor, briefing_id: int, version: int) -> Written:
        """定稿; refused while a sentence still asks somebody to write."""
        card = self.card(briefing_id)
        if card.prompts:
            named = "；".join(each.text.strip("（）") for each in card.prompts[:_TOLD])
            raise DomainError(f"还有 {len(card.prompts)} 处没有填写（{named}）。请填写，或者删除这些句子，再定稿。")
        parts = self._parts
        with parts.database.write(actor, wish.FINISH, parts.clock.now()) as unit:
            row = _open(unit, briefing_id, version)
            row.finished_on = parts.clock.today()
            written = Written(row.id, unit.act)
        parts.changes.publish(None)
        return written

    @performs(wish.REOPEN)
    def reopen(self, actor: Actor, briefing_id: int, version: int, reason: str) -> Written:
        """Take 定稿 back; the reason stays in the trail, a presentation with it."""
        why = needed("reason", "撤回定稿的理由", reason)
        parts = self._parts
        with parts.database.write(actor, wish.REOPEN, parts.clock.now(), why) as unit:
            row = _had(unit, briefing_id, version)
            if row.finished_on is None:
                raise DomainError(f"《{row.title}》没有定稿，可以直接修改。")
            row.finished_on = row.presented_to = row.presented_on = None
            written = Written(row.id, unit.act)
        parts.changes.publish(None)
        return written

    @performs(wish.PRESENT)
    def present(self, actor: Actor, briefing_id: int, version: int, to: str, on: PartialDate | None) -> Written:
        """登记提交 (检委会, 党组) of a finished one; raises FieldProblem."""
        whom, today = needed("to", "提交单位", to), self._parts.clock.today()
        if on is None:
            raise FieldProblem("on", "请填写提交日期。")
        parts = self._parts
        with parts.database.write(actor, wish.PRESENT, parts.clock.now()) as unit:
            row = _had(unit, briefing_id, version)
            if row.finished_on is None:
                raise DomainError(f"《{row.title}》还没有定稿，不能登记提交。请先定稿。")
            day_that_can_be("on", "提交日期", on, today, PartialDate(row.first))
            row.presented_to, row.presented_on = whom, on
            written = Written(row.id, unit.act)
        parts.changes.publish(None)
        return written

    @performs(wish.DISCARD)
    def discard(self, actor: Actor, briefing_id: int, version: int, reason: str) -> int:
        """Take an unfinished one away; the trail keeps it. Gives the act."""
        why = needed("reason", "删除的理由", reason)
        parts = self._parts
        with parts.database.write(actor, wish.DISCARD, parts.clock.now(), why) as unit:
            unit.session.delete(_open(unit, briefing_id, version))
            act = unit.act
        parts.changes.publish(None)
        return act

    def draw(self, briefing_id: int) -> RenderedDocument:
        """The briefing as it will print; raises BriefingNotFound, GlyphMissing."""
        return self._parts.documents.paper(self._composed(briefing_id))

    def write(self, briefing_id: int, path: Path) -> RenderedDocument:
        """The briefing as a file, .pdf or .docx by its ending; returns its PDF. Raises FileNotWritten."""
        suffix = path.suffix.lower()
        if suffix not in {".pdf", ".docx"}:
            raise DomainError(f"文件名“{path.name}”应以 .pdf 或 .docx 结尾。")
        said = self._composed(briefing_id)
        made = self._parts.documents.paper(said)
        write_file(path, made.pdf if suffix == ".pdf" else self._parts.documents.paper_word(said))
        return made

    def behind(self, briefing_id: int, code: str) -> Behind:
        """The records or base figures behind a figure now, and where they are not what was frozen."""
        card = self.card(briefing_id)
        figure = next((each for each in card.figures if each.code == code), None)
        if figure is None:
            raise DomainError("这份通报或报告里没有这个数。请刷新后再看。")
        n, d = self._parts.sources.behind(card.row.kind, card.row.months, figure)
        is_counted = figure.address.partition("|")[0] in {"letters", "cohort", "review"}
        is_all = self._parts.database.shows_everything  # else what is missing may be what the reader may not see
        changed = is_counted and is_all and (len(n) != figure.n or (figure.is_rate and len(d) != figure.d))
        note = f"取数以后登记有变化：取数时{figure.shown}，现在列出的是现有的记录。" if changed else ""
        return Behind(figure, tuple(n), tuple(d), note, is_counted)

    @cached_property
    def _texts(self) -> dict[BriefingKind, BriefingText]:
        return read_texts(self._parts.resources.statistics / "briefings")

    def _composed(self, briefing_id: int) -> "Composition":
        from app.services.briefings.paper import composed

        parts, card = self._parts, self.card(briefing_id)
        with parts.database.read() as session:
            office = session.scalar(select(Office.name)) or ""
            is_demonstration = bool(session.scalar(select(Office.is_demonstration)))
        marks = (parts.documents.library.commons.demonstration_mark,) if is_demonstration else ()
        return composed(card, office, marks, parts.clock.today().isoformat())

    def _gathered(self, kind: BriefingKind, months: Months) -> Gathered:
        return self._parts.sources.gather(kind, months, self._texts[kind])

    def _write(
        self,
        actor: Actor,
        briefing_id: int,
        version: int,
        change: Callable[[Text], Text],
        how: tuple[Intention, Callable[[Unit, int, int], Briefing]] | None = None,
    ) -> Written:
        intention, opened = how or (wish.EDIT, _open)
        parts = self._parts
        with parts.database.write(actor, intention, parts.clock.now()) as unit:
            row = opened(unit, briefing_id, version)
            row.sentences = text_as_json(change(text_of_json(row.sentences)))
            written = Written(row.id, unit.act)
        parts.changes.publish(None)
        return written


def _told(figure: BriefingFigure | None, is_before: bool) -> str:
    """A figure in the list of changes; where only the year before changed, that one."""
    if figure is None:
        return ""
    return f"上年同期{figure.before_shown or '缺少'}" if is_before else figure.shown


def _refuse_months(kind: BriefingKind, months: Months) -> None:
    if kind is BriefingKind.BULLETIN and months.first != months.last:
        raise FieldProblem("last", "月度通报只写一个月。几个月的请制作业务数据分析研判报告。")
    if kind is BriefingKind.IMPLEMENTATION and (months.first[5:], months.last) != ("01", f"{months.first[:4]}-12"):
        raise FieldProblem("last", "落实情况年度报告写一个整年。请选择1月至12月。")


def _had(unit: Unit, briefing_id: int, version: int) -> Briefing:
    row = unit.session.get(Briefing, briefing_id)
    if row is None:
        raise BriefingNotFound
    refuse_changed(unit.session, row, version, f"《{row.title}》")
    return row


def _open(unit: Unit, briefing_id: int, version: int) -> Briefing:
    row = _had(unit, briefing_id, version)
    if row.finished_on is not None:
        raise DomainError(f"《{row.title}》已于 {row.finished_on} 定稿，不能再改。确需改动的，请先撤回定稿并写明理由。")
    return row


def _row(row: Briefing) -> BriefingRow:
    return BriefingRow(
        row.id,
        row.version,
        row.kind,
        row.title,
        Months(row.first, row.last),
        row.as_of,
        row.made_by,
        row.finished_on,
        row.presented_to or "",
        row.presented_on,
    )
