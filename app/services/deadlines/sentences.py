"""The Chinese sentences a derivation is written in; facts come in as plain values."""

from collections.abc import Iterable, Sequence
from datetime import date

from app.models.terms import PeriodUnit
from app.services.deadlines.arithmetic import Pause
from app.services.deadlines.calendar import WEEKDAYS, WorkCalendar
from app.services.deadlines.circumstances import Extended, Restart
from app.services.deadlines.periods import Period
from app.services.deadlines.rule import Rule
from app.services.deadlines.terms import NAMED_DAY, OWN_DATE, Rolling, Side

_MANNER = {
    PeriodUnit.DAY: "按自然日连续计算",
    PeriodUnit.WORKING_DAY: "只数工作日，调休上班的周末计入",
    PeriodUnit.MONTH: "按月计算，取到期月的对应日，没有对应日的取月末",
}


def numbered(sentences: Iterable[str]) -> tuple[str, ...]:
    """The steps with their numbers."""
    return tuple(f"{number}. {sentence}" for number, sentence in enumerate(sentences, start=1))


def with_weekday(day: date) -> str:
    """2019-11-09（星期六）."""
    return f"{day}（{WEEKDAYS[day.weekday()]}）"


def _code(rule: Rule) -> str:
    return NAMED_DAY if rule.code == OWN_DATE else rule.code


def rule_applied(rule: Rule, named: Period | None) -> list[str]:
    """Which rule, how long, on which article, how far checked; and the document's own length where it names one."""
    told = [
        f"规则：{_code(rule)} {rule.name}，期限：{rule.length_text}，依据{rule.basis_text}（{rule.certainty.label}）。"
    ]
    if named is not None:
        note = f"（{named.note}）" if named.note else ""
        told.append(f"期限：文书或台账载明{named}{note}，以此为准，不用规则的{rule.length_text}。")
    return told


def not_in_force(rule: Rule, start: date) -> list[str]:
    """A warning where the rule was not in force on the start day."""
    if rule.validity.covers(start):
        return []
    return [f"注意：规则 {rule.code} 的有效期是{rule.validity}，起算日 {start} 不在其内，参照计算，请核对当时的规定。"]


def restarted(restart: Restart) -> str:
    """A restart and what it makes of the time before."""
    reason = restart.reason or "依规定重新计算"
    return f"重新计算：{reason}，自{with_weekday(restart.on)}重新起算，以前经过的期间不计。"


def ran(start: date, period: Period, plain: date) -> str:
    """How a length was counted."""
    return f"期间：{period}，{_MANNER[period.unit]}，从{start}起算至{with_weekday(plain)}。"


def paused(pauses: Sequence[Pause], start: date, plain: date, end: date) -> list[str]:
    """The pauses the period met, and where they moved its last day."""
    told = [
        f"扣除：{pause.reason or '不计入期间'}，{pause.first}至{pause.last}共{pause.days}日，首尾两日在内都不计。"
        for pause in pauses
        if start < pause.last and pause.first <= end
    ]
    return told if end == plain else [*told, f"扣除后顺推到{with_weekday(end)}。"]


def extended(extension: Extended, end: str) -> str:
    """An extension with who decided it and where it leads."""
    verb = "期限合计" if extension.is_total else "延长"
    decided = f"，{extension.decided_by}决定" if extension.decided_by else ""
    reason = f"（{extension.reason}）" if extension.reason else ""
    return f"延长：{verb}{extension.period}{reason}{decided}，至{end}。"


def moved_off_holidays(
    nominal: date, landed: date, skipped: Iterable[tuple[date, str]], calendar: WorkCalendar, word: str = "顺延"
) -> str:
    """How the last day moved, each free day named, with the notices."""
    named = "、".join(f"{day}{name}" for day, name in skipped)
    sources = dict.fromkeys(calendar.source(year) for year in sorted({nominal.year, landed.year}))
    cited = "；".join(filter(None, sources))
    told = f"{word}：{nominal}不是工作日，跳过{named}，{word}到{with_weekday(landed)}"
    return f"{told}（依据{cited}）。" if cited else f"{told}。"


def stayed(rule: Rule, nominal: date, calendar: WorkCalendar) -> list[str]:
    """Why a last day did not move although one might expect it to."""
    reason = calendar.reason(nominal)
    if not calendar.is_working_day(nominal):
        in_custody = rule.rolling is Rolling.UNLESS_CUSTODY
        why = "在押期间不因节假日延长" if in_custody else "这项期限不因节假日顺延"
        return [f"不顺延：{nominal}是{reason}，但{why}，仍以当日为限。"]
    if reason != "工作日":
        return [f"不顺延：{with_weekday(nominal)}是{reason}日，算工作日。"]
    return []


def month_ends_differ(side: Side, nominal: date, later: date, overdue_after: date) -> str:
    """Both readings of a period that starts on a month's last day."""
    who = f"对外单位过了{overdue_after}才算逾期" if side is Side.OUTSIDE else "本院自身的期限以较早的一天为准"
    return (
        f"月末：起算日是月末，按民法典第202条的对应日是{nominal}，按刑诉法解释第202条月末对月末是{later}；"
        f"提醒取较早的一天，{who}。"
    )


def provisional(days: Iterable[date], calendar: WorkCalendar) -> list[str]:
    """What is missing where the result is provisional."""
    years = sorted({day.year for day in days if calendar.is_provisional(day)})
    if not years:
        return []
    named = "、".join(f"{year}年" for year in years)
    return [f"暂定：{named}的放假通知未收入日历，休息日只按周末和法定节日推算，通知到后请重算。"]
