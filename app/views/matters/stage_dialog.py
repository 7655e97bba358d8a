"""转入阶段: move a matter on, or back with a reason."""

from PySide6.QtWidgets import QWidget

from app.models.terms import Stage
from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.matters.rows import MatterCard
from app.views.matters.facts import next_stage
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace


class StageDialog(FormDialog):
    """Proposes the next stage; any other needs a reason."""

    def __init__(self, workplace: Workplace, card: MatterCard, parent: QWidget | None = None) -> None:
        """``card`` is the matter."""
        super().__init__(workplace, "转入阶段", "转入", parent)
        self._card = card
        self.tell(f"{card.entry_number} 目前在“{card.draft.stage.label}”。跨过中间阶段或退回时请写明理由。")
        others = [stage for stage in Stage if stage is not card.draft.stage]
        self.form.add_term("stage", "转入", others, next_stage(card))
        self.form.add_long_text("reason", "理由", lines=3)

    def perform(self, actor: Actor) -> Written:
        """Move the matter."""
        stage = self.form.term("stage", Stage)
        return self.workplace.desk.matters.move_to(actor, self._card.id, stage, self.form.text("reason"))
