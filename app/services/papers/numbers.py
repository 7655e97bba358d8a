"""Document numbers (文号): their parts, the form a template gives them, and where a typed one differs."""

import re
from typing import NamedTuple

from app.models.dates import PartialDate
from app.services.foundation.errors import FieldProblem

_NUMBER = re.compile(r"(\S+)〔((?:19|20)\d{2})〕([1-9]\d*)号")
_PLACES = ("{short}", "{year}", "{n}")


class OfficialNumber(NamedTuple):
    """A number by its parts; ``series`` is what stands before the year: office and kind of document."""

    series: str
    year: int
    serial: int

    def __str__(self) -> str:
        return f"{self.series}〔{self.year}〕{self.serial}号"


class NumberUnusual(FieldProblem):
    """A number that has the prescribed form but not that of its kind; it may be confirmed."""

    def __init__(self, number: str, differences: list[str]) -> None:
        """``differences`` are sentences without their full stop."""
        super().__init__(
            "number",
            f"文号“{number}”与通常的不同：{'；'.join(differences)}。请与业务系统核对；确是这样的，勾选“文号已核对”。",
        )


def parsed(text: str) -> OfficialNumber | None:
    """The parts of a number in its prescribed form; None for any other text."""
    found = _NUMBER.fullmatch(text)
    return OfficialNumber(found[1], int(found[2]), int(found[3])) if found else None


def series_of(form: str, short: str) -> str:
    """What stands before 〔 in a template's numbers: {short}建 and {short}检建 give 青检建, with 青 and with 青检."""
    before, _bracket, _after = form.partition("〔")
    name = short.strip().removesuffix("检") + "检"
    return before.replace("{short}检", "{short}").replace("{short}", name)


def differences(number: OfficialNumber, form: str, short: str, issued_on: PartialDate) -> list[str]:
    """Where a number differs from its kind's form and from its date, each a sentence without its full stop."""
    told = []
    series = series_of(form, short)
    if form and number.series != series:
        told.append(f"院代字或类别代字是“{number.series}”，本院这种文书一般是“{series}”")
    if number.year != issued_on.first.year:
        told.append(f"年份 {number.year} 与发出日期（{issued_on}）不是同一年")
    return told


def form_problems(text: str) -> list[str]:
    """What is wrong with the form of a typed number (GB/T 9704-2012, 7.2.5), for the refusal; empty where unclear."""
    told = []
    if not re.search(r"〔\d*〕", text):
        told.append("年份要放在六角括号〔〕里")
    elif not re.search(r"〔(?:19|20)\d{2}〕", text):
        told.append("年份要写四位")
    if "第" in text:
        told.append("序号前不加“第”")
    if re.search(r"[〕第]0+\d", text):
        told.append("序号不编虚位（写 1 不写 001）")
    if not text.endswith("号"):
        told.append("末尾要有“号”")
    if not re.match(r"[^〔\d第]", text):
        told.append("前面要有院代字和类别代字")
    return told
