"""A figure of a briefing: n, or n of d, with the same period of the year before; frozen with the briefing."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from app.services.foundation.shares import FEWEST_FOR_PERCENT, NOTHING, percent

FEW = f"分母不足{FEWEST_FOR_PERCENT}，只列件数"


@dataclass(frozen=True)
class BriefingFigure:
    """``n`` None is unknown; ``d`` None is a count. ``of`` names the group it is a part of.

    ``origin`` says where it came from, ``address`` how the records or base figures behind it are found again.
    """

    code: str
    name: str
    definition: str
    unit: str
    origin: str
    n: int | None
    d: int | None = None
    is_rate: bool = False
    before_n: int | None = None
    before_d: int | None = None
    of: str = ""
    address: str = ""
    group: str = ""  # what the group is called

    @property
    def label(self) -> str:
        """Its name where nothing around it says the group's: 制发·再审."""
        return f"{self.group}·{self.name}" if self.group else self.name

    @property
    def is_known(self) -> bool:
        """It can be said: a count that is known, or a rate of which both are."""
        return self.n is not None and not (self.is_rate and self.d is None)

    @property
    def shown(self) -> str:
        """12件, 83.33%（10/12）, 1/2（分母不足10，只列件数）, —（分母为0，不计算）, 缺少数据."""
        return self._shown(self.n, self.d)

    @property
    def is_few(self) -> bool:
        """A rate of so few that only counts are told."""
        return self.is_rate and bool(self.d) and (self.d or 0) < FEWEST_FOR_PERCENT

    @property
    def brief(self) -> str:
        """As ``shown``, where it is said once for a whole list that few are told as counts."""
        return f"{self.n}/{self.d}" if self.is_few else self.shown.replace("（分母为0，不计算）", "（0/0）")

    @property
    def before_shown(self) -> str:
        """The same of the year before; empty where that is not known."""
        return "" if self.before_n is None else self._shown(self.before_n, self.before_d)

    @property
    def change(self) -> str:
        """比上年同期（12件）增加3件; 比上年同期（80.00%，8/10）上升3.33个百分点; both numbers are always said."""
        if not self.is_known:
            return ""
        if self.before_n is None:
            return "上年同期数缺少，不作比较"
        return self._rate_change() if self.is_rate else self._count_change(self.n or 0, self.before_n)

    @property
    def change_brief(self) -> str:
        """增加3件, 上升3.33个百分点, 持平, — where the two cannot be compared: the column of a table."""
        if not self.is_known or self.before_n is None:
            return NOTHING
        change = self.change
        if "持平" in change:
            return "持平"
        return change.rpartition("）")[2] if change.startswith("比") else NOTHING

    @property
    def before_brief(self) -> str:
        """As ``brief``, of the year before."""
        if self.before_n is None:
            return "缺少" if self.is_known else NOTHING
        if self.is_rate and self.before_d and self.before_d < FEWEST_FOR_PERCENT:
            return f"{self.before_n}/{self.before_d}"
        return self.before_shown.replace("（分母为0，不计算）", "（0/0）")

    @property
    def numbers(self) -> frozenset[str]:
        """Every number a sentence may say of it."""
        texts = [str(each) for each in (self.n, self.d, self.before_n, self.before_d) if each is not None]
        if not self.is_rate and self.n is not None and self.before_n is not None:
            texts.append(str(abs(self.n - self.before_n)))
        now, before = self.value, self.before_value
        if self.is_rate:
            texts += [str(each) for each in (now, before) if each is not None]
            texts += [str(abs(now - before))] if now is not None and before is not None else []
        return frozenset(texts)

    @property
    def value(self) -> Decimal | None:
        """The percentage of a rate; None of counts, and where there is none."""
        return percent(self.n, self.d) if self.is_rate and self.n is not None and self.d else None

    @property
    def before_value(self) -> Decimal | None:
        """The percentage of the year before."""
        known = self.is_rate and self.before_n is not None and self.before_d
        return percent(self.before_n or 0, self.before_d or 1) if known else None

    def _shown(self, n: int | None, d: int | None) -> str:
        if n is None or (self.is_rate and d is None):
            return "缺少数据"
        if not self.is_rate:
            return f"{n}{self.unit}"
        if not d:
            return f"{NOTHING}（分母为0，不计算）"
        return f"{n}/{d}（{FEW}）" if d < FEWEST_FOR_PERCENT else f"{percent(n, d)}%（{n}/{d}）"

    def _count_change(self, n: int, before: int) -> str:
        if n == before:
            return f"与上年同期（{before}{self.unit}）持平"
        return f"比上年同期（{before}{self.unit}）{'增加' if n > before else '减少'}{abs(n - before)}{self.unit}"

    def _rate_change(self) -> str:
        told = f"上年同期为{self._shown(self.before_n, self.before_d)}"
        now, before, few = self.value, self.before_value, FEWEST_FOR_PERCENT
        if now is None or before is None or (self.d or 0) < few or (self.before_d or 0) < few:
            return told
        if now == before:
            return f"与上年同期（{before}%，{self.before_n}/{self.before_d}）持平"
        way = "上升" if now > before else "下降"
        return f"比上年同期（{before}%，{self.before_n}/{self.before_d}）{way}{abs(now - before)}个百分点"


def parts_of(figures: Iterable[BriefingFigure], code: str) -> tuple[BriefingFigure, ...]:
    """The parts of a group, in the order of the data."""
    return tuple(each for each in figures if each.of == code)


def named(figures: Iterable[BriefingFigure], code: str) -> tuple[BriefingFigure, ...]:
    """The figure of a code, or the parts of a group."""
    every = tuple(figures)
    return tuple(each for each in every if each.code == code) or parts_of(every, code)
