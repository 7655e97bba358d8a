"""An original case beside the list; who handled it is told on its record page only."""

from typing_extensions import override

from app.views.original_cases.facts import glance_at, lamp_of
from app.views.shared.preview import Glance, Preview


class CasePreview(Preview):
    """What the case is, what it met, its results."""

    label_width = 76

    @override
    def glance(self, record_id: int) -> Glance:
        card = self.workplace.desk.original_cases.card(self.workplace.actor, record_id)
        return Glance(card.draft.name, *lamp_of(card), glance_at(card))
