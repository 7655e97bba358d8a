"""A review beside the list."""

from typing_extensions import override

from app.models.terms import RecordType
from app.views.reverse_reviews.facts import case_card
from app.views.shared.preview import Glance, Preview


class ReviewPreview(Preview):
    """What is looked over, and what was found."""

    record_type = RecordType.REVERSE_REVIEW

    label_width = 76

    @override
    def glance(self, record_id: int) -> Glance:
        card = self.workplace.desk.reverse_reviews.card(self.workplace.actor, record_id)
        counted = (
            ("发现问题", f"{card.findings_count}（错误 {card.errors_count}，瑕疵 {card.flaws_count}）"),
            ("结果", f"{card.results_count}（未销号 {card.unsettled_count}）"),
        )
        words = f"{card.lamp_words} · {card.state.label}"
        return Glance(card.title, card.lamp, words, (("", counted), *case_card(card)))
