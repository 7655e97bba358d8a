"""Refusals that any record can meet: an empty field, an impossible day, somebody else's change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.models.dates import PartialDate
from app.services.foundation.errors import DomainError, FieldProblem

_TOLD, _LONGEST = 5, 40  # changes told of one act, characters of each value


@dataclass(frozen=True)
class Meanwhile:
    """One act of somebody else since a record was opened; ``changes`` are (title, before, after)."""

    actor: str
    at: str
    title: str
    changes: tuple[tuple[str, str, str], ...]

    def __str__(self) -> str:
        """李某于 2026-11-22 09:10“修改监督事项”（承办人：张某→王某）."""
        told = "；".join(
            f"{title}：{_short(before) or '（空）'}→{_short(after) or '（空）'}"
            for title, before, after in self.changes[:_TOLD]
        )
        more = f"，共 {len(self.changes)} 处" if len(self.changes) > _TOLD else ""
        return f"{self.actor or '有人'}于 {self.at}“{self.title}”{f'（{told}{more}）' if told else ''}"


class ChangedMeanwhile(DomainError):
    """Somebody else wrote the record since it was opened; ``since`` says who, when and what."""

    def __init__(self, name: str, since: Sequence[Meanwhile] = ()) -> None:
        """``name`` is the record's number."""
        self.since = tuple(since)
        told = f"：{'；'.join(map(str, self.since[-_TOLD:]))}" if self.since else ""
        super().__init__(f"{name} 在您打开之后已被修改，本次没有保存{told}。请核对后再保存，您填写的内容仍在窗口里。")


def needed(field: str, title: str, text: str) -> str:
    """The text without spaces around it; raises FieldProblem where it is empty."""
    tidy = text.strip()
    if not tidy:
        raise FieldProblem(field, f"请填写{title}。")
    return tidy


def day_that_can_be(field: str, title: str, day: PartialDate, today: date, after: PartialDate | None) -> None:
    """Refuse a day in the future, or one before ``after`` (the step that must come first)."""
    if day.first > today:
        raise FieldProblem(field, f"{title}（{day}）晚于今天（{today}）。请核对日期。")
    if after is not None and day.last < after.first:
        raise FieldProblem(field, f"{title}（{day}）早于上一步的日期（{after}）。请核对日期。")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}……"
