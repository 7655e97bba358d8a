"""本院报表: a form as a sheet, what goes into its cells, and the filled copy."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.progress import Progress
from app.services.own_forms.places import Place, place_of
from app.services.own_forms.rows import (
    CellMapping,
    Choice,
    FillReport,
    FormBook,
    FormRow,
    MappingDraft,
    Proposal,
    Renewal,
)
from app.views.monthly_statistics.section import section_tabs
from app.views.own_forms.choice_panel import ChoicePanel
from app.views.own_forms.dialogs import KINDS, FillDialog, RenewDialog, TakeInDialog
from app.views.own_forms.report_dialog import FillReportDialog
from app.views.own_forms.sheet_model import SheetModel
from app.views.own_forms.sheet_table import SheetTable
from app.views.shared.actor_dialog import working_actor
from app.views.shared.elided_label import ElidedLabel
from app.views.shared.file_chooser import chosen_file
from app.views.shared.hints import told_empty
from app.views.shared.page import Page
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_NOTHING = "还没有收入报表。按“收入报表…”选一个空白的 .xlsx，再逐格指明填什么；以后每月只要按“填写…”。"
_HINT = "方向键走格 · Enter 选填什么 · Ctrl+Enter 确认建议 · Delete 取消 · 斜体带？的是建议"


@dataclass(frozen=True)
class _Read:
    """Everything about one form, read together beside the window."""

    form: FormRow
    book: FormBook
    mappings: tuple[CellMapping, ...]
    proposals: tuple[Proposal, ...]
    choices: tuple[Choice, ...]


class OwnFormsPage(Page):
    """One form at a time."""

    chapter = "本院报表"

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__(workplace)
        self._read: _Read | None = None
        self._forms: tuple[FormRow, ...] = ()
        self._build()
        workplace.changed.connect(lambda _: self.refresh() if self.isVisible() else None)

    @override
    def start(self) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Read the forms again, and the one that is shown."""
        if not self.workplace.has_desk:
            return
        shown = self.form.name if self.form else ""
        every = self.workplace.desk.own_forms.forms(withdrawn=True)
        self._forms = tuple(sorted(every, key=lambda form: form.is_withdrawn))  # in use first
        self.chooser.blockSignals(True)
        self.chooser.clear()
        self.chooser.addItems([_called(form) for form in self._forms])
        names = [form.name for form in self._forms]
        self.chooser.setCurrentIndex(names.index(shown) if shown in names else min(0, len(names) - 1))
        self.chooser.blockSignals(False)
        self._show_form()

    @property
    def form(self) -> FormRow | None:
        """The form that is shown."""
        place = self.chooser.currentIndex()
        return self._forms[place] if 0 <= place < len(self._forms) else None

    def confirm_proposals(self, *, everything: bool) -> None:
        """What the labels propose is right: of the selected cells, or of all."""
        places = None if everything else set(self.table.places())
        found = [each for each in self._proposals() if everything or place_of(each.draft.cell) in (places or set())]
        if self._read is not None and everything:
            found = list(self._read.proposals)
        if found:
            self._map([each.draft for each in found], f"已确认 {len(found)} 条建议")
        else:
            self.workplace.say("选中的单元格没有建议。斜体带？的单元格才有。")

    def put_in(self) -> None:
        """What is selected at the right goes into the selected cells: one into all, or as many one by one."""
        places, choices = self.table.places(), self.panel.selected()
        if not places or not choices or self._read is None:
            self.workplace.say("请先在表上选中单元格，再在右边选中要填的数。")
            return
        if len(choices) not in {1, len(places)}:
            self.workplace.say(
                f"选中了 {len(places)} 个单元格、{len(choices)} 项。请选一项，或选同样多的项目依次填入。"
            )
            return
        pairs = zip(places, choices * len(places) if len(choices) == 1 else choices, strict=False)
        self._map([self._draft(place, choice) for place, choice in pairs], f"已设定 {len(places)} 个单元格")
        self.table.setFocus()

    def clear(self) -> None:
        """Let the selected cells alone again."""
        chosen = [self.model.mappings[place] for place in self.table.places() if place in self.model.mappings]
        actor = working_actor(self.workplace, self) if chosen else None
        form = self.form
        if actor is None or form is None:
            return
        self._write(
            lambda: self.workplace.desk.own_forms.unmap(actor, form.id, chosen), f"已取消 {len(chosen)} 个单元格"
        )

    def fill(self) -> None:
        """Ask for the period and fill the form."""
        if self.form is not None:
            FillDialog(self.workplace, self.form, self._tell, self).open()

    def renew_from(self, path: Path) -> None:
        """Show what a new edition would keep, and ask."""
        form, service = self.form, self.workplace.desk.own_forms
        if form is None:
            return

        def ask(plan: Renewal) -> None:
            RenewDialog(self.workplace, form, plan, self).open()

        self.work.run("正在读取新版……", lambda _: service.plan_renewal(form.id, path), ask)

    def _tell(self, report: FillReport, path: Path) -> None:
        FillReportDialog(self.workplace, report, path, self).open()

    def _renew(self) -> None:
        path = chosen_file(self, "选择报表的新版", "", KINDS)
        if path:
            self.renew_from(Path(path))

    def _withdraw(self) -> None:
        form, actor = self.form, working_actor(self.workplace, self)
        if form is not None and actor is not None:
            self._write(lambda: self.workplace.desk.own_forms.withdraw(actor, form), f"已停用“{form.name}”")

    def _resume(self) -> None:
        form, actor = self.form, working_actor(self.workplace, self)
        if form is not None and actor is not None:
            self._write(lambda: self.workplace.desk.own_forms.resume(actor, form), f"“{form.name}”已恢复使用")

    def _draft(self, place: Place, choice: Choice) -> MappingDraft:
        standing = self.model.mappings.get(place)
        sheet = self.model.sheet
        return MappingDraft(
            sheet.name if sheet else "",
            place.name,
            choice.source,
            choice.code,
            self.panel.chosen_reach,
            self.panel.chosen_part,
            standing.version if standing else None,
        )

    def _map(self, drafts: list[MappingDraft], said: str) -> None:
        actor, form = working_actor(self.workplace, self), self.form
        if actor is not None and form is not None:
            self._write(lambda: self.workplace.desk.own_forms.map_cells(actor, form.id, drafts), said)

    def _write(self, act: Callable[[], Written], said: str) -> None:
        try:
            written = act()
        except (DomainError, KnownError) as problem:
            self.workplace.say(str(problem))
        else:
            self.workplace.done(said, written)

    def _show_form(self) -> None:
        form, service = self.form, self.workplace.desk.own_forms
        is_withdrawn = form is not None and form.is_withdrawn
        for button in (self.renewing, self.withdrawing, self.filling, self.confirming):
            button.setEnabled(form is not None)
            button.setVisible(not is_withdrawn)
        self.resuming.setVisible(is_withdrawn)
        self.empty.setText(told_empty(_NOTHING, ["收入报表…"] if self.taking_in.isHidden() else ()))
        self.empty.setVisible(form is None)
        self.split.setVisible(form is not None)
        if form is None:
            self._read = None
            return

        def job(_: Progress) -> _Read:
            own = service.mappings(form.id)
            return _Read(form, service.book(form.id), own, service.proposals(form.id), service.choices())

        self.work.run("正在读取报表……", job, self._show)

    def _show(self, read: _Read) -> None:
        is_other = self._read is None or self._read.form.id != read.form.id
        self._read = read
        names = [sheet.name for sheet in read.book.sheets]
        if [self.sheets.tabText(place) for place in range(self.sheets.count())] != names:
            self.sheets.blockSignals(True)
            while self.sheets.count():
                self.sheets.removeTab(0)
            for name in names:
                self.sheets.addTab(name)
            self.sheets.blockSignals(False)
        self.panel.show_choices(read.choices)
        waiting = len(read.proposals)
        self.confirming.setText(f"确认全部建议（{waiting}）")
        self.confirming.setEnabled(bool(waiting))
        self.state.setText(
            f"已设定 {len(read.mappings)} 个单元格" + (f" · 备注：{read.form.note}" if read.form.note else "")
        )
        self.warning.setText("　".join(read.book.warnings))
        self.warning.setVisible(bool(read.book.warnings))
        self._show_sheet(anew=is_other)

    def _show_sheet(self, *, anew: bool = True) -> None:
        if self._read is None:
            return
        sheet = self._read.book.sheets[max(self.sheets.currentIndex(), 0)]
        own = {
            place: each for each in self._read.mappings if each.sheet == sheet.name and (place := place_of(each.cell))
        }
        asked = {place: each for each in self._proposals() if (place := place_of(each.draft.cell))}
        before = self.table.currentIndex()
        self.model.show(sheet, own, asked)
        if anew or not before.isValid():
            self.table.lay_out()
            first = min(own or asked or {Place(0, 0): None})
            self.table.go_to(first)
        self._show_cell()

    def _proposals(self) -> list[Proposal]:
        if self._read is None:
            return []
        name = self._read.book.sheets[max(self.sheets.currentIndex(), 0)].name
        return [each for each in self._read.proposals if each.draft.sheet == name]

    def _show_cell(self) -> None:
        index = self.table.currentIndex()
        if index.isValid() and self.model.sheet is not None:
            place = self.model.place(index)
            self.panel.show_cell(self.model.told(place), self.model.mappings.get(place))

    def _build(self) -> None:
        self.work, self.model, self.panel = WorkStrip(self.workplace), SheetModel(self.workplace), ChoicePanel()
        self.table, self.sheets = SheetTable(self.model), QTabBar()
        self.sheets.setAccessibleName("工作表")
        self.sheets.setDrawBase(False)
        self.sheets.setExpanding(False)
        self.sheets.currentChanged.connect(lambda _: self._show_sheet())
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_cell())
        self.table.choosing.connect(self.panel.setFocus)
        self.table.confirmed.connect(lambda: self.confirm_proposals(everything=False))
        self.table.cleared.connect(self.clear)
        self.panel.chosen.connect(self.put_in)
        self.panel.cleared.connect(self.clear)
        self.panel.left.connect(self.table.setFocus)
        self.setFocusProxy(self.table)
        self.empty, self.warning = QLabel(_NOTHING), QLabel()
        for label in (self.empty, self.warning):
            label.setWordWrap(True)
        self.warning.setProperty("role", "problem")
        self.warning.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 8)
        layout.setSpacing(8)
        layout.addWidget(section_tabs(self.workplace, "own_forms"))
        layout.addLayout(self._title_row())
        for part in (self.work, self.warning, self.empty):
            layout.addWidget(part)
        layout.addWidget(self._split(), 1)
        layout.addStretch(0)

    def _title_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        title, self.state = QLabel("本院报表"), ElidedLabel()  # a note may be long, the window narrow
        title.setProperty("role", "title")
        self.state.setProperty("role", "muted")
        self.chooser = QComboBox()
        self.chooser.setObjectName("own_form")
        self.chooser.setAccessibleName("报表")
        self.chooser.setFixedWidth(270)
        self.chooser.currentIndexChanged.connect(lambda _: self._show_form())
        row.addWidget(title)
        row.addWidget(self.chooser)
        row.addWidget(self.state, 1)
        self.taking_in = self._button("收入报表…", "file-import", "own_form_take_in", self._take_in)
        self.renewing = self._button("换用新版…", "switch-horizontal", "own_form_renew", self._renew)
        self.withdrawing = self._button("停用", "ban", "own_form_withdraw", self._withdraw)
        self.resuming = self._button("恢复使用", "arrow-back-up", "own_form_resume", self._resume)
        self.resuming.hide()
        self.confirming = self._button(
            "确认全部建议", "checks", "own_form_confirm", lambda: self.confirm_proposals(everything=True)
        )
        self.filling = self._button("填写…", "table-export", "own_form_fill", self.fill)
        for button in (
            *(self.taking_in, self.renewing, self.withdrawing, self.resuming),
            *(self.confirming, self.filling),
        ):
            row.addWidget(button)
        return row

    def _take_in(self) -> None:
        TakeInDialog(self.workplace, self).open()

    def _button(self, words: str, icon: str, key: str, slot: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setAccessibleName(words)
        button.setObjectName(key)
        button.setIcon(self.workplace.icons.icon(icon))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setProperty("role", "action")
        button.clicked.connect(lambda _checked: slot())
        return button

    def _split(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.table, 1)
        column.addWidget(self.sheets)
        hint = QLabel(_HINT)
        hint.setProperty("role", "muted")
        column.addWidget(hint)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(8)
        self.split.addWidget(left)
        self.split.addWidget(self.panel)
        self.split.setSizes([820, 360])
        self.split.setStretchFactor(0, 1)
        return self.split


def _called(form: FormRow) -> str:
    state = "，已停用" if form.is_withdrawn else ""
    return f"{form.name}（第{form.edition}版{state}）"
