"""What stands around every statistics table on paper: who reports, which time, up to when, and who signs."""

from dataclasses import dataclass
from datetime import date, datetime

from app.services.statistics_tables.rows import StatisticsTable

HEADING = "内部台账统计"  # lifted once the month was reconciled with the national system
WATERMARK = "演示数据 不作统计使用"
SIGNERS = ("填表人", "审核人", "负责人", "日期")


@dataclass(frozen=True)
class LockedTables:
    """The tables of a locked month as they were, and what its lock lets stand around them."""

    tables: tuple[StatisticsTable, ...]
    heading: str  # empty where the month was reconciled
    closing: str
    signed: tuple[str, ...]


@dataclass(frozen=True)
class Frame:
    """Head and foot; ``signed`` are the names known for ``SIGNERS``, the others are lines to be signed."""

    office: str
    period: str  # as written on paper: 2026年3月
    as_of: date
    made_at: datetime
    is_running: bool = False
    is_demonstration: bool = False
    heading: str = HEADING
    closing: str = ""  # by whom a month was computed, reviewed and locked; empty while it is not
    signed: tuple[str, ...] = ()
    audit_entries: int = 0
    audit_head: str = ""  # 64 hex digits, empty in a store without entries

    @property
    def watermark(self) -> str:
        """What crosses every page of a store with demonstration data."""
        return WATERMARK if self.is_demonstration else ""

    @property
    def head_lines(self) -> tuple[str, ...]:
        """填报单位, 统计期间, 截止时点."""
        day = self.as_of
        running = "（本期未完）" if self.is_running else ""
        return (
            f"填报单位：{self.office}",
            f"统计期间：{self.period}",
            f"截止时点：{day.year}年{day.month}月{day.day}日{running}",
        )

    @property
    def foot_lines(self) -> tuple[str, ...]:
        """填表人, 审核人, 负责人, 日期, with the names that are known."""
        names = (*self.signed, *[""] * len(SIGNERS))
        return tuple(f"{title}：{name}" for title, name in zip(SIGNERS, names, strict=False))

    @property
    def trail(self) -> str:
        """When it was made, and the state of the audit trail it was counted from."""
        chain = f"审计链：共 {self.audit_entries} 条，末条校验值 {self.audit_head[:16]}"
        return f"生成时间：{self.made_at:%Y-%m-%d %H:%M}；{chain}。{self.closing}{'。' if self.closing else ''}"
