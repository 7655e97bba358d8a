"""How approvals are told on screen."""

from app.models.case_terms import ApprovalState, OpinionForm, Role, Verdict
from app.services.approvals.rows import ApprovalCard, Choice, OpinionCard


def row_of(card: ApprovalCard) -> tuple[str, ...]:
    """One line of the list: act, state, who asked, what it waits for or who decided."""
    if card.state is ApprovalState.OPEN:
        outcome, on = f"待{card.waits_for}", ""
    else:
        outcome, on = _outcome(card), str(card.decided_on or "")
    return (card.name, card.state.label, card.proposed_by, str(card.proposed_on), outcome, on, card.authority)


def opinion_row(opinion: OpinionCard) -> tuple[str, ...]:
    """One opinion; what was only said on screen is named so in its own column."""
    form = opinion.form.label if opinion.form is OpinionForm.PAPER else f"{opinion.form.label}（不是批准）"
    if opinion.role is Role.MEETING:
        form = "供决定参考（不是批准）"
    return (
        opinion.role.label,
        opinion.person,
        opinion.post,
        str(opinion.given_on),
        opinion.verdict.label,
        opinion.opinion,
        form,
        opinion.file_name or "—",
    )


def _outcome(card: ApprovalCard) -> str:
    """Who decided or returned it; one that fell with a step back for revision says so."""
    if card.decided_by:
        return f"{card.decided_by}（{card.decided_as}）"
    returned = [each.person for each in card.opinions if each.verdict is Verdict.RETURNED]
    return f"{returned[-1]}退回" if returned else "随阶段退回修改"


def power_words(choice: Choice) -> str:
    """Who may do what by the line of the list of powers."""
    review = f"，{choice.reviews}审核" if choice.reviews else ""
    note = f"。{choice.note}" if choice.note else ""
    return f"职权清单：由{choice.proposes}提出{review}，{choice.decides}决定{note}。依据：{choice.basis}。"


def summary(card: ApprovalCard) -> str:
    """What was asked for and on what basis, above the opinions."""
    return f"{card.name}：{card.content}\n依据：{card.basis}"
