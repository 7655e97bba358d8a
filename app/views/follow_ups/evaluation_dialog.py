"""评估: what became of a letter, its lasting mechanism, what the trade changed."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.dates import PartialDate
from app.services.follow_ups.rows import Evaluation, FollowUpCard
from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.views.follow_ups.texts import standing_words
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace


class EvaluationDialog(FormDialog):
    """An earlier evaluation is shown to be gone on with."""

    def __init__(self, workplace: Workplace, card: FollowUpCard, parent: QWidget | None = None) -> None:
        """``card`` is what follows the letter."""
        super().__init__(workplace, "登记评估", "登记评估", parent)
        self._card = card
        self.tell(f"{card.name}，{standing_words(card.light)}。评估落实效果，有长效机制、行业治理的写明，没有的不填。")
        known, form = card.evaluation, self.form
        form.add_date("evaluated_on", "评估日期", card.evaluated_on or PartialDate.of(workplace.desk.clock.today()))
        form.add_long_text("effect", "落实效果", known.effect, lines=4)
        form.add_long_text("mechanism", "长效机制", known.mechanism, lines=3)
        form.add_long_text("industry", "行业治理", known.industry, lines=3)

    @override
    def perform(self, actor: Actor) -> Written:
        form, card = self.form, self._card
        told = Evaluation(form.text("effect"), form.text("mechanism"), form.text("industry"))
        return self.workplace.desk.follow_ups.evaluate(
            actor, card.id, form.needed_date("evaluated_on"), told, card.version
        )
