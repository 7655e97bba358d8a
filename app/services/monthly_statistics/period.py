"""One month of statistics: its bounds as the store's texts compare, and the day up to which it is known."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from app.services.foundation.errors import DomainError

_FORM = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


class NoMonth(DomainError):
    """The text is no month."""

    def __init__(self, text: str) -> None:
        """``text`` as typed."""
        super().__init__(f"“{text}”不是统计月份。请写成“2022-04”这样的年月。")


class MonthNotBegun(DomainError):
    """A month that lies ahead has nothing to count."""

    def __init__(self, year: int, month: int) -> None:
        """The month asked for."""
        super().__init__(f"{year}年{month}月还没有开始，不能统计。请选择本月或以前的月份。")


@dataclass(frozen=True)
class Period:
    """A month or range of months with its cut-off (截止时点): its last day, or today while it runs.

    Stored dates, exact or month-only, lie in the month when they sort between ``first`` and ``last``.
    """

    text: str
    cut_off: date
    is_running: bool
    begins: str = ""  # of a range of months its first; ``text`` is then the last

    @classmethod
    def of(cls, text: str, today: date) -> "Period":
        """The month ``2022-04`` as known on ``today``; raises NoMonth or MonthNotBegun."""
        match = _FORM.fullmatch(text.strip())
        if match is None or int(match[1]) == 0:
            raise NoMonth(text)
        year, month = int(match[1]), int(match[2])
        if (year, month) > (today.year, today.month):
            raise MonthNotBegun(year, month)
        end = date(year, month, calendar.monthrange(year, month)[1])
        return cls(match[0], min(end, today), today < end)

    @classmethod
    def between(cls, first: str, last: str, today: date) -> "Period":
        """Several months as one period, known up to its end or ``today``; raises NoMonth, MonthNotBegun."""
        begun = cls.of(first, today)
        year, month = int(last[:4]), int(last[5:])
        end = date(year, month, calendar.monthrange(year, month)[1])
        cut_off = min(end, today)
        return cls(f"{cut_off:%Y-%m}", cut_off, today < end, begun.text)

    @property
    def first(self) -> str:
        """The lowest text of the month, or of a range: the month-only date itself."""
        return self.begins or self.text

    @property
    def last(self) -> str:
        """The highest text that counts: the cut-off day."""
        return self.cut_off.isoformat()

    @property
    def year(self) -> str:
        """The year, as a year-only date is stored."""
        return self.text[:4]

    @property
    def chinese(self) -> str:
        """As written on paper: 2022年4月."""
        return f"{int(self.year)}年{int(self.text[5:])}月"

    def back(self, months: int) -> str:
        """The month that many months before, ``2021-05``."""
        count = int(self.year) * 12 + int(self.text[5:]) - 1 - months
        return f"{count // 12:04d}-{count % 12 + 1:02d}"
