"""本院报表: the office's own Excel forms taken in, mapped, renewed and filled."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.database import Database, Unit
from app.models.own_form import FormCell, OwnForm
from app.models.terms import Output
from app.services.foundation.changes import Changes, Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.files import write_file
from app.services.foundation.intentions import performs
from app.services.foundation.progress import Progress, Unwatched
from app.services.foundation.refusals import ChangedMeanwhile, needed
from app.services.foundation.resources import Resources
from app.services.indicators.library import IndicatorLibrary
from app.services.indicators.service import Indicators
from app.services.monthly_statistics.service import MonthlyStatistics
from app.services.office.offices import Offices
from app.services.own_forms import intentions as wish
from app.services.own_forms.catalogue import Catalogue, fitting_part, fitting_reach, title_of
from app.services.own_forms.figures import Figures
from app.services.own_forms.filling import fill_form
from app.services.own_forms.guarding import check_form, read_form
from app.services.own_forms.package import Package
from app.services.own_forms.places import Place, place_of
from app.services.own_forms.proposing import Proposer
from app.services.own_forms.reading import read_book
from app.services.own_forms.renewing import label_of, plan_renewal
from app.services.own_forms.rows import (
    CellMapping,
    Choice,
    Filling,
    FillReport,
    FormBook,
    FormRow,
    MappingDraft,
    Proposal,
    Renewal,
)
from app.services.own_forms.words import FormWords
from app.services.papers.intentions import RECORD_OUTPUT
from app.services.papers.kept_bytes import KeptBytes
from app.services.papers.log import PaperLog
from app.services.papers.rows import Delivery, PaperNamed
from app.services.secrecy.carrying import Carriers
from app.services.statistics_tables.service import StatisticsTables
from app.services.trail.since import refuse_changed

UNWATCHED = Unwatched()
KIND = "own-form"  # in 打印输出登记簿


class FormNotFound(DomainError):
    """No form of that id or name."""

    def __init__(self, wanted: object) -> None:
        """``wanted`` is what was asked for."""
        super().__init__(f"没有找到本院报表“{wanted}”。它可能已停用或随撤销的操作消失，请刷新后再看。")


@dataclass(frozen=True)
class Parts:
    """What forms need, handed in by bootstrap; ``locked`` gives the figures of a locked month."""

    database: Database
    clock: Clock
    changes: Changes
    resources: Resources
    offices: Offices
    carriers: Carriers
    folder: Path
    library: IndicatorLibrary
    indicators: Indicators
    statistics: MonthlyStatistics
    tables: StatisticsTables
    locked: Callable[[str], dict[str, Any] | None]


class OwnForms:
    """Forms of one store."""

    def __init__(self, parts: Parts) -> None:
        """Nothing is read yet."""
        self._parts = parts
        self._kept = KeptBytes(parts.folder, parts.database.key)
        self.log = PaperLog(parts.database, parts.clock, parts.offices, parts.carriers)
        words = FormWords(parts.resources.statistics / "own_forms.toml")
        self._catalogue = Catalogue(parts.library, parts.statistics, parts.tables, parts.clock, words)
        self._proposer = Proposer(self._catalogue, words)

    def forms(self, *, withdrawn: bool = False) -> tuple[FormRow, ...]:
        """The newest edition of every form by name; those no longer used only where asked for."""
        with self._parts.database.read() as session:
            newest = select(func.max(OwnForm.id)).group_by(OwnForm.name)
            found = session.scalars(select(OwnForm).where(OwnForm.id.in_(newest)).order_by(OwnForm.name))
            return tuple(_row(session, each) for each in found if withdrawn or not each.is_withdrawn)

    def form(self, form_id: int) -> FormRow:
        """One form; raises FormNotFound."""
        with self._parts.database.read() as session:
            return _row(session, _had(session, form_id))

    def named(self, name: str) -> FormRow:
        """The form in use of a name; raises FormNotFound."""
        for form in self.forms():
            if form.name == name.strip():
                return form
        raise FormNotFound(name)

    def book(self, form_id: int) -> FormBook:
        """The workbook as it is shown; raises PaperLost where its bytes are gone."""
        return read_book(self._package(self.form(form_id)))

    def mappings(self, form_id: int) -> tuple[CellMapping, ...]:
        """The mapped cells, sheet by sheet, row by row."""
        with self._parts.database.read() as session:
            cells = session.scalars(select(FormCell).where(FormCell.form_id == form_id))
            found = [_mapping(each, self._catalogue.choice(each.source, each.code)) for each in cells]
        return tuple(sorted(found, key=lambda each: (each.sheet, place_of(each.cell) or Place(0, 0))))

    def choices(self) -> tuple[Choice, ...]:
        """Everything a cell can be filled with."""
        return self._catalogue.choices()

    def proposals(self, form_id: int) -> tuple[Proposal, ...]:
        """Mappings the labels suggest for cells that have none."""
        taken = frozenset((each.sheet, each.cell) for each in self.mappings(form_id))
        return self._proposer.proposals(self.book(form_id), taken)

    @performs(wish.TAKE_IN)
    def take_in(self, actor: Actor, path: Path, name: str = "", note: str = "") -> Written:
        """Take a workbook in as a form; raises DomainError for what is no plain workbook, FieldProblem for its name."""
        parts, content = self._parts, read_form(path)
        read_book(Package(content, path.name))
        called = needed("name", "报表名称", name or path.stem)[:120]
        sha256 = self._kept.put(content)
        with parts.database.write(actor, wish.TAKE_IN, parts.clock.now()) as unit:
            if unit.session.scalar(select(OwnForm.id).where(OwnForm.name == called)) is not None:
                raise FieldProblem("name", f"已有名为“{called}”的报表。换新版请选中它再按“换用新版…”；否则请改名。")
            form = OwnForm(name=called, edition=1, file_name=path.name, sha256=sha256, note=note.strip() or None)
            unit.session.add(form)
            unit.session.flush()
            done = Written(form.id, unit.act)
        parts.changes.publish(None)
        return done

    @performs(wish.MAP)
    def map_cells(self, actor: Actor, form_id: int, drafts: Sequence[MappingDraft]) -> Written:
        """Say what goes into some cells, in one act, all or none.

        Raises FieldProblem for a cell with a formula, ChangedMeanwhile where somebody else mapped it since.
        """
        if not drafts:
            raise FieldProblem("cell", "没有选中单元格。请先在表上选中要填数的单元格。")
        parts, book = self._parts, self.book(form_id)
        with parts.database.write(actor, wish.MAP, parts.clock.now()) as unit:
            _had(unit.session, form_id)
            for draft in drafts:
                _put(unit, form_id, _checked(draft, book, self._catalogue), book)
            unit.session.flush()
            done = Written(form_id, unit.act)
        parts.changes.publish(None)
        return done

    @performs(wish.UNMAP)
    def unmap(self, actor: Actor, form_id: int, shown: Sequence[CellMapping]) -> Written:
        """Let some cells alone again; raises ChangedMeanwhile."""
        parts = self._parts
        with parts.database.write(actor, wish.UNMAP, parts.clock.now()) as unit:
            _had(unit.session, form_id)
            for each in shown:
                cell = unit.session.get(FormCell, each.id)
                if cell is not None:
                    refuse_changed(unit.session, cell, each.version, f"单元格 {each.cell}")
                    unit.session.delete(cell)
            done = Written(form_id, unit.act)
        parts.changes.publish(None)
        return done

    def plan_renewal(self, form_id: int, path: Path) -> Renewal:
        """What a new edition would keep; writes nothing but the bytes. Raises DomainError."""
        content = read_form(path)
        form, book = self.form(form_id), read_book(Package(content, path.name))
        sha256 = self._kept.put(content)
        if sha256 == form.sha256:
            raise DomainError(f"《{path.name}》与现在用的这一版完全相同，不用更换。")
        return plan_renewal(self.mappings(form_id), book, path.name, sha256)

    @performs(wish.RENEW)
    def renew(self, actor: Actor, form: FormRow, plan: Renewal) -> Written:
        """Use a new edition from now on, with the mappings that ``plan`` keeps; the old edition stays as it was."""
        parts = self._parts
        with parts.database.write(actor, wish.RENEW, parts.clock.now()) as unit:
            old = _had(unit.session, form.id)
            refuse_changed(unit.session, old, form.version, f"报表“{form.name}”")
            newest = unit.session.scalar(select(func.max(OwnForm.edition)).where(OwnForm.name == old.name)) or 0
            if newest != old.edition:
                raise ChangedMeanwhile(f"报表“{form.name}”")
            new = OwnForm(
                name=old.name, edition=newest + 1, file_name=plan.file_name, sha256=plan.sha256, note=old.note
            )
            unit.session.add(new)
            unit.session.flush()
            for mapping, sheet, cell in plan.kept:
                unit.session.add(_cell(new.id, mapping, sheet, cell, mapping.label))
            unit.session.flush()
            done = Written(new.id, unit.act)
        parts.changes.publish(None)
        return done

    @performs(wish.WITHDRAW)
    def withdraw(self, actor: Actor, form: FormRow) -> Written:
        """Use a form no longer; it stays in the store. Raises ChangedMeanwhile."""
        return self._set_withdrawn(actor, form, is_withdrawn=True)

    @performs(wish.RESUME)
    def resume(self, actor: Actor, form: FormRow) -> Written:
        """Use it again."""
        return self._set_withdrawn(actor, form, is_withdrawn=False)

    def fill(self, form_id: int, filling: Filling, progress: Progress = UNWATCHED) -> tuple[bytes, FillReport]:
        """The form with the figures of a period, and what was and was not filled. Raises MonthNotBegun, PaperLost."""
        parts, form = self._parts, self.form(form_id)
        office, package = parts.offices.office(), self._package(form)
        figures = Figures(
            filling, office.name, parts.clock.today(), parts.indicators, parts.statistics, parts.tables, parts.locked
        )
        mark = "演示数据" if office.is_demonstration else ""
        return fill_form(form, package, self.mappings(form_id), figures, mark, progress)

    @performs(RECORD_OUTPUT)
    def write(
        self, actor: Actor, form_id: int, filling: Filling, path: Path, progress: Progress = UNWATCHED
    ) -> FillReport:
        """Write the filled form as a new .xlsx and note it in 打印输出登记簿; raises DomainError, FileNotWritten."""
        if path.suffix.lower() != ".xlsx":
            raise DomainError(f"“{path.name}”不是 .xlsx 文件名。填好的报表只能存为 .xlsx，请改文件名。")
        content, report = self.fill(form_id, filling, progress)
        write_file(path, content)
        title = f"{report.form}（{report.months.shown}）"
        named = PaperNamed(title, KIND, 0, hashlib.sha256(content).hexdigest())
        self.log.record(actor, named, Delivery(Output.EXPORTED, str(path.absolute())))
        return report

    def _package(self, form: FormRow) -> Package:
        content = self._kept.read(form.sha256, f"本院报表《{form.name}》")
        check_form(content, form.file_name)
        return Package(content, form.file_name)

    def _set_withdrawn(self, actor: Actor, form: FormRow, *, is_withdrawn: bool) -> Written:
        parts, asked = self._parts, wish.WITHDRAW if is_withdrawn else wish.RESUME
        with parts.database.write(actor, asked, parts.clock.now()) as unit:
            found = _had(unit.session, form.id)
            refuse_changed(unit.session, found, form.version, f"报表“{form.name}”")
            found.is_withdrawn = is_withdrawn
            done = Written(form.id, unit.act)
        parts.changes.publish(None)
        return done


def _checked(draft: MappingDraft, book: FormBook, catalogue: Catalogue) -> MappingDraft:
    """The draft at the head of its merged area with a reach and a part that it has."""
    sheet, place = book.sheet(draft.sheet), place_of(draft.cell)
    if sheet is None or place is None or place.row >= sheet.rows + 1 or place.column >= sheet.columns + 1:
        raise FieldProblem("cell", f"报表里没有单元格 {draft.sheet}!{draft.cell}，或超出了能显示的范围。请在表上选择。")
    head = sheet.head_of(place)
    cell = sheet.cells.get(head)
    if cell is not None and cell.is_formula:
        raise FieldProblem("cell", f"{head.name} 里是公式（{cell.text[:40]}），由表自己算，不能填数。请选别的单元格。")
    choice = catalogue.choice(draft.source, draft.code)
    if choice is None:
        raise FieldProblem("code", f"没有“{draft.source.label} {draft.code}”这一项。请从列表里选择。")
    reach, part = fitting_reach(choice, draft.reach), fitting_part(choice, draft.part)
    return MappingDraft(sheet.name, head.name, draft.source, draft.code, reach, part, draft.version)


def _put(unit: Unit, form_id: int, draft: MappingDraft, book: FormBook) -> None:
    wanted = select(FormCell).filter_by(form_id=form_id, sheet=draft.sheet, cell=draft.cell)
    standing = unit.session.scalars(wanted).one_or_none()
    sheet, place = book.sheet(draft.sheet), place_of(draft.cell)
    label = label_of(sheet, place) if sheet and place else ""
    if standing is None:
        unit.session.add(_cell(form_id, draft, draft.sheet, draft.cell, label))
        return
    if draft.version is None:
        raise ChangedMeanwhile(f"单元格 {draft.cell}")
    refuse_changed(unit.session, standing, draft.version, f"单元格 {draft.cell}")
    standing.source, standing.code, standing.label = draft.source, draft.code, label
    standing.reach, standing.part = draft.reach, draft.part


def _cell(form_id: int, of: MappingDraft | CellMapping, sheet: str, cell: str, label: str) -> FormCell:
    return FormCell(
        form_id=form_id,
        sheet=sheet,
        cell=cell,
        source=of.source,
        code=of.code,
        reach=of.reach,
        part=of.part,
        label=label,
    )


def _row(session: Session, form: OwnForm) -> FormRow:
    mapped = session.scalar(select(func.count()).select_from(FormCell).where(FormCell.form_id == form.id)) or 0
    return FormRow(
        id=form.id,
        version=form.version,
        name=form.name,
        edition=form.edition,
        file_name=form.file_name,
        sha256=form.sha256,
        note=form.note or "",
        is_withdrawn=form.is_withdrawn,
        mapped=mapped,
    )


def _mapping(cell: FormCell, choice: Choice | None) -> CellMapping:
    where = (cell.id, cell.version, cell.sheet, cell.cell)
    plain = CellMapping(*where, cell.source, cell.code, cell.reach, cell.part, cell.label, "")
    return replace(plain, title=title_of(choice, plain), is_known=choice is not None)


def _had(session: Session, form_id: int) -> OwnForm:
    found = session.get(OwnForm, form_id)
    if found is None:
        raise FormNotFound(form_id)
    return found
