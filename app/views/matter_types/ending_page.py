"""期限和结案 of a type: which event starts which rules, by which exits a matter may leave, grounds of a termination."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from app.models.case_terms import MatterExit
from app.services.matter_types.model import TypeDeadline
from app.services.matter_types.rows import TypeDraft, TypeFlaw, TypeFrame
from app.views.matter_types.item_dialogs import DeadlineDialog
from app.views.matter_types.list_editor import ListEditor, ListShape
from app.views.shared.plain_table import Head
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.workplace import Workplace

_HEADS = (Head("从哪件事起", 100), Head("期限规则", 270), Head("只限", 110), Head("由什么完成", 110))


class EndingPage(QWidget):
    """Deadlines above, the ways out below."""

    changed = Signal()

    def __init__(self, workplace: Workplace, frame: TypeFrame, draft: TypeDraft) -> None:
        """What stands there at first is the version in force."""
        super().__init__()
        shape = ListShape[TypeDeadline](
            "deadlines",
            "自动设定的期限",
            _HEADS,
            lambda each: (
                each.event.label,
                "、".join(frame.rule_name(code) for code in each.codes),
                "、".join(each.kinds) or "全部",
                each.met_by.label if each.met_by else "承办人登记",
            ),
            lambda item, _others: DeadlineDialog(workplace, frame, item),
        )
        self.deadlines = ListEditor(workplace, shape, draft.deadlines)
        self._build(draft)

    @property
    def exits(self) -> tuple[MatterExit, ...]:
        """The ways that are ticked."""
        return tuple(way for way, box in self.ways.items() if box.isChecked())

    @property
    def grounds(self) -> tuple[str, ...]:
        """One a line."""
        return tuple(dict.fromkeys(line.strip() for line in self.lines.toPlainText().splitlines() if line.strip()))

    def say(self, flaws: Sequence[TypeFlaw]) -> None:
        """Tell what is wrong here."""
        self.problem.clear()
        if flaws:
            self.problem.say("\n".join(dict.fromkeys(flaw.sentence for flaw in flaws)))

    def go_to(self, flaw: TypeFlaw) -> None:
        """Go to what is wrong."""
        if flaw.field == "deadlines":
            self.deadlines.go_to(flaw.place)
        elif flaw.field == "grounds":
            self.lines.setFocus()
        else:
            self.ways[MatterExit.CLOSED].setFocus()

    def _build(self, draft: TypeDraft) -> None:
        self.problem, self.lines = ProblemLabel(), QPlainTextEdit("\n".join(draft.grounds))
        self.ways = {way: QCheckBox(way.label) for way in MatterExit}
        exits = QHBoxLayout()
        exits.setSpacing(20)
        exits.addWidget(QLabel("结案方式"))
        for way, box in self.ways.items():
            box.setObjectName(f"exit_{way.value}")
            box.setChecked(way in draft.exits)
            box.toggled.connect(lambda _: self.changed.emit())
            exits.addWidget(box)
        exits.addStretch(1)
        self.lines.setObjectName("grounds")
        self.lines.setAccessibleName("终结审查的事由")
        self.lines.setTabChangesFocus(True)
        self.lines.setMinimumHeight(96)
        self.lines.setMaximumHeight(150)
        self.lines.textChanged.connect(self.changed)
        self.deadlines.changed.connect(self.changed)
        title = QLabel("自动设定的期限")
        told = QLabel("终结审查的事由（每行一条）")
        told.setBuddy(self.lines)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(8)
        layout.addWidget(self.problem)
        layout.addWidget(title)
        layout.addWidget(self.deadlines, 1)
        layout.addLayout(exits)
        layout.addWidget(told)
        layout.addWidget(self.lines)
