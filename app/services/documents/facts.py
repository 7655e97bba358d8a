"""Plain data that papers are made from, and what comes back; imports nothing heavy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from app.models.dates import PartialDate
from app.models.terms import Term
from app.services.documents.charts import ChartSpec

Value = str | Sequence[str] | PartialDate | date | None


class DocumentStyle(Term):
    """How a document looks: a legal instrument without red head, an official paper with one, an internal sheet."""

    LEGAL = ("legal", "检察法律文书式")
    OFFICIAL = ("official", "公文式")
    PLAIN = ("plain", "内部表单式")


@dataclass(frozen=True)
class Annex:
    """An attachment that is part of the document: named in 附件说明, its text on pages of its own."""

    title: str
    body: str = ""


@dataclass(frozen=True)
class DocumentFacts:
    """What one document is filled with.

    ``values`` go by the names of ``resources/documents/facts.toml``; texts may carry the markup of ``rich_text``, and
    line breaks separate paragraphs. An empty value is a missing fact: the page marks it and the result names it.
    Without ``number`` a document that gets one is a draft and says so on every page, with ``drafted_by`` and
    ``drafted_at``. ``style`` None leaves it to the template. ``check_code`` prints as text and QR where given.
    """

    values: Mapping[str, Value]
    number: str = ""
    style: DocumentStyle | None = None
    title: str = ""
    annexes: tuple[Annex, ...] = ()
    copy_number: str = ""  # 份号
    secrecy: str = ""  # 密级, or 内部 / 工作秘密
    urgency: str = ""  # 紧急程度
    drafted_by: str = ""
    drafted_at: datetime | None = None
    is_demonstration: bool = False
    check_code: str = ""
    mark: str = ""  # across every page instead of a draft's marks, a line each, e.g. 样张


@dataclass(frozen=True)
class RenderedDocument:
    """A finished PDF; ``missing`` names the facts marked 【缺：…】, ``text`` is what it says, without page furniture.

    ``faces_used`` says 仿宋：FandolFang-Regular（随附）; with the same facts and the same fonts the bytes are the same.
    """

    pdf: bytes
    missing: tuple[str, ...]
    faces_used: tuple[str, ...]
    page_count: int
    text: str = ""


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
    With ``joins_first`` rows that begin with the same text share one first cell and stay on one page.
    ``charts`` stand between its title and its rows, which may be the figures behind them.
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
    groups: tuple[str, ...] = field(default=())
    follows: bool = False
    joins_first: bool = False
    row_height: float = 7.0  # mm, at least
    marking: str = ""  # 内部 or 工作秘密, in the corner of every page
    charts: tuple[ChartSpec, ...] = ()

    def group_of(self, place: int) -> str:
        """The group of the row at ``place`` (from 0), empty where it has none."""
        return self.groups[place] if place < len(self.groups) else ""
