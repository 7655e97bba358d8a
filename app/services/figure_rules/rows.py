"""What rules between figures give and take. Imports nothing heavy."""

from dataclasses import dataclass, field

from app.models.indicator_terms import Priority
from app.models.terms import Certainty, Term

BEFORE, YEAR_BEFORE = "上一期", "上年同期"
RELATIONS = {"=": "等于", "<=": "不大于", ">=": "不小于"}


class RuleForm(Term):
    """What a rule compares: two expressions, or figures that stand for the same thing in different places."""

    EXPRESSION = ("expression", "算式")
    DEPARTMENTS = ("departments", "全院与各部门")
    TOTAL = ("total", "合计与各项")
    PERIODS = ("periods", "长期间与逐月")
    EARLIER = ("earlier", "与以前的期间")


@dataclass(frozen=True)
class BrokenRule:
    """A rule that does not hold for a unit (``department`` empty: the whole of it) in a period of months.

    ``items`` are the items it speaks of: the cells to be marked.
    """

    code: str
    name: str
    priority: Priority
    unit: str
    department: str
    first: str  # 2026-10
    last: str
    sentence: str
    remedy: str
    items: tuple[str, ...]

    @property
    def month(self) -> str:
        """The month a broken rule is listed under: the last of its period."""
        return self.last

    @property
    def whole_sentence(self) -> str:
        """What is wrong and what to do."""
        return f"{self.sentence}{self.remedy}"


@dataclass(frozen=True)
class RuleRow:
    """A rule as it stands: standard, the office's own, or its version of a standard one."""

    code: str
    name: str
    form: RuleForm
    left: str
    relation: str
    right: str
    priority: Priority
    remedy: str
    source: str
    certainty: Certainty | None  # None: the office's own
    edition: int = 0  # 0: as shipped
    reason: str = ""
    is_withdrawn: bool = False
    is_standard: bool = False  # the code is one of the shipped ones
    back: str = ""  # 上一期, 上年同期: the period the right side is of, where that is an earlier one

    @property
    def text(self) -> str:
        """一次退查件数 <= 审查起诉受理件数."""
        return f"{self.left} {self.relation} {self.right}"

    @property
    def standing(self) -> str:
        """标准, 本院第2版, 已停用."""
        if self.is_withdrawn:
            return "已停用"
        if not self.edition:
            return "标准"
        return f"本院改订第{self.edition}版" if self.is_standard else f"本院第{self.edition}版"


@dataclass(frozen=True)
class RuleDraft:
    """A rule as typed. ``code`` empty: a new one; ``edition`` is the one that was shown, 0 for none."""

    name: str
    left: str
    relation: str
    right: str
    priority: Priority
    remedy: str
    reason: str
    code: str = ""
    edition: int = 0


@dataclass(frozen=True)
class RuleTest:
    """What a draft would have found in past months. ``known`` counts the places where all its figures were known."""

    draft: RuleDraft
    first: str
    last: str
    known: int
    broken: tuple[BrokenRule, ...] = field(default=())

    @property
    def sentence(self) -> str:
        """What came out, for the person who decides."""
        if not self.known:
            return f"{self.first} 至 {self.last}没有一处的数是齐的，试不出来。请先填报或者核对项目。"
        if not self.broken:
            return f"{self.first} 至 {self.last}试算 {self.known} 处，全部成立。"
        months = len({each.month for each in self.broken})
        return f"{self.first} 至 {self.last}试算 {self.known} 处，{len(self.broken)} 处不成立，涉及 {months} 个月。"
