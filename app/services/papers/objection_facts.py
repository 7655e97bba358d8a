"""What the papers about an objection say, as its registration knows it."""

from collections.abc import Sequence

from app.models.letter_terms import ObjectionOrigin, ObjectionOutcome
from app.services.documents.facts import Value
from app.services.replies.rows import ObjectionRow

ANSWER, CHANGE, WITHDRAWAL = "suggestion-objection-answer", "suggestion-change-notice", "suggestion-withdrawal-notice"
PAPER_OF = {
    ObjectionOutcome.KEPT: ANSWER,
    ObjectionOutcome.CHANGED: CHANGE,
    ObjectionOutcome.WITHDRAWN: WITHDRAWAL,
}
_RESULTS = {
    ObjectionOutcome.KEPT: "异议不成立，检察建议书的内容不变。"
    "请{you}按照检察建议书载明的期限作出处理，并将落实情况书面回复本院。",
    ObjectionOutcome.CHANGED: "异议成立，本院对检察建议书作出变更，内容见检察建议变更通知书。",
    ObjectionOutcome.WITHDRAWN: "异议成立，本院撤回该检察建议书，见检察建议撤回通知书。",
}


def is_about_objection(code: str) -> bool:
    """Whether a paper takes its facts from an objection."""
    return code in PAPER_OF.values()


def objection_facts(
    code: str, objections: Sequence[ObjectionRow], address_as: str, reply_period: str
) -> dict[str, Value]:
    """The facts of the answer or notice, from the newest objection or order that came to it; nothing without one."""
    found = [each for each in objections if _fits(code, each)]
    if not found:
        return {}
    row = found[-1]
    lines = tuple(line.strip() for line in row.changes.splitlines() if line.strip())
    facts: dict[str, dict[str, Value]] = {
        ANSWER: {
            "objection": row.content,
            "recheck_facts": row.finding,
            "recheck_opinion": row.opinion,
            "recheck_result": _RESULTS.get(row.outcome, "").format(you=address_as),
        },
        CHANGE: {
            "change_reasons": row.opinion,
            "changes": lines,
            "changed_reply_period": reply_period if row.restarts_period else "",
        },
        WITHDRAWAL: {"withdrawal_reasons": row.opinion},
    }
    return facts[code]


def _fits(code: str, row: ObjectionRow) -> bool:
    """An answer is written to whoever objected; a notice only about its own outcome."""
    if code == ANSWER:
        return row.origin is ObjectionOrigin.ADDRESSEE
    return PAPER_OF.get(row.outcome) == code
