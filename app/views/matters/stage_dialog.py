"""转入阶段: move a matter on, or back with a reason; what is missing is said before one presses."""

from PySide6.QtWidgets import QComboBox, QWidget

from app.models.terms import Stage
from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.matters.rows import CaseCard, MatterCard, StageStep
from app.views.matters.facts import next_stage
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace

_ORDER = {stage: place for place, stage in enumerate(Stage)}
_FREE = "跨过中间阶段或退回时请写明理由。"
_BACK = "退回以前的阶段要写明理由；已有的批准仍然有效，勾选“退回修改”的要重新提请审批。"


class StageDialog(FormDialog):
    """Proposes the next stage; of a matter with a type only stages it may go to."""

    def __init__(
        self, workplace: Workplace, card: MatterCard, case: CaseCard | None = None, parent: QWidget | None = None
    ) -> None:
        """``card`` is the matter, ``case`` the same as its type sees it."""
        super().__init__(workplace, "转入阶段", "转入", parent)
        self._card, self._case, self._version = card, case, card.version
        left_out = (card.draft.stage, Stage.CLOSING)  # 结案 has a dialog of its own
        stages: list[Stage] = [stage for stage in Stage if stage not in left_out]
        first = next_stage(card)
        if case is not None:
            behind = [each.rule.stage for each in case.stages if _ORDER[each.rule.stage] < _ORDER[case.stage]]
            ahead = [stage for stage in case.ahead if stage is not Stage.CLOSING]
            stages, first = [*ahead, *behind[::-1]], next_stage(card, case)
        if first is Stage.CLOSING:
            first = None
        self._choice: QComboBox = self.form.add_term("stage", "转入", stages, first)
        self.form.add_long_text("reason", "理由", lines=3)
        self.form.add_check("is_revision", "退回修改", "已批准的事项要修改后重新提请审批")
        self._choice.currentIndexChanged.connect(lambda _: self._explain())
        self._explain()

    def perform(self, actor: Actor) -> Written:
        """Move the matter."""
        stage = self.form.term("stage", Stage)
        is_revision = self._is_back(stage) and self.form.is_checked("is_revision")
        step = StageStep(stage, self.form.text("reason"), is_revision, self._version)
        service = self.workplace.desk.matters
        try:
            return service.move(actor, self._card.id, step)
        except ChangedMeanwhile:
            self._version = service.card(self._card.id).version  # told once, the next press goes by what stands now
            raise

    def _explain(self) -> None:
        """Say where the matter is and what stands between it and the chosen stage."""
        card, case = self._card, self._case
        here = f"{card.entry_number} 目前在“{card.draft.stage.label}”。"
        chosen = next((stage for stage in Stage if stage.value == self._choice.currentData()), None)
        is_back = chosen is not None and self._is_back(chosen)
        self.form.show_field("is_revision", case is not None and is_back)
        if case is None:
            self.tell(here + _FREE)
        elif is_back:
            self.tell(here + _BACK)
        else:
            lines = "\n".join(f"· {each.sentence}" for each in case.missing)
            self.tell(f"{here}转入前还缺：\n{lines}" if case.missing else f"{here}本阶段需要的都已齐备。")

    def _is_back(self, stage: Stage) -> bool:
        return _ORDER[stage] < _ORDER[self._card.draft.stage]
