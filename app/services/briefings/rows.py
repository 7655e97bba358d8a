"""What the service of briefings gives and takes. Imports nothing heavy."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.models.dates import PartialDate
from app.models.indicator_terms import BriefingKind
from app.models.terms import RecordType, Term
from app.services.base_data.periods import Months
from app.services.briefings.figures import BriefingFigure, named
from app.services.documents.charts import ChartSpec

PROMPT = "（请填写"  # what somebody must write himself; a briefing is not finished while one stands


class TipState(Term):
    """How far a 督办事项 has come."""

    TO_DO = ("to_do", "待办")
    DOING = ("doing", "在办")
    TO_CHECK = ("to_check", "待复核")
    DONE = ("done", "销号")
    NOT_DONE = ("not_done", "不予销号")


@dataclass(frozen=True)
class Sentence:
    """One sentence: ``made`` of the figures named (empty where somebody added it), ``edited`` by somebody."""

    key: str
    made: str
    figures: tuple[str, ...] = ()
    edited: str | None = None
    is_removed: bool = False

    @property
    def text(self) -> str:
        """What it says."""
        return self.made if self.edited is None else self.edited

    @property
    def is_own(self) -> bool:
        """Somebody added it."""
        return not self.made

    @property
    def is_edited(self) -> bool:
        """It no longer says what was made."""
        return bool(self.made) and self.edited is not None and self.edited != self.made

    @property
    def is_prompt(self) -> bool:
        """It still asks somebody to write."""
        return PROMPT in self.text


@dataclass(frozen=True)
class Section:
    """A heading with its sentences."""

    key: str
    heading: str
    sentences: tuple[Sentence, ...]

    @property
    def shown(self) -> tuple[Sentence, ...]:
        """What is printed."""
        return tuple(each for each in self.sentences if not each.is_removed)


@dataclass(frozen=True)
class Tip:
    """工作提示 and 督办事项 (one row of the list)."""

    number: str
    problem: str
    to: str = ""  # 提示对象
    demand: str = ""  # 要求
    leader: str = ""  # 责任领导
    person: str = ""  # 责任人
    due_on: str = ""  # 完成时限
    progress: str = ""
    state: TipState = TipState.TO_DO
    carried_from: str = ""  # title of the briefing it comes from

    @property
    def is_open(self) -> bool:
        """It goes into the next report."""
        return self.state is not TipState.DONE


@dataclass(frozen=True)
class Text:
    """Everything of a briefing that is edited."""

    sections: tuple[Section, ...]
    tips: tuple[Tip, ...] = ()
    charts: tuple[tuple[str, ChartSpec], ...] = ()  # by the key of the sentence they stand for

    def chart(self, key: str) -> ChartSpec | None:
        """The chart that was put in the place of a sentence."""
        return dict(self.charts).get(key)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All, in order."""
        return tuple(each for section in self.sections for each in section.sentences)

    def sentence(self, key: str) -> Sentence | None:
        """The sentence of a key."""
        return next((each for each in self.sentences if each.key == key), None)


class BriefingRow(NamedTuple):
    """One briefing in a list."""

    id: int
    version: int
    kind: BriefingKind
    title: str
    months: Months
    as_of: date
    made_by: str
    finished_on: date | None
    presented_to: str
    presented_on: PartialDate | None

    @property
    def is_finished(self) -> bool:
        """定稿."""
        return self.finished_on is not None


@dataclass(frozen=True)
class Mismatch:
    """A number of an edited sentence that its figures do not say; ``data`` is what they say there, if known."""

    text: str
    data: str

    @property
    def words(self) -> str:
        """与数据不一致：文中12，数据10."""
        return f"与数据不一致：文中{self.text}" + (f"，数据{self.data}" if self.data else "，所引数据中没有这个数")


@dataclass(frozen=True)
class BriefingCard:
    """Everything about one briefing. The figures are those it was made with, whatever became of the records."""

    row: BriefingRow
    heading: str  # 内部台账统计, empty where every month was locked and reconciled
    text: Text
    figures: tuple[BriefingFigure, ...]
    mismatches: dict[str, tuple[Mismatch, ...]]  # by sentence

    def figures_of(self, sentence: Sentence) -> tuple[BriefingFigure, ...]:
        """The figures a sentence names, the parts of groups among them."""
        return tuple(each for code in sentence.figures for each in named(self.figures, code))

    @property
    def is_of_locked_months(self) -> bool:
        """Every month was locked when its figures were taken: they are those that were locked, where they can be."""
        counts = {each.code: each.n for each in self.figures}
        return bool(counts.get("closing.months")) and counts["closing.months"] == counts.get("closing.locked")

    @property
    def prompts(self) -> tuple[Sentence, ...]:
        """Sentences somebody has still to write."""
        return tuple(each for section in self.text.sections for each in section.shown if each.is_prompt)


class FigureChange(NamedTuple):
    """A figure that comes out otherwise now; empty text where it was, or is, not there."""

    code: str
    name: str
    was: str
    now: str


class BehindRow(NamedTuple):
    """One record or base figure behind a figure; ``record_type`` None where nothing is to be opened."""

    record_type: RecordType | None
    record_id: int
    number: str
    title: str
    detail: str


@dataclass(frozen=True)
class Behind:
    """What is behind n and d of a figure now; ``note`` says where that differs from what was frozen."""

    figure: BriefingFigure
    n: tuple[BehindRow, ...]
    d: tuple[BehindRow, ...] = ()
    note: str = ""
    counts_records: bool = False  # n and d are numbers of records, which the reader may not all see
