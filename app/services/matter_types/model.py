"""A matter type and the list of powers as the program uses them; imports nothing heavy."""

from dataclasses import dataclass
from datetime import date

from app.models.case_terms import MatterExit
from app.models.terms import Certainty, Stage, StartEvent, Term


class FieldKind(Term):
    """What is typed into a field of the case card."""

    TEXT = ("text", "文字")
    LONG_TEXT = ("long_text", "多行文字")
    DATE = ("date", "日期")
    NUMBER = ("number", "数字")
    CHOICE = ("choice", "选择")
    YES_NO = ("yes_no", "是否")


@dataclass(frozen=True)
class CardField:
    """One field. ``name`` is a column of the matter (source, found, instrument_on …) or the type's own name."""

    name: str
    title: str
    kind: FieldKind
    is_required: bool = False
    choices: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True)
class StagePaper:
    """A document of a stage by the code of its template; required: the stage is not left without it.

    It is there when it was registered here, or when a file was attached with the document's name as its purpose, or,
    for letters, when a letter hangs on the matter.
    """

    code: str
    is_required: bool = False


@dataclass(frozen=True)
class StageApproval:
    """A decision of a stage by the code of its act in the list of powers."""

    act: str
    is_required: bool = False


@dataclass(frozen=True)
class StageRule:
    """What one stage of a type asks for. An optional stage may be passed by."""

    stage: Stage
    is_optional: bool = False
    fields: tuple[CardField, ...] = ()
    papers: tuple[StagePaper, ...] = ()
    approvals: tuple[StageApproval, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class TypeDeadline:
    """Which event of a matter of this type starts which rules, and which event meets them.

    ``kinds`` narrows it to matters whose kind says one of them (刑事申诉 among 控告申诉); none means all of the type.
    """

    event: StartEvent
    codes: tuple[str, ...]
    met_by: StartEvent | None
    proof: str
    kinds: tuple[str, ...] = ()

    def fits(self, kind: str) -> bool:
        """Whether a matter of the type, its kind written so, gets these deadlines."""
        return not self.kinds or any(each in kind for each in self.kinds)


@dataclass(frozen=True)
class MatterType:
    """One version of a type. ``names`` are what ledgers call it; ``text`` is the TOML it was read from.

    ``kinds`` are what a matter of it is registered as by hand, where the type's own name does not tell enough.
    """

    code: str
    name: str
    family: str  # 刑事检察, 民事检察 …
    names: tuple[str, ...]
    version: str  # 标准, or 本院 2026-11-26
    basis: str
    certainty: Certainty
    valid_from: date | None
    valid_to: date | None
    stages: tuple[StageRule, ...]
    deadlines: tuple[TypeDeadline, ...]
    exits: tuple[MatterExit, ...]
    grounds: tuple[str, ...]  # lawful grounds of 终结审查
    text: str
    note: str = ""
    kinds: tuple[str, ...] = ()

    @property
    def offered(self) -> tuple[str, ...]:
        """What a matter of this type may be registered as by hand."""
        return self.kinds or (self.name,)

    def is_in_force(self, on: date) -> bool:
        """Whether matters accepted that day begin with it."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)

    def rule(self, stage: Stage) -> StageRule | None:
        """What the type says of a stage; None where it has no such stage."""
        return next((each for each in self.stages if each.stage is stage), None)

    def after(self, stage: Stage) -> tuple[StageRule, ...]:
        """The stages that may follow: up to the next one that is not optional, and that one."""
        order = list(Stage)
        following: list[StageRule] = []
        for each in self.stages:
            if order.index(each.stage) <= order.index(stage):
                continue
            following.append(each)
            if not each.is_optional:
                break
        return tuple(following)

    def is_called(self, kind: str) -> bool:
        """Whether a matter whose kind is written so is of this type; one that contains a name of it."""
        return any(name in kind for name in (self.name, *self.names))


@dataclass(frozen=True)
class Power:
    """One line of the 职权清单: who proposes, reviews and decides an act, on what basis, from when to when.

    Posts are parted by 、; ``decides`` names every post that may decide (检察长、副检察长、检察委员会).
    """

    act: str
    name: str
    proposes: str
    reviews: str
    decides: str
    basis: str
    certainty: Certainty
    valid_from: date | None
    valid_to: date | None
    version: str  # 标准, or 本院
    note: str = ""

    def is_in_force(self, on: date) -> bool:
        """Whether an act put up that day goes by it."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)
