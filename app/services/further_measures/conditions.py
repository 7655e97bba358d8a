"""Whether a measure may be decided now, and the sentences that say so with the article."""

from datetime import date
from typing import NamedTuple

from app.models.terms import SuggestionKind
from app.services.further_measures.measures import Measure
from app.services.further_measures.rows import MeasureRow, Standing

_ART_24 = "《人民检察院检察建议工作规定》（2019）第二十四条"
_RULE_47 = "《人民检察院公益诉讼办案规则》（2021）第四十七条"
_RULE_78 = "《人民检察院公益诉讼办案规则》（2021）第七十八条"


def why_not(measure: Measure, letter: Standing, on: date) -> str:
    """Why a measure may not be decided on a day; empty where it may."""
    if not letter.is_issued:
        return f"{letter.name} 还没有登记制发，谈不上后续处理。请先登记制发。"
    if letter.is_awaiting_receipt and not letter.is_replied:
        return f"{letter.name} 还没有登记送达，回复期限还没有起算。请先登记送达。"
    if measure.needs_expiry and not _is_over(letter, on):
        return (
            f"{letter.name} 的回复期限 {letter.due_on} 才届满，也还没有收到回复，不能“{measure.name}”。"
            f"依据：{measure.basis}，期满是条件。紧急的以建议书自己写明的期限为准，写错的请先更正。"
        )
    if measure.needs_urging and not letter.urgings:
        return (
            f"{letter.name} 还没有督促，不能“{measure.name}”。依据：{measure.basis}，"
            "经督促无正当理由不予整改或者整改不到位的，才由检察长决定后续处理。请先“登记督促”。"
        )
    if measure.needs_urging and letter.urged_on is not None and on < letter.urged_on.first:
        return (
            f"决定日期 {on} 早于第一次督促（{letter.urged_on}），不能“{measure.name}”。依据：{measure.basis}，"
            "督促在前，决定在后。请核对日期。"
        )
    return ""


def why_not_backed(measure: Measure, decided_as: str) -> str:
    """Why a decision in this post does not suffice; empty where it does."""
    if not measure.decides or decided_as in measure.decides:
        return ""
    return (
        f"“{measure.name}”由{'、'.join(measure.decides)}决定（{measure.basis}），"
        f"这一份由{decided_as or '没有写明职务的人'}决定，不能作依据。请由{measure.decides[0]}决定。"
    )


def handler_words(handler: str, urged_by: str) -> str:
    """What is to be said where somebody else than the letter's handler urges; empty where nothing is."""
    if not handler.strip() or not urged_by.strip() or handler.strip() == urged_by.strip():
        return ""
    return (
        f"督促由原承办检察官办理（{_ART_24}），这份建议的承办人是{handler.strip()}。"
        f"确由{urged_by.strip()}办理的，可以登记。"
    )


def urging_words(letter: Standing) -> str:
    """What whoever registers an urging should know of its place."""
    if letter.kind is SuggestionKind.PUBLIC_INTEREST:
        return (
            "行政公益诉讼检察建议的督促可做可不做，不停止计算任何期限；整改期满即跟进调查，"
            f"一个月内审查起诉（{_RULE_47}）。"
        )
    if letter.kind is SuggestionKind.RETRIAL:
        return "对法院的再审检察建议，督促不是跟进监督或者提请上级监督的前提。"
    return f"由原承办检察官以询问、走访、会商、联席会议等方式督促，制作笔录或者工作记录（{_ART_24}）。"


class Known(NamedTuple):
    """What the hints about a letter are made of; ``clock`` says how the period of deciding on a suit stands."""

    letter: Standing
    fitting: tuple[Measure, ...]
    measures: tuple[MeasureRow, ...]
    clock: str


def hints(known: Known, today: date) -> tuple[str, ...]:
    """What may be done now, and why not yet."""
    letter, measures = known.letter, known.measures
    if not letter.is_issued:
        return (f"{letter.name} 还没有登记制发。",)
    if letter.concluded_on is not None:
        return (f"{letter.concluded_on} 已登记结论：{letter.conclusion}。", *_going_on(letter), *_open(measures))
    if letter.kind is SuggestionKind.PUBLIC_INTEREST:
        return (*_public_interest(letter, known.clock), *_suspended(measures), *_open(measures))
    return (*_others(letter, known.fitting, today), *_open(measures))


def _is_over(letter: Standing, on: date) -> bool:
    """The reply period has ended on that day, or a reply had come by then; unknown days stand in nobody's way."""
    if letter.is_replied and (letter.replied_on is None or letter.replied_on.first <= on):
        return True
    last = letter.overdue_after or letter.due_on
    return last is None or on > last


def _public_interest(letter: Standing, clock: str) -> tuple[str, ...]:
    urging = "督促可做可不做，不停止计算期限。"
    if clock:
        return (f"{clock}{urging}",)
    if letter.due_on is None:
        return (f"没有整改回复期限的届满日，审查起诉期限没有设定。{urging}",)
    return (f"整改回复期限 {letter.due_on} 届满；期满即跟进调查，一个月内审查起诉（{_RULE_47}）。{urging}",)


def _suspended(measures: tuple[MeasureRow, ...]) -> tuple[str, ...]:
    found = []
    for each in measures:
        if each.rule is None or not each.rule.pauses or each.ended_on is not None:
            continue
        filed = "" if each.filed_on else "还没有登记报上一级人民检察院备案。"
        found.append(f"从 {each.decided_on} 起中止审查（{_RULE_78}），原因消除后“恢复审查”。{filed}")
    return tuple(found)


def _others(letter: Standing, fitting: tuple[Measure, ...], today: date) -> tuple[str, ...]:
    told = []
    if any(not each.needs_urging for each in fitting):
        court = "对法院的建议，期限内没有处理并回复或者处理错误的，可以跟进监督或者提请上级监督，不以督促为前提。"
        told.append(court)
    if any(each.needs_urging for each in fitting):
        told.append(
            f"已督促 {letter.urgings} 次。无正当理由不整改或者整改不到位的，经检察长决定，可以选择一项或者几项措施"
            "（《人民检察院检察建议工作规定》（2019）第二十五条），各项并列。"
            if letter.urgings
            else f"还没有督促。先由原承办检察官督促（{_ART_24}），仍不整改或者整改不到位的，"
            "再由检察长决定后续处理（第二十五条）。"
        )
    if letter.is_rectified:
        told.append("整改已登记为到位，一般不需要后续处理。")
    elif not _is_over(letter, today):
        told.append(f"回复期限 {letter.due_on} 届满；没有回复的，期满以后才能决定后续处理。")
    return tuple(told)


def _open(measures: tuple[MeasureRow, ...]) -> tuple[str, ...]:
    waiting = [each.name for each in measures if each.carried_out_on is None and not (each.rule and each.rule.pauses)]
    return (f"已决定还没有登记实施：{'、'.join(waiting)}。",) if waiting else ()


def _going_on(letter: Standing) -> tuple[str, ...]:
    if letter.conclusion != "提起诉讼":
        return ()
    if letter.matter:
        return (
            f"起诉以后作为案件在业务系统办理；监督事项 {letter.matter} 可以在它的记录页“结案…”里转为案件，"
            "登记同一个受案号。",
        )
    return ("起诉以后作为案件在业务系统办理，案号登记在下面。",)
