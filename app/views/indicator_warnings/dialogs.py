"""What is done with warnings: looked at, concluded, put back a step; a month held against everything."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.dates import PartialDate
from app.models.indicator_terms import WarningConclusion
from app.services.foundation.changes import Written
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor
from app.services.indicator_warnings.rows import WarningRow
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace

_TOLD = 3


class VerifyDialog(FormDialog):
    """Who looked at what, and when."""

    def __init__(self, workplace: Workplace, chosen: Sequence[WarningRow], parent: QWidget) -> None:
        """``chosen`` are verified together."""
        super().__init__(workplace, "登记核查情况", "登记核查", parent)
        self._chosen = chosen
        self.tell(told(chosen))
        self.form.add_long_text("looked_at", "核查情况", chosen[0].verification if len(chosen) == 1 else "")
        self.form.add_date("on", "核查日期", PartialDate.of(workplace.desk.clock.today()))

    @override
    def perform(self, actor: Actor) -> Written:
        day = self.form.needed_date("on").exact
        if day is None:
            raise FieldProblem("on", "核查日期应当写到日。请核对。")
        return self.workplace.desk.indicator_warnings.verify(
            actor, seen(self._chosen), self.form.text("looked_at"), day
        )

    @override
    def done_words(self) -> str:
        return f"已登记 {len(self._chosen)} 项的核查情况"


class ConcludeDialog(FormDialog):
    """What it came to."""

    def __init__(self, workplace: Workplace, chosen: Sequence[WarningRow], parent: QWidget) -> None:
        """``chosen`` are concluded together."""
        super().__init__(workplace, "作出核查结论", "写入结论", parent)
        self._chosen = chosen
        self.tell(told(chosen))
        self.form.add_term("outcome", "结论", WarningConclusion)
        self.form.add_long_text("text", "结论说明", lines=3)
        self.form.add_text("reason", "数没有变动的原因", hint="只在选“数据有误，已更正”而这个数没有变过时填写")

    @override
    def perform(self, actor: Actor) -> Written:
        outcome = self.form.term("outcome", WarningConclusion)
        said = self.form.text("text"), self.form.text("reason")
        return self.workplace.desk.indicator_warnings.conclude(actor, seen(self._chosen), outcome, *said)

    @override
    def done_words(self) -> str:
        return f"{len(self._chosen)} 项已有结论"


class StepBackDialog(FormDialog):
    """已有结论 → 已核查, 已核查 → 待核查."""

    def __init__(self, workplace: Workplace, chosen: Sequence[WarningRow], parent: QWidget) -> None:
        """``chosen`` are put back together."""
        super().__init__(workplace, "退回核查上一步", "退回", parent)
        self._chosen = chosen
        self.tell(f"{told(chosen)}\n已有结论的退回到已核查，已核查的退回到待核查；原来写的内容留痕。")
        self.form.add_text("reason", "退回的理由")

    @override
    def perform(self, actor: Actor) -> Written:
        return self.workplace.desk.indicator_warnings.step_back(actor, seen(self._chosen), self.form.text("reason"))

    @override
    def done_words(self) -> str:
        return f"已退回 {len(self._chosen)} 项"


def seen(chosen: Sequence[WarningRow]) -> dict[int, int | None]:
    """The versions that were looked at."""
    return {each.id: each.version for each in chosen}


def told(chosen: Sequence[WarningRow]) -> str:
    """What the dialog is about."""
    named = "\n".join(each.sentence for each in chosen[:_TOLD])
    return f"{named}\n等 {len(chosen)} 项" if len(chosen) > _TOLD else named
