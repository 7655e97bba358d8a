"""A letter beside the list: its lamp, where it stands and what it is about."""

from typing import TYPE_CHECKING

from typing_extensions import override

from app.models.terms import RecordType
from app.views.shared.facts import Section
from app.views.shared.preview import Glance, Preview
from app.views.suggestions.facts import kind_of, name_of

if TYPE_CHECKING:
    from app.services.suggestions.rows import LetterCard


class LetterPreview(Preview):
    """Shows what decides whether to open the letter."""

    record_type = RecordType.SUGGESTION

    @override
    def glance(self, record_id: int) -> Glance:
        card = self.workplace.desk.suggestions.card(record_id)
        words = f"{card.lamp_words} · {card.state.label}"
        return Glance(name_of(card), card.lamp, words, _sections(card), card.rectification_light)


def _sections(card: "LetterCard") -> tuple[Section, ...]:
    days = (card.issued_on, card.received_on, card.replied_on)
    issued, received, replied = ("" if day is None else day.text for day in days)
    return (
        (
            "",
            (
                ("单位", card.draft.addressee),
                ("类型", kind_of(card)),
                ("承办人", card.draft.handler),
                ("发出", issued),
                ("送达", received),
                ("届满", "" if card.due_on is None else f"{card.due_on:%Y-%m-%d}"),
                ("回复", "日期不明" if card.is_reply_undated else replied),
                ("采纳", card.adoption.label),
                ("整改", card.rectification_light.label),
                ("问题", card.draft.problem),
                ("建议", card.draft.proposal),
            ),
        ),
    )
