"""The office's indicators: drafted, tried, put in force, withdrawn; every edition with what its trial said."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.services.base_data.periods import Months
from app.services.foundation.shares import NOTHING
from app.services.own_indicators.intentions import DRAFT
from app.services.own_indicators.rows import EditionState, IndicatorDraft, IndicatorEdition, Trial
from app.views.own_indicators.dialogs import CopyDialog, IndicatorDialog, ReasonDialog, TrialDialog
from app.views.shared.hints import told_empty
from app.views.shared.icon_button import icon_button, while_offered
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.workplace import Workplace

_HEADS = (
    Head("代码", 72),
    Head("版次", 52),
    Head("名称", 200),
    Head("状态", 100),
    Head("分子", 210),
    Head("分母", 170),
    Head("期间", 130),
    Head("依据"),
)
_EDITIONS = (Head("版次", 52), Head("状态", 100), Head("施行", 92), Head("理由", 190), Head("分子 ÷ 分母"))
_TRIAL = (
    Head("月份", 76),
    Head("分子", 60, is_number=True),
    Head("分母", 60, is_number=True),
    Head("数值", 84, is_number=True),
    Head("说明"),
)
_NONE = "还没有本院指标。按“新建…”（Ctrl+N），或者复制一个标准指标来改。"


class IndicatorsTab(QWidget):
    """Ctrl+N begins one, Enter changes the current one."""

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__()
        self._workplace = workplace
        self._rows: tuple[IndicatorEdition, ...] = ()
        self._editions: tuple[IndicatorEdition, ...] = ()
        self._build()

    @property
    def current(self) -> IndicatorEdition | None:
        """The edition of the current row."""
        place = self.table.currentIndex().row()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def start(self) -> None:
        """Read again; the same indicator stays current."""
        kept = self.current.draft.code if self.current else ""
        self._rows = self._workplace.desk.own_indicators.indicators()
        self.table.show_rows([_texts(each) for each in self._rows])
        place = next((place for place, each in enumerate(self._rows) if each.draft.code == kept), 0)
        self.table.setCurrentIndex(self.table.rows.index(place, 0))
        damaged = self._workplace.desk.own_indicators.library.current.damaged
        self.state.setText("\n".join(damaged) or (f"{len(self._rows)} 项" if self._rows else self._nothing()))
        self._show()

    def _nothing(self) -> str:
        return told_empty(_NONE, () if self._workplace.is_open(DRAFT.permission) else ["新建…"])

    def add(self) -> None:
        """Begin a new indicator."""
        own = self._workplace.desk.own_indicators
        january = f"{self._workplace.desk.clock.today().year}-01"  # the months of this year ought to be seen at once
        empty = IndicatorDraft(own.free_code(), "", "", "", "", valid_from=january)
        IndicatorDialog(self._workplace, "新建本院指标", empty, self).open()

    def copy(self) -> None:
        """Begin with a standard indicator."""
        CopyDialog(self._workplace, self).open()

    def change(self) -> None:
        """Change the current draft; of an indicator in force begin another edition."""
        row = self.current
        if row is None:
            self._workplace.say(self._nothing())
        elif row.state in {EditionState.DRAFT, EditionState.TRIED}:
            IndicatorDialog(self._workplace, f"修改草稿 {row.title}", row.draft, self, edition=row).open()
        else:
            title = f"{row.draft.code} 另起一版"
            IndicatorDialog(self._workplace, title, row.draft, self, of=row.draft.code).open()

    def test(self) -> None:
        """Try the current draft on past months."""
        row = self._draft("试算")
        if row is not None:
            TrialDialog(self._workplace, row, self).open()

    def put_in_force(self) -> None:
        """Let the current draft count."""
        row = self._draft("施行")
        if row is not None:
            own = self._workplace.desk.own_indicators
            self._ask(f"施行 {row.title}", "施行", lambda actor, why: own.put_in_force(actor, row.id, why, row.version))

    def withdraw(self) -> None:
        """Let the current indicator count no more."""
        row, own = self.current, self._workplace.desk.own_indicators
        if row is None or row.state is not EditionState.IN_FORCE:
            self._workplace.say("只有施行中的指标可以停用。不要的草稿请删除。")
            return
        self._ask(f"停用 {row.title}", "停用", lambda actor, why: own.withdraw(actor, row.id, why, row.version))

    def delete(self) -> None:
        """Take the current draft away; it can be taken back."""
        row = self._draft("删除")
        if row is not None:
            own, actor = self._workplace.desk.own_indicators, self._workplace.actor
            self._workplace.done(f"已删除草稿 {row.title}", own.delete_draft(actor, row.id, row.version))

    def _draft(self, verb: str) -> IndicatorEdition | None:
        row = self.current
        if row is not None and row.state in {EditionState.DRAFT, EditionState.TRIED}:
            return row
        self._workplace.say(f"只有草稿可以{verb}。要改施行中的指标，请按“修改…”另起一版。")
        return None

    def _ask(self, title: str, verb: str, act: Callable[..., object]) -> None:
        ReasonDialog(self._workplace, title, verb, act, self).open()  # type: ignore[arg-type]  # gives a Written

    def _show(self) -> None:
        row = self.current
        self._below.setVisible(row is not None)
        if row is None:
            return
        self._editions = self._workplace.desk.own_indicators.editions(row.draft.code)
        self.editions.show_rows([_edition_texts(each) for each in self._editions])
        place = next((place for place, each in enumerate(self._editions) if each.id == row.id), 0)
        self.editions.setCurrentIndex(self.editions.rows.index(place, 0))
        self._show_trial()

    def _show_trial(self) -> None:
        place = self.editions.currentIndex().row()
        trial = self._editions[place].trial if 0 <= place < len(self._editions) else None
        self.trial.show_rows(_trial_texts(trial))
        self.trial_title.setText(_trial_words(trial))

    def _build(self) -> None:
        self.table = PlainTable(self._workplace, "own_indicators_rows", "本院指标", _HEADS)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show())
        self.editions = PlainTable(self._workplace, "own_indicators_editions", "历次版本", _EDITIONS)
        self.editions.selectionModel().currentRowChanged.connect(lambda *_: self._show_trial())
        self.trial = PlainTable(self._workplace, "own_indicators_trial", "试算结果", _TRIAL)
        self.trial_title, self.state = QLabel(), QLabel()
        for label in (self.trial_title, self.state):
            label.setProperty("role", "muted")
            label.setWordWrap(True)
        self._below = QSplitter()
        self._below.setChildrenCollapsible(False)
        for title, table in ((QLabel("历次版本"), self.editions), (self.trial_title, self.trial)):
            self._below.addWidget(_titled(title, table))
        self._below.setSizes([500, 500])
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self._below)
        split.setSizes([260, 240])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._bar())
        layout.addWidget(split, 1)
        layout.addWidget(self.state)
        self.setFocusProxy(self.table)

    def _bar(self) -> QHBoxLayout:
        row, icons = QHBoxLayout(), self._workplace.icons
        self._buttons: dict[str, QPushButton] = {}
        row.setSpacing(8)
        for title, icon, key, slot in (
            ("新建…", "plus", "own_indicator_add", self.add),
            ("复制标准指标…", "notebook", "own_indicator_copy", self.copy),
            ("修改…", "edit", "own_indicator_change", self.change),
            ("试算…", "calculator", "own_indicator_test", self.test),
            ("施行…", "check", "own_indicator_put_in_force", self.put_in_force),
            ("停用…", "ban", "own_indicator_withdraw", self.withdraw),
            ("删除草稿", "x", "own_indicator_delete", self.delete),
        ):
            self._buttons[key] = icon_button(icons, title, icon, key, slot)
            row.addWidget(self._buttons[key])
        self.table.chosen.connect(while_offered(self._buttons["own_indicator_change"], self.change))
        self.begin = while_offered(self._buttons["own_indicator_add"], self.add)  # by Ctrl+N
        row.addStretch(1)
        return row


def _titled(title: QLabel, table: PlainTable) -> QWidget:
    place = QWidget()
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(title)
    column.addWidget(table, 1)
    return place


def _texts(row: IndicatorEdition) -> tuple[str, ...]:
    draft = row.draft
    until = f"至 {draft.valid_to}" if draft.valid_to else "起"
    period = f"{draft.valid_from} {until}"
    words = (draft.name, row.state.value, draft.numerator, draft.denominator, period, draft.source)
    return (draft.code, str(row.edition), *words)


def _edition_texts(row: IndicatorEdition) -> tuple[str, ...]:
    why = (row.withdrawal and f"停用：{row.withdrawal}") or row.reason
    return (
        str(row.edition),
        row.state.value,
        row.effective_on or NOTHING,
        why or NOTHING,
        f"{row.draft.numerator} ÷ {row.draft.denominator}",
    )


def _trial_texts(trial: Trial | None) -> list[tuple[str, ...]]:
    return [
        (each.month, _number(each.n), _number(each.d), each.shown, each.reason)
        for each in (trial.lines if trial else ())
    ]


def _number(count: int | None) -> str:
    return NOTHING if count is None else str(count)


def _trial_words(trial: Trial | None) -> str:
    if trial is None:
        return "试算结果：还没有试算过"
    period = Months(trial.first, trial.last).shown
    said = f"试算结果：{trial.unit} {period}，{len(trial.lines)} 个月里 {trial.computed} 个月算得出"
    said += f"；缺 {'、'.join(trial.missing)}" if trial.missing else ""
    return f"{said}（{trial.tested_by} {trial.tested_on}）"
