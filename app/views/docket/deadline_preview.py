"""A deadline beside the list: whose it is, from when it runs, and how its due date came about."""

from typing import TYPE_CHECKING

from typing_extensions import override

from app.views.shared.facts import Section
from app.views.shared.preview import Glance, Preview

if TYPE_CHECKING:
    from app.services.docket.rows import DeadlineCard


class DeadlinePreview(Preview):
    """Shows the derivation too: it is what somebody asks who is told that time has run out."""

    @override
    def glance(self, record_id: int) -> Glance:
        card = self.workplace.desk.docket.card(record_id)
        return Glance(card.name, card.lamp, card.lamp_words, _sections(card))


def _sections(card: "DeadlineCard") -> tuple[Section, ...]:
    record = card.record
    due = "" if card.due_on is None else f"{card.due_on:%Y-%m-%d}" + ("（暂定）" if card.is_provisional else "")
    started = "" if card.started_on is None else card.started_on.text
    facts = (
        ("记录", record.number),
        ("单位", record.subject),
        ("承办人", record.handler),
        ("部门", record.department),
        ("谁的", card.side.label),
        ("起算", started),
        ("长度", card.length),
        ("届满", due),
        ("规则", card.rule_words),
        ("依据", card.basis),
    )
    steps = tuple(("", step) for step in card.steps)
    missed = (("逾期后", card.missed),) if card.missed else ()
    return (("", facts + missed), *((("怎么算的", steps),) if steps else ()))
