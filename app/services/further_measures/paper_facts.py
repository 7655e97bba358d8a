"""What urgings and further measures give to the papers about them."""

import re
from collections.abc import Sequence

from app.models.suggestion import Suggestion as Letter
from app.models.suggestion_item import SuggestionItem
from app.models.terms import Adoption, Rectification, SuggestionKind
from app.services.documents.facts import Value
from app.services.further_measures.rows import URGING, MeasureRow, UrgingRow

REPORT, NOTICE = "further-measure-report", "further-measure-notice"
SUSPENSION, RESUMPTION, TERMINATION = "suspension-decision", "resumption-decision", "termination-decision"
_LAW = re.compile(r"([^；（第]+)(?:（[^）]*）)?(第[^；]+)")
_CONSEQUENCE = (
    "期限内经督促无正当理由不予整改或者整改不到位的，本院将根据《人民检察院检察建议工作规定》第二十五条的规定处理。"
)
_CONSEQUENCES = {  # kinds with rules of their own (检察建议工作规定 art. 30)
    SuggestionKind.PUBLIC_INTEREST: (
        "逾期仍不依法履行职责的，本院将根据《人民检察院公益诉讼办案规则》第八十一条的规定处理。"
        "督促不影响本院跟进调查和审查起诉。"
    ),
    SuggestionKind.RETRIAL: "逾期没有处理并书面回复的，本院将依法跟进监督或者提请上级人民检察院监督。",
}
RESUMED = "恢复审查："  # how the reason for resuming begins in what came of a suspension


def facts_for(
    code: str,
    letter: Letter,
    items: Sequence[SuggestionItem],
    urgings: tuple[UrgingRow, ...],
    measures: tuple[MeasureRow, ...],
) -> dict[str, Value]:
    """The facts of one paper; nothing for a paper that is not about what follows a letter."""
    if code == URGING:
        return {
            "urging_reason": _urging_reason(letter),
            "urged_items": _urged_items(letter, items),
            "urging_consequence": _CONSEQUENCES.get(letter.kind, _CONSEQUENCE),
        }
    if code in {REPORT, NOTICE}:
        return {"landing_course": _landing(letter), "urging_course": _urged(urgings), **_told_by(code, measures)}
    if code in {SUSPENSION, RESUMPTION}:
        return _suspension(letter, measures)
    if code == TERMINATION:
        return _termination(letter, measures)
    return {}


def quoted(basis: str) -> str:
    """A basis as a sentence quotes it: 《…》第…条、《…》第…条."""
    return "、".join(_LAW.sub(r"《\1》\2", part.strip()) for part in basis.split("；"))


def _urging_reason(letter: Letter) -> str:
    if letter.replied_on is None and not letter.is_reply_undated:
        return "上述期限已经届满，至今未收到书面回复。"
    day = letter.replied_on.chinese() if letter.replied_on else ""
    return f"本院{f'于{day}' if day else ''}收到书面回复，{_state(letter)}"


def _urged_items(letter: Letter, items: Sequence[SuggestionItem]) -> tuple[str, ...]:
    if items:
        return tuple(each.measure for each in items if each.rectification is not Rectification.COMPLETE)
    return tuple(line.strip() for line in (letter.proposal or "").splitlines() if line.strip())


def _landing(letter: Letter) -> str:
    if letter.replied_on is None and not letter.is_reply_undated:
        return f"书面回复期限届满，本院没有收到书面回复。{_state(letter)}"
    day = f"于{letter.replied_on.chinese()}" if letter.replied_on else ""
    adoption = "" if letter.adoption is Adoption.UNRECORDED else f"，对检察建议{letter.adoption.label}"
    return f"{letter.addressee}{day}书面回复{adoption}。{_state(letter)}"


def _state(letter: Letter) -> str:
    """How far it has been put right, as a sentence; empty where nobody said."""
    known = {
        Rectification.IN_PROGRESS: "目前仍在整改。",
        Rectification.INCOMPLETE: "经核查，检察建议书指出的问题没有整改到位。",
        Rectification.COMPLETE: "经核查，已经整改到位。",
    }
    note = (letter.rectification_note or "").strip().rstrip("。")
    return known.get(letter.rectification, "") + (f"{note}。" if note else "")


def _urged(urgings: tuple[UrgingRow, ...]) -> tuple[str, ...]:
    return tuple(_urged_once(each) for each in urgings)


def _urged_once(urging: UrgingRow) -> str:
    number = f"（{urging.number}）" if urging.number else ""
    answer = f"；对方答复：{urging.answer.rstrip('。')}" if urging.answer else ""
    content = urging.content.rstrip("。")
    return f"{urging.urged_on.chinese()}，以{urging.form.label}{number}督促：{content}{answer}。"


def _told_by(code: str, measures: tuple[MeasureRow, ...]) -> dict[str, Value]:
    """Of the measures this paper tells, those of the newest decision."""
    its = [each for each in measures if each.rule is not None and each.rule.paper == code]
    newest = [each for each in its if each.decided_on == its[-1].decided_on]
    if not newest:
        return {}
    return {
        "measure_recipient": "、".join(dict.fromkeys(each.recipient for each in newest if each.recipient)),
        "measure_reason": "\n".join(dict.fromkeys(each.reason for each in newest if each.reason)),
        "measure_basis": "、".join(dict.fromkeys(quoted(each.basis) for each in newest)),
    }


def _suspension(letter: Letter, measures: tuple[MeasureRow, ...]) -> dict[str, Value]:
    suspended = [each for each in measures if each.rule is not None and each.rule.pauses]
    if not suspended:
        return _case(letter)
    last = suspended[-1]
    return {
        **_case(letter),
        "decision_basis": quoted(last.basis),
        "suspension_cause": last.reason,
        "suspended_on": last.decided_on,
        "suspension_number": last.number,
        "resumption_cause": last.result.partition(RESUMED)[2],
    }


def _termination(letter: Letter, measures: tuple[MeasureRow, ...]) -> dict[str, Value]:
    ended = [each for each in measures if each.rule is not None and each.rule.paper == TERMINATION]
    if not ended:
        return _case(letter)
    return {**_case(letter), "decision_basis": quoted(ended[-1].basis), "termination_cause": ended[-1].reason}


def _case(letter: Letter) -> dict[str, Value]:
    return {"case_name": letter.case_name or "", "accepted_on": letter.case_opened_on}
