"""A matter beside the list."""

from typing_extensions import override

from app.models.terms import RecordType
from app.views.matters.facts import case_card
from app.views.shared.preview import Glance, Preview


class MatterPreview(Preview):
    """The case card and where the matter stands."""

    record_type = RecordType.MATTER

    label_width = 76

    @override
    def glance(self, record_id: int) -> Glance:
        card = self.workplace.desk.matters.card(record_id)
        return Glance(card.draft.unit, card.lamp, f"{card.lamp_words} · {card.draft.stage.label}", case_card(card))
