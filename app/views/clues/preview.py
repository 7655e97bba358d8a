"""A clue beside the list."""

from typing_extensions import override

from app.models.terms import RecordType
from app.views.clues.facts import case_card
from app.views.shared.preview import Glance, Preview


class CluePreview(Preview):
    """What came in, and what was decided about it."""

    record_type = RecordType.CLUE

    label_width = 76

    @override
    def glance(self, record_id: int) -> Glance:
        card = self.workplace.desk.clues.card(record_id)
        title = card.draft.unit or card.draft.subject or card.entry_number
        return Glance(title, card.lamp, f"{card.lamp_words} · {card.triage.label}", case_card(card))
