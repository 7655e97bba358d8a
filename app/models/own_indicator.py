"""The office's own items, indicators, rules between figures, and what its ratios and structures are made of."""

from datetime import date

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.indicator_terms import Basis, Priority


class OwnItem(Record):
    """Something the office counts beside the standard items. ``total`` adds up other items, None where it is typed."""

    __tablename__ = "own_item"

    name: Mapped[str] = mapped_column(String(60), unique=True)
    area: Mapped[str] = mapped_column(String(20))
    measure: Mapped[str] = mapped_column(String(10))  # 件, 人 …
    total: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    is_withdrawn: Mapped[bool] = mapped_column(default=False)


class OwnIndicator(Record):
    """An indicator of the local library in one edition; the newest edition in force counts."""

    __tablename__ = "own_indicator"
    __table_args__ = (Index("uq_own_indicator", "code", "edition", unique=True),)

    code: Mapped[str] = mapped_column(String(20))
    edition: Mapped[int]
    area: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(120))
    numerator: Mapped[str] = mapped_column(Text)
    denominator: Mapped[str] = mapped_column(Text)
    measure: Mapped[str] = mapped_column(String(10))
    is_rate: Mapped[bool]
    basis: Mapped[Basis]
    source: Mapped[str] = mapped_column(Text)  # 依据
    note: Mapped[str | None] = mapped_column(Text)
    valid_from: Mapped[str] = mapped_column(String(7))  # month
    valid_to: Mapped[str | None] = mapped_column(String(7))
    tested: Mapped[str | None] = mapped_column(Text)  # JSON: what it came to in past months before it took effect
    effective_on: Mapped[date | None]  # the day it took effect; None is a draft
    reason: Mapped[str] = mapped_column(Text)
    withdrawn_on: Mapped[date | None]  # the day from which it counts no more
    withdrawal: Mapped[str | None] = mapped_column(Text)  # why


class OwnRule(Record):
    """A rule between base figures in one edition: the office's own, or its version of a standard one."""

    __tablename__ = "own_rule"
    __table_args__ = (Index("uq_own_rule", "code", "edition", unique=True),)

    code: Mapped[str] = mapped_column(String(40))
    edition: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    left: Mapped[str] = mapped_column(Text)
    relation: Mapped[str] = mapped_column(String(2))  # =, <=, >=
    right: Mapped[str] = mapped_column(Text)
    priority: Mapped[Priority]
    remedy: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    is_withdrawn: Mapped[bool] = mapped_column(default=False)


class RatioStep(Record):
    """Whether a step counts as 件 in the 案-件比 of a field, where the office decided otherwise than shipped."""

    __tablename__ = "ratio_step"
    __table_args__ = (Index("uq_ratio_step", "field", "item", unique=True),)

    field: Mapped[str] = mapped_column(String(20))  # 刑事, 民事 …
    item: Mapped[str] = mapped_column(String(60))
    is_counted: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text)


class KindMapping(Record):
    """To which part of a 结构比 the office counts a kind of case, where it decided otherwise than shipped."""

    __tablename__ = "kind_mapping"
    __table_args__ = (Index("uq_kind_mapping", "structure", "kind", unique=True),)

    structure: Mapped[str] = mapped_column(String(10))  # JG01, JG02, JG03
    kind: Mapped[str] = mapped_column(String(60))
    part: Mapped[str] = mapped_column(String(20))  # JG01-2; empty: not counted
    reason: Mapped[str] = mapped_column(Text)
