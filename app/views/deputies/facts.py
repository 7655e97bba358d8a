"""What a proposal says, as sections of labelled facts."""

from typing import TYPE_CHECKING

from app.models.letter_terms import ProposalDirection
from app.views.shared.facts import Section

if TYPE_CHECKING:
    from app.services.deputies.rows import ProposalCard


def proposal_facts(card: "ProposalCard") -> tuple[Section, ...]:
    """One entry; only what came in is fed back on."""
    draft, is_made = card.draft, card.draft.direction is ProposalDirection.MADE
    own = (
        ("登记号", card.entry_number),
        ("状态", card.state.label),
        ("方向", draft.direction.label),
        ("种类", draft.kind.label),
        ("代表委员", draft.deputy),
        ("建议提案号", draft.number),
        ("提交日期" if is_made else "收到日期", draft.received_on.text),
        ("关联记录", f"{card.record.entry_number} {card.record.name}" if card.record else ""),
        ("领域", draft.field),
        ("内容", draft.content),
    )
    letter = (
        ("移送函文号", draft.transfer_number),
        ("移送日期", draft.transferred_on.text if draft.transferred_on else ""),
    )
    told = (
        ("反馈日期", card.fed_back_on.text if card.fed_back_on else ""),
        ("反馈情况", card.feedback),
    )
    result = (("办理结果", card.result),)
    if is_made:
        return (("", own), ("结果", result))
    return (("", own), ("线索移送函", letter), ("反馈与结果", (*told, *result)))
