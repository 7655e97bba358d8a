"""What a suggestion path is: ordered steps, who decides each, what it needs and sets. Imports nothing heavy."""

from dataclasses import dataclass

from app.models.letter_terms import LetterOpinionKind
from app.models.terms import Certainty, SuggestionKind, Term


class Phase(Term):
    """The parts of a letter's life, as the stage bar shows them."""

    CLUE = ("clue", "线索")
    INVESTIGATION = ("investigation", "调查核实")
    DECISION = ("decision", "审核决定")
    ISSUE = ("issue", "登记制发")
    SERVICE = ("service", "送达备案")
    REPLY = ("reply", "待回复")
    RECTIFICATION = ("rectification", "整改")
    EVALUATION = ("evaluation", "评估")
    CLOSING = ("closing", "办结")


BEFORE_ISSUE = (Phase.CLUE, Phase.INVESTIGATION, Phase.DECISION)


class Need(Term):
    """Whether a step must be taken."""

    REQUIRED = ("required", "必经")
    OPTIONAL = ("optional", "可选")
    SWITCHED = ("switched", "按本院设置")


class Condition(Term):
    """To which letters alone a step applies; the first three are where the addressee stands (art. 3)."""

    SUPERIOR = ("superior", "上级单位")
    SUBORDINATE = ("subordinate", "下级单位")
    NON_LOCAL = ("non_local", "异地单位")
    GOVERNMENT = ("government", "县级以上人民政府")


@dataclass(frozen=True)
class PathStep:
    """One step. ``act`` is an act of the 职权清单, ``opinion`` whose opinion it is, ``date`` the letter's column.

    ``is_on`` is what a step that goes by the office's settings is where the office said nothing. ``instead`` is whose
    decision settles an opinion that was not agreement. A step without ``by`` is decided by who ``act`` says.
    """

    code: str
    title: str
    phase: Phase
    need: Need
    basis: str
    certainty: Certainty
    act: str = ""
    opinion: LetterOpinionKind | None = None
    instead: LetterOpinionKind | None = None
    date: str = ""
    papers: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    when: Condition | None = None
    is_on: bool = False
    note: str = ""

    @property
    def is_before_issue(self) -> bool:
        """Whether it leads to the letter's issue."""
        return self.phase in BEFORE_ISSUE


@dataclass(frozen=True)
class SuggestionPath:
    """The path of one sort of letter."""

    code: str
    name: str
    kind: SuggestionKind
    basis: str
    certainty: Certainty
    steps: tuple[PathStep, ...]
    note: str = ""

    def step(self, code: str) -> PathStep | None:
        """The step of that code; None where the path has none."""
        return next((each for each in self.steps if each.code == code), None)
