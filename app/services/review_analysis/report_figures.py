"""A figure of a report: n of d with the records behind it and the year before beside it; kept as JSON for ever."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from app.services.foundation.errors import DomainError
from app.services.foundation.shares import FEWEST_FOR_PERCENT, NOTHING, change_reason, change_shown, percent

Subject = Literal["case", "finding", "result"]
UNITS: Mapping[Subject, str] = {"case": "件", "finding": "个", "result": "份"}


@dataclass(frozen=True)
class ReportFigure:
    """``d`` is None for a count. ``of`` names the figure it is a part of, and is empty for the others.

    ``earlier_n`` and ``earlier_d`` are the same period of the year before; None where nothing is compared.
    """

    code: str
    name: str
    definition: str
    subject: Subject
    n: int
    d: int | None = None
    ids: tuple[int, ...] = ()  # of cases, findings or results, behind n
    d_ids: tuple[int, ...] = ()  # behind d
    earlier_n: int | None = None
    earlier_d: int | None = None
    of: str = ""

    @property
    def unit(self) -> str:
        """件 of cases, 个 of problems, 份 of results."""
        return UNITS[self.subject]

    @property
    def shown(self) -> str:
        """12件, 83.33%（10/12）, 1/2 where there are few, — where the denominator is 0."""
        return shown(self.n, self.d, self.unit)

    @property
    def earlier_shown(self) -> str:
        """The same of the year before; empty where nothing is compared."""
        return "" if self.earlier_n is None else shown(self.earlier_n, self.earlier_d, self.unit)

    @property
    def change(self) -> str:
        """As on the page of statistics: +3（+25.00%）, of n/d +5.20个百分点 or —; empty where nothing is compared."""
        return "" if self.earlier_n is None else change_shown(self.n, self.d, self.earlier_n, self.earlier_d)

    @property
    def reason(self) -> str:
        """Why there is a — or no percentage somewhere, empty where there is none."""
        if self.earlier_n is None:
            return "分母为0，不计算比率" if self.d == 0 else ""
        return change_reason(self.n, self.d, self.earlier_n, self.earlier_d)

    @property
    def change_words(self) -> str:
        """As a report says it of n: 比上年同期（12件）增加3件（25.00%）; of a small number without its percentage."""
        if self.earlier_n is None:
            return "没有上年同期数"
        by, before = self.n - self.earlier_n, f"上年同期（{self.earlier_n}{self.unit}）"
        if by == 0:
            return f"与{before}持平"
        rate = f"（{percent(abs(by), self.earlier_n)}%）" if self.earlier_n >= FEWEST_FOR_PERCENT else ""
        return f"比{before}{'增加' if by > 0 else '减少'}{abs(by)}{self.unit}{rate}"


def shown(n: int, d: int | None, unit: str) -> str:
    """A count with its unit, or n/d, with the percentage where there are enough."""
    if d is None:
        return f"{n}{unit}"
    if d == 0:
        return NOTHING
    return f"{n}/{d}" if d < FEWEST_FOR_PERCENT else f"{percent(n, d)}%（{n}/{d}）"


def figures_as_json(figures: Iterable[ReportFigure]) -> str:
    """What is kept with a report."""
    return json.dumps([asdict(each) for each in figures], ensure_ascii=False, sort_keys=True)


def figures_of_json(text: str) -> tuple[ReportFigure, ...]:
    """The figures as they were; raises DomainError where they cannot be understood."""
    try:
        return tuple(_figure(each) for each in json.loads(text))
    except (ValueError, TypeError, KeyError) as error:
        raise DomainError(f"报告保存的数据读不懂（{error}）。请从备份恢复，或者重新生成报告。") from error


def _figure(kept: dict[str, Any]) -> ReportFigure:
    return ReportFigure(**{**kept, "ids": tuple(kept["ids"]), "d_ids": tuple(kept["d_ids"])})


def parts_of(figures: Iterable[ReportFigure], code: str) -> tuple[ReportFigure, ...]:
    """The parts of one figure, in their order."""
    return tuple(each for each in figures if each.of == code)
