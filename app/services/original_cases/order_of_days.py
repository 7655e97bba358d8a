"""The days of a case in the order the stages have: 捕 → 诉 → 判 → 二审 → 申诉."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from app.models.dates import PartialDate
from app.services.original_cases.rows import DATES

TITLES = {
    "arrest_on": "审查逮捕日期",
    "indictment_on": "审查起诉日期",
    "judgment_on": "一审日期",
    "appeal_on": "二审再审日期",
    "petitioned_on": "申诉信访日期",
    "petition_on": "申诉办结日期",
    "petition_settled_on": "息诉化解日期",
    "closed_on": "原案办结日期",
}
_STAGES = ("arrest_on", "indictment_on", "judgment_on", "appeal_on")
# A criminal petition is against what was decided; letters and visits may come while a case still runs.
_AFTER_A_DECISION = ("刑事申诉", "国家赔偿")
_OF_PETITION = ("petition_on", "petition_settled_on")


class WrongDay(NamedTuple):
    """A day that cannot be, and the sentence that says why and what to do."""

    field: str
    sentence: str


def wrong_days(
    values: Mapping[str, Any], today: date, title: Callable[[str], str] = TITLES.__getitem__
) -> Iterator[WrongDay]:
    """The days that lie in the future or before a stage that goes before; ``title`` names a column in sentences."""
    days: dict[str, PartialDate] = {name: values[name] for name in DATES if values.get(name) is not None}
    until = today.isoformat()  # texts compare quicker than days; of 2026-11 no day need lie in the future
    for name, day in days.items():
        if day.text > until:
            yield WrongDay(name, f"{title(name)}（{day}）晚于今天（{today}）。请核对年份和月份。")
    for earlier, later in _pairs(days, values.get("petition_kind") or ""):
        if _is_before(days[later].text, days[earlier].text):
            told = f"{title(later)}（{days[later]}）早于{title(earlier)}（{days[earlier]}）"
            yield WrongDay(later, f"{told}。办案的先后是捕、诉、判、申诉，请核对这两个日期。")


def _pairs(days: Mapping[str, PartialDate], petition_kind: str) -> Iterator[tuple[str, str]]:
    """The stages that have a day, each with the next; petitions with the first decision they can be against."""
    stages = [name for name in _STAGES if name in days]
    yield from pairwise(stages)
    if "petitioned_on" not in days:
        return
    if stages and petition_kind in _AFTER_A_DECISION:
        yield stages[0], "petitioned_on"
    for name in _OF_PETITION:
        if name in days:
            yield "petitioned_on", name


def _is_before(one: str, other: str) -> bool:
    """Whether the one certainly lies before the other, whatever day a month or year may mean."""
    length = min(len(one), len(other))
    return one[:length] < other[:length]
