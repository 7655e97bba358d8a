"""What people type or ledgers hold, made into starts and pauses; each refusal says what is wrong."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from app.models.dates import PartialDate
from app.services.deadlines.arithmetic import Pause, month_length
from app.services.foundation.errors import DomainError

_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2}))?")
_PAUSE = re.compile(r"(.+?)\.\.(.+)")


@dataclass(frozen=True)
class ReplyStart:
    """The day a reply period runs from. Receipt; the issue date only where receipt is unknown, and marked so."""

    on: PartialDate
    is_receipt: bool

    @property
    def proof(self) -> str:
        """What proves the start, for the derivation."""
        return "收到检察建议书" if self.is_receipt else "检察建议书发出（签收日不明，以发出日代替）"


def reply_start(issued_on: PartialDate | None, received_on: PartialDate | None) -> ReplyStart | None:
    """Receipt before issue date (检察建议工作规定 2019 art. 19); None where neither is known.

    Raises DomainError where receipt lies before the issue date.
    """
    if received_on is not None:
        if issued_on is not None and received_on.last < issued_on.first:
            raise DomainError(
                f"签收日 {received_on.chinese()} 早于发出日 {issued_on.chinese()}，算不出回复期限。请核对两个日期。"
            )
        return ReplyStart(received_on, True)
    return ReplyStart(issued_on, False) if issued_on is not None else None


def parse_start(text: str) -> date | datetime | PartialDate:
    """``2019-09-09``, ``2026-03-02 10:30``, or a month or year only; raises DomainError for what is no date."""
    plain = text.strip()
    if re.fullmatch(r"\d{4}(-\d{2})?", plain) and not plain.endswith("-00"):
        try:
            return PartialDate(plain)
        except ValueError as error:
            raise DomainError(f"“{text}”不是日期。请写成 2026-03-02。") from error
    match = _DAY.fullmatch(plain)
    if match is None:
        raise DomainError(f"“{text}”不是日期。请写成 2026-03-02，按小时计算的写成 2026-03-02 10:30。")
    day = _existing_day(*(int(part) for part in match.groups()[:3]))
    return day if match[4] is None else datetime.combine(day, _existing_time(int(match[4]), int(match[5])))


def parse_day(text: str) -> date:
    """A day; raises DomainError for a month, a moment, or a day the month does not have."""
    start = parse_start(text)
    if isinstance(start, PartialDate | datetime):
        raise DomainError(f"“{text}”应当是到日的日期。请写成 2026-03-02。")
    return start


def parse_pause(text: str, reason: str = "") -> Pause:
    """``2026-01-01..2026-01-10``, both days included."""
    match = _PAUSE.fullmatch(text.strip())
    if match is None:
        raise DomainError(f"中止期间“{text}”读不懂。请写成 2026-01-01..2026-01-10，首尾两日都不计入。")
    return Pause(parse_day(match[1]), parse_day(match[2]), reason)


def refuse_future_start(start: date, today: date) -> None:
    """Raise DomainError where the event that starts the period has not happened yet."""
    if start > today:
        raise DomainError(f"起算日 {start} 晚于今天（{today}），事情还没有发生。请核对日期。")


def _existing_day(year: int, month: int, day: int) -> date:
    if not (1 <= month <= 12 and year >= 1):
        raise DomainError(f"没有{year}年{month}月这个月份。请核对日期。")
    last = month_length(year, month)
    if not 1 <= day <= last:
        raise DomainError(f"{year}年{month}月只有{last}天，没有{month}月{day}日。请核对日期。")
    return date(year, month, day)


def _existing_time(hour: int, minute: int) -> time:
    if hour > 23 or minute > 59:
        raise DomainError(f"没有 {hour}:{minute:02} 这个时刻。请写成 24 小时制，如 10:30。")
    return time(hour, minute)
