"""Refusals that any record can meet: an empty field, an impossible day, somebody else's change."""

from datetime import date

from app.models.dates import PartialDate
from app.services.foundation.errors import DomainError, FieldProblem


class ChangedMeanwhile(DomainError):
    """Somebody else wrote the record since it was opened."""

    def __init__(self, name: str) -> None:
        """``name`` is the record's number."""
        super().__init__(f"{name} 在您打开之后已被修改，本次没有保存。请重新打开后再改，您填写的内容仍在窗口里。")


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
