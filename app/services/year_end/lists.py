"""The list behind each step of a year's end: counted anew whenever somebody looks."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.briefing import Briefing
from app.models.indicator_terms import BriefingKind, MonthState
from app.models.reverse_review import ReviewReport
from app.models.review_terms import ReviewReportKind
from app.models.suggestion import Suggestion
from app.services.deadlines.calendar import WorkCalendar
from app.services.month_closing.reading import latest, state_of
from app.services.papers.number_register import NumberRegister
from app.services.year_end import archiving, late_letters, numbering
from app.services.year_end.rows import StepLine, StepList
from app.services.year_end.turning import carried_over

_DECEMBER = 12


@dataclass(frozen=True)
class Look:
    """One look at a year from one day."""

    session: Session
    year: int
    today: date
    numbers: NumberRegister
    calendar: WorkCalendar

    @property
    def is_over(self) -> bool:
        """The year has ended."""
        return self.today.year > self.year


def list_of(code: str, look: Look) -> StepList:
    """What a step shows."""
    return _LISTS[code](look)


def missing_notice(calendar: WorkCalendar, today: date) -> int | None:
    """Next year, where it is December and its holiday notice has not come in; None otherwise.

    In January and later the present year, while its own is still missing.
    """
    year = today.year + 1 if today.month == _DECEMBER else today.year
    return None if _has_notice(calendar, year) else year


def _has_notice(calendar: WorkCalendar, year: int) -> bool:
    notice = calendar.notices.get(year)
    return notice is not None and not notice.provisional


def _carried(look: Look) -> StepList:
    found = carried_over(look.session, look.year, look.today)
    lines = []
    for each in found:
        same = "相等" if each.is_equal else "不相等"
        counts = (each.title, "合计", str(len(each.open_at_end)), str(len(each.carried_over)), same)
        lines.append(StepLine(counts, is_open=not each.is_equal))
        sides = ({one.id for one in each.open_at_end}, {one.id for one in each.carried_over})
        for record in {one.id: one for one in (*each.open_at_end, *each.carried_over)}.values():
            marks = tuple("1" if record.id in side else "" for side in sides)
            cells = (record.entry_number, record.name, *marks, "" if marks == ("1", "1") else "只在一边")
            lines.append(StepLine(cells, "" in marks, (record.record_type, record.id)))
    when = f"{look.year}年12月31日" if look.is_over else f"{look.today}（年度未完，数字还会变）"
    told = "；".join(f"{each.title} {len(each.open_at_end)}" for each in found)
    is_equal = all(each.is_equal for each in found)
    summary = f"到{when}未结：{told}。次年1月1日的旧存{'与它相等' if is_equal else '与它不相等，请核对标明的记录'}。"
    heads = ("种类／登记号", "名称", f"{look.year}年末未结", f"{look.year + 1}年初旧存", "核对")
    return StepList(summary, heads, tuple(lines))


def _months(look: Look) -> StepList:
    lines = []
    for month in range(1, 13):
        period = f"{look.year}-{month:02}"
        close = latest(look.session, period)
        state = MonthState.OPEN if close is None else state_of(close)
        by = "" if close is None or close.locked_by is None else f"{close.locked_by} {(close.locked_at or '')[:10]}"
        is_locked = state is MonthState.LOCKED
        lines.append(StepLine((f"{look.year}年{month}月", state.label, by if is_locked else ""), not is_locked))
    open_count = sum(line.is_open for line in lines)
    summary = f"还有 {open_count} 个月没有锁定。" if open_count else "十二个月都已锁定。"
    return StepList(summary, ("月份", "结账", "锁定人和日期"), tuple(lines))


def _numbers(look: Look) -> StepList:
    lines = (
        *numbering.entry_lines(look.session, look.year),
        *numbering.official_lines(look.session, look.numbers, look.year),
        *numbering.unissued_lines(look.session, look.year),
    )
    loose = sum(line.is_open for line in lines)
    summary = f"{look.year + 1}年从1号起；" + (
        f"本年度还有 {loose} 处要处理。" if loose else "本年度没有空号，也没有取了号未发出的。"
    )
    return StepList(summary, numbering.HEADS, lines)


def _late_letters(look: Look) -> StepList:
    lines = late_letters.late_letters(look.session, look.year)
    summary = f"跨到 {look.year + 1} 年的检察建议 {len(lines)} 份。" if lines else "没有跨年的检察建议。"
    return StepList(summary, late_letters.HEADS, lines)


def _holiday_notice(look: Look) -> StepList:
    year = look.year + 1
    is_there = _has_notice(look.calendar, year)
    wanted = select(Suggestion.entry_number).where(
        Suggestion.is_provisional, Suggestion.due_on.between(date(year, 1, 1), date(year, 12, 31))
    )
    waiting = len(look.session.scalars(wanted).all())
    cells = (f"{year}年", look.calendar.source(year) or "没有收入", str(waiting))
    told = (
        "已经收入日历" if is_there else "还没有收入日历：届满日暂按周末和法定节日推算，通知印发后请在“日历与规则”里导入"
    )
    line = StepLine(cells, is_open=not is_there)
    return StepList(f"{year}年放假通知{told}。", ("年份", "放假通知", "届满日暂定的检察建议"), (line,))


def _registers(look: Look) -> StepList:
    summary = "按“打印装订…”把全年的登记簿写进一个文件夹，连同封面和装订目录。"
    return StepList(summary, ("登记簿", "说明"), tuple(StepLine((title, told)) for title, told in REGISTERS.items()))


def _archiving(look: Look) -> StepList:
    lines = archiving.to_archive(look.session, look.year)
    summary = f"已办结未归档 {len(lines)} 件。" if lines else "已办结的都已归档。"
    return StepList(summary, archiving.HEADS, lines)


def _yearly_reports(look: Look) -> StepList:
    lines = tuple(_reports(look))
    missing = sum(line.is_open for line in lines)
    return StepList(f"还有 {missing} 份没有定稿。" if missing else "年度报告都已定稿。", ("报告", "情况"), lines)


def _reports(look: Look) -> Iterator[StepLine]:
    last = f"{look.year}-12"
    wanted = select(Briefing).where(Briefing.kind == BriefingKind.IMPLEMENTATION, Briefing.last == last)
    written = look.session.scalars(wanted.order_by(Briefing.id.desc())).first()
    if written is None:
        told = "还没有起草"
    else:
        presented = f"，{written.presented_on} 提交{written.presented_to or ''}" if written.presented_on else ""
        told = (f"{written.finished_on} 定稿" if written.finished_on else "已起草，还没有定稿") + presented
    yield StepLine((BriefingKind.IMPLEMENTATION.label, told), written is None or written.finished_on is None)
    reviews = select(ReviewReport).where(
        ReviewReport.kind == ReviewReportKind.ANNUAL, ReviewReport.last == date(look.year, 12, 31)
    )
    annual = look.session.scalars(reviews.order_by(ReviewReport.id.desc())).first()
    told = "还没有起草" if annual is None else f"《{annual.title}》"
    yield StepLine((ReviewReportKind.ANNUAL.label, told), annual is None)


# What is printed for binding, in this order.
REGISTERS = {
    "检察建议登记簿": "发出日期在本年度的检察建议",
    "监督事项登记簿": "受理日期在本年度的监督事项",
    "线索登记簿": "发现日期在本年度的线索",
    "反向审视登记簿": "启动日在本年度的反向审视",
    "请示报告登记簿": "日期在本年度的请示、报告",
    "会议登记簿": "日期在本年度的会议",
    "用印登记簿": "用印日期在本年度的",
    "送达登记簿": "送出日期在本年度的",
    "文号登记簿": "本年度的文号，空号和作废的都列出",
    "打印输出登记簿": "本年度的打印、导出",
}
_LISTS: Mapping[str, Callable[[Look], StepList]] = {
    "carried": _carried,
    "months": _months,
    "numbers": _numbers,
    "late_letters": _late_letters,
    "holiday_notice": _holiday_notice,
    "registers": _registers,
    "archiving": _archiving,
    "yearly_reports": _yearly_reports,
}
KNOWN = frozenset(_LISTS)
