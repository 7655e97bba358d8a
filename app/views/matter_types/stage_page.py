"""One stage of a type: whether there is such a stage, whether it may be passed by, and what it asks for."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QTabWidget, QVBoxLayout, QWidget

from app.models.terms import Stage
from app.services.matter_types.model import CardField, StageApproval, StagePaper, StageRule
from app.services.matter_types.rows import TypeFlaw, TypeFrame
from app.views.matter_types.item_dialogs import ApprovalDialog, FieldDialog, PaperDialog
from app.views.matter_types.list_editor import ListEditor, ListShape
from app.views.shared.plain_table import Head
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.workplace import Workplace

_MUST = Head("必须", 56)
_FIELD_HEADS = (Head("案卡项目", 190), Head("填写方式", 90), _MUST, Head("可选内容或提示", 200))
_TITLES = {"fields": "案卡项目", "papers": "文书", "approvals": "审批"}


class StagePage(QWidget):
    """What is not ticked is kept while the window is open, so that a tick taken away by mistake loses nothing."""

    changed = Signal()

    def __init__(self, workplace: Workplace, frame: TypeFrame, stage: Stage, rule: StageRule | None) -> None:
        """``rule`` is what stands there at first, None for a stage the type does not have."""
        super().__init__()
        self.stage, self._workplace, self._frame = stage, workplace, frame
        self._build(rule or StageRule(stage))
        self.has_stage.setChecked(rule is not None)
        self._show_state()

    def rule(self) -> StageRule | None:
        """The stage as it is now."""
        if not self.has_stage.isChecked():
            return None
        return StageRule(
            stage=self.stage,
            is_optional=self.is_optional.isChecked(),
            fields=self.fields.items,
            papers=self.papers.items,
            approvals=self.approvals.items,
            note=self.note.text().strip(),
        )

    def say(self, flaws: Sequence[TypeFlaw]) -> None:
        """Tell what is wrong with this stage."""
        self.problem.clear()
        if flaws:
            self.problem.say("\n".join(dict.fromkeys(flaw.sentence for flaw in flaws)))

    def go_to(self, flaw: TypeFlaw) -> None:
        """Go to the list and the row that is wrong."""
        if flaw.field in _TITLES:
            self.tabs.setCurrentIndex(list(_TITLES).index(flaw.field))
            (self.fields, self.papers, self.approvals)[list(_TITLES).index(flaw.field)].go_to(flaw.place)
        else:
            self.has_stage.setFocus()

    def _show_state(self) -> None:
        has_stage = self.has_stage.isChecked()
        for part in (self.is_optional, self.tabs, self.note):
            part.setEnabled(has_stage)
        for place, (key, title) in enumerate(_TITLES.items()):
            self.tabs.setTabText(place, f"{title}（{len(getattr(self, key).items)}）")

    def _told(self) -> None:
        self._show_state()
        self.changed.emit()

    def _build(self, rule: StageRule) -> None:
        self.has_stage, self.is_optional = QCheckBox("设这个阶段"), QCheckBox("可以跳过")
        self.has_stage.setObjectName(f"has_{self.stage.value}")
        self.is_optional.setObjectName(f"optional_{self.stage.value}")
        self.is_optional.setChecked(rule.is_optional)
        self.note, self.problem = QLineEdit(rule.note), ProblemLabel()
        self.note.setObjectName(f"note_{self.stage.value}")
        self.note.setAccessibleName("提示")
        self.note.setPlaceholderText("办理时显示的一句提示，如 经检察长决定后调查核实")
        self.note.setCursorPosition(0)
        self._lists(rule)
        for box in (self.has_stage, self.is_optional):
            box.toggled.connect(lambda _: self._told())
        self.note.textChanged.connect(lambda _: self.changed.emit())
        ticks, told = QHBoxLayout(), QHBoxLayout()
        for tick in (self.has_stage, self.is_optional):
            ticks.addWidget(tick)
        ticks.setSpacing(24)
        ticks.addStretch(1)
        label = QLabel("提示")
        label.setBuddy(self.note)
        told.addWidget(label)
        told.addWidget(self.note, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(8)
        layout.addLayout(ticks)
        layout.addLayout(told)
        layout.addWidget(self.problem)
        layout.addWidget(self.tabs, 1)

    def _lists(self, rule: StageRule) -> None:
        place, frame, key = self._workplace, self._frame, self.stage.value
        field_shape = ListShape[CardField](
            f"fields_{key}",
            "案卡项目",
            _FIELD_HEADS,
            _field_texts,
            lambda item, others: FieldDialog(place, item, others),
        )
        paper_shape = ListShape[StagePaper](
            f"papers_{key}",
            "文书",
            (Head("文书", 320), _MUST),
            lambda each: (frame.paper_name(each.code), _mark(each.is_required)),
            lambda item, _others: PaperDialog(place, frame, item),
        )
        approval_shape = ListShape[StageApproval](
            f"approvals_{key}",
            "审批",
            (Head("审批", 320), _MUST),
            lambda each: (frame.act_name(each.act), _mark(each.is_required)),
            lambda item, _others: ApprovalDialog(place, frame, item),
        )
        self.fields = ListEditor(place, field_shape, rule.fields)
        self.papers = ListEditor(place, paper_shape, rule.papers)
        self.approvals = ListEditor(place, approval_shape, rule.approvals)
        self.tabs = QTabWidget()
        self.tabs.setObjectName(f"stage_tabs_{key}")
        self.tabs.setAccessibleName(self.stage.label)
        self.tabs.addTab(self.fields, _TITLES["fields"])
        self.tabs.addTab(self.papers, _TITLES["papers"])
        self.tabs.addTab(self.approvals, _TITLES["approvals"])
        for changed in (self.fields.changed, self.papers.changed, self.approvals.changed):
            changed.connect(self._told)


def _field_texts(each: CardField) -> tuple[str, ...]:
    told = "／".join(each.choices) or each.hint
    return each.title, each.kind.label, _mark(each.is_required), told


def _mark(is_required: bool) -> str:
    return "必须" if is_required else ""
