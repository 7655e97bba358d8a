"""What the quarterly table gives. Imports nothing heavy."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from app.models.terms import Certainty
from app.services.base_data.periods import Months
from app.services.foundation.shares import FEWEST_FOR_PERCENT, NOTHING, percent
from app.services.indicators.model import few_of


class When(Enum):
    """Of which period a number of a line is."""

    NOW = "本期"
    BEFORE = "同期"
    SO_FAR = "累计"


@dataclass(frozen=True)
class Amount:
    """A number of the table: a count ``n``, or a rate of ``n`` in ``d``; ``missing`` names the items not known."""

    n: int | None
    d: int | None
    is_rate: bool
    missing: tuple[str, ...]

    @property
    def is_known(self) -> bool:
        """There is a number to show."""
        return self.n is not None and (not self.is_rate or bool(self.d))

    @property
    def is_few(self) -> bool:
        """A rate of so few that only the counts are shown."""
        return self.is_rate and self.d is not None and 0 < self.d < FEWEST_FOR_PERCENT

    @property
    def shown(self) -> str:
        """12, 87.25%（478/548）, 1/2 where there are few, — where nothing is known."""
        if not self.is_known or self.n is None:
            return NOTHING
        if not self.is_rate:
            return str(self.n)
        if self.is_few or not self.d:
            return f"{self.n}/{self.d}"
        return f"{percent(self.n, self.d)}%（{self.n}/{self.d}）"

    @property
    def reason(self) -> str:
        """Why nothing is shown; empty where something is."""
        if self.is_known:
            return ""
        return f"缺{few_of(self.missing)}" if self.missing else "分母为0，不计算"


@dataclass(frozen=True)
class Amounts:
    """本期, 同期 and 累计 of one line, of its 件 or of its 人."""

    now: Amount
    before: Amount
    so_far: Amount

    def of(self, when: When) -> Amount:
        """The number of one period."""
        return {When.NOW: self.now, When.BEFORE: self.before, When.SO_FAR: self.so_far}[when]

    @property
    def change_shown(self) -> str:
        """+3, -2, or percentage points where both rates are of enough; — where there is nothing to compare."""
        now, before = self.now, self.before
        if not (now.is_known and before.is_known) or now.n is None or before.n is None:
            return NOTHING
        if not now.is_rate:
            return f"{now.n - before.n:+d}" if now.n != before.n else "0"
        if now.is_few or before.is_few or not now.d or not before.d:
            return NOTHING
        points = percent(now.n, now.d) - percent(before.n, before.d)
        return f"{points:+.2f}个百分点" if points else "0个百分点"


@dataclass(frozen=True)
class QuarterLine:
    """One line. ``level`` 1 is a part of the line of level 0 above it; ``code`` is its place in the file."""

    code: str
    section: str
    name: str
    level: int
    cases: Amounts | None  # 件
    people: Amounts | None  # 人
    certainty: Certainty
    source: str

    @property
    def reason(self) -> str:
        """What is missing, each item once, with the columns it is missing in where these are not all."""
        said: dict[str, list[str]] = {}
        for when in When:
            found = [each.of(when) for each in (self.cases, self.people) if each is not None]
            missing = dict.fromkeys(name for each in found for name in each.missing)
            reason = f"缺{few_of(missing)}" if missing else next((each.reason for each in found if each.reason), "")
            if reason:
                said.setdefault(reason, []).append(when.value)
        every = len(When)
        return "；".join(reason if len(of) == every else f"{'、'.join(of)}{reason}" for reason, of in said.items())


@dataclass(frozen=True)
class QuarterlyTable:
    """业务工作基本情况 of one quarter, or of the part of it that figures were given for."""

    unit: str
    quarter: str  # 2026-Q3
    months: Months
    before: Months
    so_far: Months
    as_of: date
    is_running: bool  # the quarter has not ended, or not all of it was given
    is_demonstration: bool
    lines: tuple[QuarterLine, ...]
    notes: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """2026年第三季度."""
        return quarter_words(self.quarter)

    @property
    def incomplete(self) -> tuple[QuarterLine, ...]:
        """Lines of which this quarter is not known."""
        return tuple(
            line
            for line in self.lines
            if any(each is not None and each.now.missing for each in (line.cases, line.people))
        )


def quarter_words(quarter: str) -> str:
    """2026年第三季度 of 2026-Q3."""
    return f"{quarter[:4]}年第{'一二三四'[int(quarter[-1]) - 1]}季度"


def months_of(quarter: str) -> Months:
    """July to September 2026 of 2026-Q3."""
    last = int(quarter[-1]) * 3
    return Months(f"{quarter[:4]}-{last - 2:02}", f"{quarter[:4]}-{last:02}")


def quarter_of(month: str) -> str:
    """2026-Q3 of 2026-08."""
    return f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"
