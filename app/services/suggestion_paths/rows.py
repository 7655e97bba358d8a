"""What the paths of letters give and take. Imports nothing heavy."""

from dataclasses import dataclass
from pathlib import Path

from app.models.case_terms import Verdict
from app.models.dates import PartialDate
from app.models.letter_terms import AddresseeRelation
from app.models.terms import Term
from app.services.suggestion_paths.model import PathStep, Phase, SuggestionPath

IN_SYSTEM = "全国检察业务应用系统"
ISSUE = "issue"


class StepState(Term):
    """Where a step of one letter stands."""

    DONE = ("done", "已完成")
    NOW = ("now", "现在办理")
    WAITING = ("waiting", "等待结果")
    MISSING = ("missing", "缺")
    AHEAD = ("ahead", "以后")
    NOT_NEEDED = ("not_needed", "不需要")


@dataclass(frozen=True)
class StepRow:
    """One step of one letter: ``by`` says by what it was done, ``lacks`` what is still wanted and how to supply it."""

    step: PathStep
    state: StepState
    is_required: bool
    on: PartialDate | None = None
    by: str = ""
    lacks: str = ""
    waits_for: int | None = None  # the approval or opinion that is open

    @property
    def code(self) -> str:
        """The step's code."""
        return self.step.code

    @property
    def is_done(self) -> bool:
        """It has been taken."""
        return self.state is StepState.DONE

    @property
    def told(self) -> str:
        """The step, its article and how to supply it, as a line of a refusal."""
        return f"{self.step.title}（{self.step.basis}）：{self.lacks}"


@dataclass(frozen=True)
class LetterProgress:
    """How far a letter has come on its path; without a path there are no steps."""

    path: SuggestionPath | None = None
    steps: tuple[StepRow, ...] = ()
    phase: Phase = Phase.ISSUE  # the present one

    @property
    def missing(self) -> tuple[StepRow, ...]:
        """What stands between the letter and its issue."""
        return tuple(each for each in self.steps if each.step.is_before_issue and each.is_required and not each.is_done)

    @property
    def next(self) -> StepRow | None:
        """The step to take now, of those before the issue."""
        return next(iter(self.missing), None)

    def row(self, code: str) -> StepRow | None:
        """The step of that code; None where it does not apply to the letter."""
        return next((each for each in self.steps if each.code == code), None)


@dataclass(frozen=True)
class StepDraft:
    """A step that is done on a day: 研判立项, 立案决定书送达, 调查终结报告; with its scan where it leaves a paper."""

    on: PartialDate
    note: str = ""
    scan: Path | None = None


@dataclass(frozen=True)
class SystemDecision:
    """业务系统审批结果: who decided there, as what, on which day; ``number`` of authority or meeting."""

    on: PartialDate
    person: str
    post: str
    number: str = ""
    note: str = ""
    scan: Path | None = None


@dataclass(frozen=True)
class AskDraft:
    """Whose opinion is asked for, on which day."""

    counterpart: str
    asked_on: PartialDate


@dataclass(frozen=True)
class AnswerDraft:
    """The opinion that came."""

    answered_on: PartialDate
    verdict: Verdict
    opinion: str
    person: str = ""
    post: str = ""
    number: str = ""
    scan: Path | None = None


@dataclass(frozen=True)
class OtherAddressee:
    """A further unit the same letter goes to."""

    addressee: str
    level: str = ""
    relation: AddresseeRelation | None = None


@dataclass(frozen=True)
class SentToOthers:
    """The letters that were begun, by id and entry number, and the act that began them."""

    letters: tuple[tuple[int, str], ...]
    act: int


@dataclass(frozen=True)
class OpinionRow:
    """One opinion on a letter, as shown; ``answered_on`` is empty while it is awaited."""

    id: int
    kind: str
    counterpart: str
    asked_on: PartialDate
    answered_on: PartialDate | None
    person: str
    post: str
    verdict: str
    opinion: str
    number: str
    attachment_id: int | None


@dataclass(frozen=True)
class SwitchRow:
    """A step the office may ask for or not, by path."""

    path: str
    path_name: str
    step: str
    title: str
    basis: str
    is_on: bool
