"""What the register says of one expert, as sections of labelled facts."""

from typing import TYPE_CHECKING

from app.views.shared.facts import Section

if TYPE_CHECKING:
    from app.services.experts.rows import ExpertCard

_SHOWN = 30  # opinions beside the list


def expert_facts(card: "ExpertCard") -> tuple[Section, ...]:
    """Who it is, and the opinions given, the newest first."""
    draft = card.draft
    own: Section = (
        "",
        (
            ("类别", draft.kind.label),
            ("专业领域", draft.field),
            ("单位", draft.unit),
            ("职务", draft.post),
            ("电话", draft.telephone),
            ("状态", f"{card.left_on} 出库" if card.left_on else "在库"),
            ("备注", draft.remarks),
        ),
    )
    told = tuple(
        (str(each.given_on), f"{each.record_name}\n{each.opinion}{f'（{each.meeting}）' if each.meeting else ''}")
        for each in card.opinions[:_SHOWN]
    )
    return (own, (f"意见 {len(card.opinions)} 条", told)) if told else (own,)
