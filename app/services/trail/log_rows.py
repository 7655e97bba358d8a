"""What the audit log is asked and gives. Imports nothing heavy."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class LogQuery:
    """Which acts; empty asks for all. ``what`` are words of what was done, ``record`` is a 登记号."""

    actor: str = ""
    first: date | None = None
    last: date | None = None
    what: str = ""
    record: str = ""


@dataclass(frozen=True)
class LogLine:
    """One act. ``records`` are the 登记号 it touched, the first few of them; ``entries`` how many rows it changed."""

    act: int
    at: str
    actor: str
    title: str
    reason: str
    records: tuple[str, ...]
    entries: int
