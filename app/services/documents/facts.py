"""Plain data that papers are made from, and what comes back; imports nothing heavy."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from app.models.dates import PartialDate
from app.models.terms import Term


class LetterStyle(Term):
    """How a letter looks: a legal instrument without red head, or an official paper with red head and 版记."""

    LEGAL = ("legal", "检察法律文书式")
    OFFICIAL = ("official", "公文式")


@dataclass(frozen=True)
class LetterFacts:
    """What one suggestion letter says; the items of 人民检察院检察建议工作规定 (2019) art. 16.

    An empty text is a missing fact: the page marks it and the result names it. Line breaks separate paragraphs.
    Periods are lengths only (``两个月``), the template says from when they run. Without ``number`` the paper is a
    draft and says so on every page, with ``drafted_by`` and ``drafted_at``.
    """

    office: str
    addressee: str
    case_source: str = ""
    facts: str = ""
    problem: str = ""
    proposals: tuple[str, ...] = ()
    basis: str = ""
    objection_period: str = ""
    reply_period: str = ""
    other: str = ""
    copies_to: tuple[str, ...] = ()
    issued_on: PartialDate | date | None = None
    number: str | None = None
    style: LetterStyle = LetterStyle.LEGAL
    title: str = ""
    address_as: str = "你单位"
    drafted_by: str = ""
    drafted_at: datetime | None = None
    is_demonstration: bool = False


@dataclass(frozen=True)
class RenderedDocument:
    """A finished PDF; ``missing`` names the facts marked 【缺：…】.

    ``faces_used`` says 仿宋：FandolFang-Regular（随附）; with the same facts and the same fonts the bytes are the same.
    """

    pdf: bytes
    missing: tuple[str, ...]
    faces_used: tuple[str, ...]
    page_count: int


class Align(Enum):
    """How a column's cells stand."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Orientation(Enum):
    """How the sheet of a table lies."""

    LANDSCAPE = "landscape"
    PORTRAIT = "portrait"


@dataclass(frozen=True)
class TableColumn:
    """One column; ``width`` is a share of the table's width (millimetres read well), numbers stand right."""

    title: str
    width: float
    align: Align = Align.LEFT


@dataclass(frozen=True)
class TableDocument:
    """A table on A4 with its head and foot; cells are finished texts.

    ``head_lines`` (填报单位, 统计期间, 截止时点) stand above the table, ``foot_lines`` (填表人, 审核人, 负责人) get
    room for a signature on the last page, ``heading`` is the line 内部台账统计, ``watermark`` crosses every page.
    ``groups`` names the group of each row: where it changes, a row across the table says it, and no cell repeats it.
    A table that ``follows`` another in one PDF gets a small title only, on the same page where enough of it fits.
    """

    title: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    head_lines: tuple[str, ...] = ()
    foot_lines: tuple[str, ...] = ("填表人：", "审核人：", "负责人：")
    notes: tuple[str, ...] = ()
    heading: str = ""
    watermark: str = ""
    author: str = ""
    orientation: Orientation = Orientation.LANDSCAPE
    groups: tuple[str, ...] = ()
    follows: bool = False

    def group_of(self, place: int) -> str:
        """The group of the row at ``place`` (from 0), empty where it has none."""
        return self.groups[place] if place < len(self.groups) else ""
