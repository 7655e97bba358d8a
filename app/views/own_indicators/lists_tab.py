"""What counts as 件 in the 案-件比, and into which part of a 结构比 a kind of case goes: decided line by line."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.foundation.shares import NOTHING
from app.services.own_indicators.rows import KindRow, RatioRow, StepRow, StructureRow
from app.views.shared.form_dialog import FormDialog
from app.views.shared.icon_button import icon_button, while_offered
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.workplace import Workplace

_STEPS = (Head("环节", 220), Head("计入“件”", 84), Head("核实", 84), Head("谁定的", 130), Head("说明或理由"))
_KINDS = (
    Head("案件类别", 240),
    Head("归入", 160),
    Head("数从哪来", 150),
    Head("核实", 84),
    Head("谁定的", 130),
    Head("理由"),
)
_COUNTED, _NOT = "计入", "不计入"
_UNMAPPED = "不计入"
_SHIPPED = "初值"


class ListTab(QWidget):
    """One list at a time; Enter changes the current line, Ctrl+N adds another item to it."""

    def __init__(self, workplace: Workplace, key: str, name: str, heads: Sequence[Head], add: str) -> None:
        """Heads only."""
        super().__init__()
        self._workplace = workplace
        self.choice = QComboBox()
        self.choice.setObjectName(f"{key}_choice")
        self.choice.setAccessibleName(name)
        self.choice.setMinimumWidth(240)
        self.choice.currentIndexChanged.connect(lambda _: self.refresh())
        self.table = PlainTable(workplace, f"{key}_rows", name, heads)
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.state.setProperty("role", "muted")
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.choice)
        changing = icon_button(workplace.icons, "更改…", "edit", f"{key}_change", self.change)
        adding = icon_button(workplace.icons, add, "plus", f"{key}_add", self.add)
        self.table.chosen.connect(while_offered(changing, self.change))
        self.begin = while_offered(adding, self.add)  # by Ctrl+N
        top.addWidget(changing)
        top.addWidget(adding)
        top.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.state)
        self.setFocusProxy(self.table)

    def refresh(self) -> None:
        """Show the chosen list."""
        raise NotImplementedError

    def change(self) -> None:
        """Decide about the current line."""
        raise NotImplementedError

    def add(self) -> None:
        """Put another item on the list."""
        raise NotImplementedError

    def _offer(self, names: Sequence[str]) -> None:
        kept = self.choice.currentIndex()
        with QSignalBlocker(self.choice):
            self.choice.clear()
            self.choice.addItems(list(names))
            self.choice.setCurrentIndex(max(kept, 0))

    def _keep_place(self, rows: Sequence[Sequence[str]]) -> None:
        place = max(self.table.currentIndex().row(), 0)
        self.table.show_rows(rows)
        self.table.setCurrentIndex(self.table.rows.index(min(place, len(rows) - 1), 0))


class RatiosTab(ListTab):
    """案-件比: 案数 and the steps that count come to 件."""

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__(workplace, "own_ratios", "案-件比", _STEPS, "增加环节…")
        self._ratios: tuple[RatioRow, ...] = ()

    def start(self) -> None:
        """Read again."""
        self._ratios = self._workplace.desk.own_indicators.lists.ratios()
        self._offer([f"{each.field}案-件比（{each.indicator}）" for each in self._ratios])
        self.refresh()

    @override
    def refresh(self) -> None:
        ratio = self._ratios[self.choice.currentIndex()]
        self._keep_place([_step_texts(each) for each in ratio.steps])
        added = f"{ratio.total} = {' + '.join((ratio.cases, *ratio.counted))}" if ratio.counted else ""
        self.state.setText(
            f"{added or f'没有计入的环节，{ratio.total}要直接填报'}。"
            f"直接填报了{ratio.total}的月份，以填报的数为准；缺一个环节的数就不相加。"
        )

    @override
    def change(self) -> None:
        ratio, place = self._ratios[self.choice.currentIndex()], self.table.currentIndex().row()
        if 0 <= place < len(ratio.steps):
            StepDialog(self._workplace, ratio, ratio.steps[place], self).open()

    @override
    def add(self) -> None:
        StepDialog(self._workplace, self._ratios[self.choice.currentIndex()], None, self).open()


class StructuresTab(ListTab):
    """结构比: kinds of case and their parts."""

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__(workplace, "own_structures", "结构比归类", _KINDS, "增加类别…")
        self._structures: tuple[StructureRow, ...] = ()

    def start(self) -> None:
        """Read again."""
        self._structures = self._workplace.desk.own_indicators.lists.structures()
        self._offer([f"{each.code} {each.name}" for each in self._structures])
        self.refresh()

    @override
    def refresh(self) -> None:
        structure = self._structures[self.choice.currentIndex()]
        self._keep_place([_kind_texts(each) for each in structure.kinds])
        mapped = sum(bool(each.part) for each in structure.kinds)
        self.state.setText(
            f"{len(structure.kinds)} 类，{mapped} 类已归入；不计入的不进合计。归类字典没有公开，初值未核。"
            "同一案件不要从两类重复计入；各部分直接填报了的月份，以填报的数为准；缺一类的数就不相加。"
        )

    @override
    def change(self) -> None:
        structure, place = self._structures[self.choice.currentIndex()], self.table.currentIndex().row()
        if 0 <= place < len(structure.kinds):
            KindDialog(self._workplace, structure, structure.kinds[place], self).open()

    @override
    def add(self) -> None:
        KindDialog(self._workplace, self._structures[self.choice.currentIndex()], None, self).open()


class _DecisionDialog(FormDialog):
    """An item and what is decided about it."""

    asked: ClassVar[str] = "归入"

    def __init__(
        self, workplace: Workplace, title: str, item: str, choices: Sequence[str], chosen: str, parent: QWidget
    ) -> None:
        super().__init__(workplace, title, "保存", parent)
        names = [item] if item else list(workplace.desk.own_indicators.library.items)
        self.form.add_choice("item", "项目", names, item).setDisabled(bool(item))  # another item has its own line
        self.decision = QComboBox()
        self.decision.addItems(list(choices))
        self.decision.setCurrentText(chosen)
        self.decision.currentIndexChanged.connect(lambda _: self.form.changed.emit())
        self.form.add_field("part", self.asked, self.decision, self.decision)
        self.form.add_text("reason", "理由", hint="必填，如 省院 2026 年统计口径")


class StepDialog(_DecisionDialog):
    """Whether a step counts."""

    asked = "计入“件”"

    def __init__(self, workplace: Workplace, ratio: RatioRow, row: StepRow | None, parent: QWidget) -> None:
        """``row`` None adds a step."""
        chosen = _NOT if row and row.is_counted else _COUNTED  # whoever opens it means to change it
        title = f"更改{ratio.field}案-件比的环节"
        super().__init__(workplace, title, row.item if row else "", (_COUNTED, _NOT), chosen, parent)
        self._ratio, self._row = ratio, row

    @override
    def perform(self, actor: Actor) -> Written:
        lists, text = self.workplace.desk.own_indicators.lists, self.form.text
        is_counted, shown = self.decision.currentText() == _COUNTED, self._row.version if self._row else None
        return lists.count_step(actor, self._ratio.field, text("item"), is_counted, text("reason"), shown)


class KindDialog(_DecisionDialog):
    """Into which part a kind goes."""

    def __init__(self, workplace: Workplace, structure: StructureRow, row: KindRow | None, parent: QWidget) -> None:
        """``row`` None adds a kind."""
        choices = [_UNMAPPED, *(name for _code, name in structure.parts)]
        chosen = row.part_name if row and row.part else _UNMAPPED
        super().__init__(workplace, f"更改{structure.name}的归类", row.item if row else "", choices, chosen, parent)
        self._structure, self._row = structure, row

    @override
    def perform(self, actor: Actor) -> Written:
        lists, text = self.workplace.desk.own_indicators.lists, self.form.text
        place = self.decision.currentIndex()
        part = self._structure.parts[place - 1][0] if place > 0 else ""
        shown = self._row.version if self._row else None
        return lists.map_kind(actor, self._structure.code, text("item"), part, text("reason"), shown)


def _step_texts(row: StepRow) -> tuple[str, ...]:
    certainty = row.certainty.label if row.certainty else NOTHING
    return (row.item, _COUNTED if row.is_counted else _NOT, certainty, row.decided or _SHIPPED, row.reason or row.note)


def _kind_texts(row: KindRow) -> tuple[str, ...]:
    certainty = row.certainty.label if row.certainty else NOTHING
    origin = "本台账，也可填报" if row.is_counted_by_store else "填报"
    return (row.item, row.part_name or _UNMAPPED, origin, certainty, row.decided or _SHIPPED, row.reason)
