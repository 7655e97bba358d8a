"""结案: the checklist, the way out, and what each way asks for."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget
from typing_extensions import override

from app.models.case_terms import MatterExit
from app.models.dates import PartialDate
from app.services.closing.rows import (
    NO_INTERFERENCE,
    ChecklistLine,
    CloseDraft,
    ClosingCard,
    ConversionDraft,
    LeavingReferral,
    LineState,
    Place,
    TerminationDraft,
)
from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.foundation.refusals import ChangedMeanwhile
from app.views.closing.checklist import Checklist
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace

_FIELDS = {
    MatterExit.CLOSED: ("outcome",),
    MatterExit.CONVERTED: ("case_number", "reason"),
    MatterExit.REFERRED: ("recipient", "letter_number", "content", "reason"),
    MatterExit.TERMINATED: ("ground", "reason"),
}
_EDGE, _AROUND, _MOST_HEIGHT = 20, 130, 680  # pixels; the last fits a 768-pixel screen with its task bar
_OWN = tuple(dict.fromkeys(name for names in _FIELDS.values() for name in names))


class ClosingDialog(FormDialog):
    """``wanted`` leads to where something missing is supplied; the dialog closes for it."""

    wanted = Signal(object)  # ChecklistLine

    def __init__(self, workplace: Workplace, card: ClosingCard, parent: QWidget | None = None) -> None:
        """``card`` is the matter before it leaves."""
        super().__init__(workplace, "结案", "结案", parent)
        self._card, self._version = card, card.version
        self.checklist = Checklist(workplace.theme)
        self.checklist.wanted.connect(self._go)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(0, self.checklist)
        self._add_fields(card)
        self._way.currentIndexChanged.connect(lambda _: self._explain())
        self._explain()

    @override
    def perform(self, actor: Actor) -> Written:
        try:
            return self._call()(actor, self._card.id, self._draft())
        except ChangedMeanwhile:
            self._version = self.workplace.desk.closing.card(self._card.id).version  # told once
            raise

    @override
    def done_words(self) -> str:
        return f"已{self.way.label}" if self.way is not MatterExit.REFERRED else "已移送线索并结案"

    @property
    def way(self) -> MatterExit:
        """The chosen way out."""
        return MatterExit(self._way.currentData())

    def _call(self) -> Callable[[Actor, int, Any], Written]:
        closing = self.workplace.desk.closing
        calls: dict[MatterExit, Callable[[Actor, int, Any], Written]] = {
            MatterExit.CLOSED: closing.close,
            MatterExit.CONVERTED: closing.convert,
            MatterExit.REFERRED: closing.refer,
            MatterExit.TERMINATED: closing.terminate,
        }
        return calls[self.way]

    def _draft(self) -> CloseDraft | ConversionDraft | LeavingReferral | TerminationDraft:
        text = self.form.text
        common = {
            "on": self.form.needed_date("on"),
            "interference": text("interference"),
            "letters_reason": text("letters_reason") if self._card.letters else "",
            "reason": "" if self.way is MatterExit.CLOSED else text("reason"),
            "version": self._version,
        }
        if self.way is MatterExit.CLOSED:
            return CloseDraft(**common, outcome=text("outcome"))  # type: ignore[arg-type]  # the fields of every exit
        if self.way is MatterExit.CONVERTED:
            return ConversionDraft(**common, case_number=text("case_number"))  # type: ignore[arg-type]  # as above
        if self.way is MatterExit.TERMINATED:
            return TerminationDraft(**common, ground=text("ground"))  # type: ignore[arg-type]  # as above
        said = {name: text(name) for name in ("recipient", "letter_number", "content")}
        return LeavingReferral(**common, **said)  # type: ignore[arg-type]  # as above

    def _explain(self) -> None:
        for name in _OWN:
            self.form.show_field(name, name in _FIELDS[self.way])
        self.checklist.show_lines(self._lines())
        if self.isVisible():
            self._fit()

    @override
    def showEvent(self, event: object) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Room for the checklist and the fields of the chosen way, as far as the screen has it."""
        told = self.checklist.heightForWidth(self.width() - 2 * _EDGE)
        self.resize(self.width(), min(self.form.sizeHint().height() + told + _AROUND, _MOST_HEIGHT))

    def _lines(self) -> tuple[ChecklistLine, ...]:
        """The whole checklist for 办结; any other way asks for its decision, the letters and interference."""
        if self.way is MatterExit.CLOSED:
            return self._card.lines
        decision = next((each for each in self._card.undecided if each[0] is self.way), None)
        asked = tuple(line for line in self._card.lines if line.state is LineState.ASKED)
        if decision is None:
            return asked
        told = f"还没有批准。先在“审批”里提请“{decision[2]}”，签批后登记签批件。"
        return (ChecklistLine(decision[2], LineState.MISSING, told, Place.APPROVALS, act=decision[1]), *asked)

    def _go(self, line: ChecklistLine) -> None:
        self._drop()
        self.wanted.emit(line)

    def _add_fields(self, card: ClosingCard) -> None:
        form, today = self.form, PartialDate.of(self.workplace.desk.clock.today())
        self._way: QComboBox = form.add_term("exit", "结案方式", card.exits, card.exits[0])
        form.add_date("on", "日期", today)
        form.add_text("outcome", "结果", card.outcome)
        form.add_text("case_number", "业务系统受案号")
        form.add_choice("ground", "终结事由", card.grounds)
        form.add_looked_up("recipient", "移送给", "", self._known, hint="本院部门或单位全称")
        form.add_text("letter_number", "移送函文号", hint="没有可以不填")
        form.add_long_text("content", "移送内容", lines=3)
        form.add_long_text("reason", "理由", lines=3)
        if card.letters:
            form.add_long_text("letters_reason", "建议未办结的说明", lines=2)
        hint = "有的，写明谁、何时、什么事、怎样处理"
        interference: QComboBox = form.add_choice("interference", "过问干预情形", (NO_INTERFERENCE,), "")
        interference.lineEdit().setPlaceholderText(hint)

    def _known(self, typed: str) -> list[str]:
        offices = self.workplace.desk.offices
        own = [name for name in offices.departments() if typed.strip() in name]
        return [*own, *(found.name for found in offices.suggest(typed))]
