"""An expert beside the list, with the opinions given."""

from typing_extensions import override

from app.views.experts.facts import expert_facts
from app.views.shared.preview import Glance, Preview


class ExpertPreview(Preview):
    """Shows what somebody may be asked about, and what he said."""

    label_width = 72

    @override
    def glance(self, record_id: int) -> Glance:
        card = self.workplace.desk.experts.card(record_id)
        return Glance(card.draft.name, None, "", expert_facts(card))
