"""Reads matter types and the list of powers from TOML; every refusal names file, place and key."""

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from app.models.case_terms import MatterExit
from app.models.terms import Certainty, Stage, StartEvent, Term
from app.services.foundation.toml_table import TomlTable, text_of
from app.services.matter_types.model import (
    CardField,
    FieldKind,
    MatterType,
    Power,
    StageApproval,
    StagePaper,
    StageRule,
    TypeDeadline,
)

POWERS_FILE = "powers.toml"
STANDARD = "标准"

_TYPE = (
    "code",
    "name",
    "family",
    "names",
    "kinds",
    "basis",
    "certainty",
    "valid_from",
    "valid_to",
    "exits",
    "grounds",
    "note",
    "stage",
    "deadline",
)
_POWER = ("act", "name", "proposes", "reviews", "decides", "basis", "certainty", "valid_from", "valid_to", "note")
_Term = TypeVar("_Term", bound=Term)


def parse_type(text: str, where: str, version: str) -> MatterType:
    """One type; raises DomainError, FieldProblem naming ``where`` and the key."""
    table = TomlTable.parse(text, where)
    table.only(_TYPE)
    stages = tuple(_stage(each) for each in table.tables("stage", "阶段"))
    _in_order(table, stages)
    return MatterType(
        code=table.text("code"),
        name=table.text("name"),
        family=table.text("family"),
        names=table.texts("names"),
        version=version,
        basis=table.text("basis"),
        certainty=term(table, "certainty", Certainty),
        valid_from=table.optional_day("valid_from"),
        valid_to=table.optional_day("valid_to"),
        stages=stages,
        deadlines=tuple(_deadline(each) for each in table.tables("deadline", "期限")),
        exits=tuple(labelled(table, "exits", each, MatterExit) for each in table.texts("exits")),
        grounds=table.texts("grounds"),
        text=text,
        note=table.text("note", ""),
        kinds=table.texts("kinds"),
    )


def read_type(path: Path) -> MatterType:
    """A type of the standard set."""
    return _standard_type(text_of(path), f"文件 {path.name}")


@lru_cache(maxsize=64)  # by the text: another store opened reads nothing again, a changed file is read anew
def _standard_type(text: str, where: str) -> MatterType:
    return parse_type(text, where, STANDARD)


def read_powers(path: Path) -> tuple[Power, ...]:
    """The standard list of powers; raises DomainError."""
    table = TomlTable.read(path)
    table.only(("power",))
    return tuple(_power(each) for each in table.tables("power", "职权"))


def _power(table: TomlTable) -> Power:
    table.only(_POWER)
    return Power(
        act=table.text("act"),
        name=table.text("name"),
        proposes=table.text("proposes"),
        reviews=table.text("reviews", ""),
        decides=table.text("decides"),
        basis=table.text("basis"),
        certainty=term(table, "certainty", Certainty),
        valid_from=table.optional_day("valid_from"),
        valid_to=table.optional_day("valid_to"),
        version=STANDARD,
        note=table.text("note", ""),
    )


def _in_order(table: TomlTable, stages: Collection[StageRule]) -> None:
    """The seven stages keep their order, each at most once; a matter begins at the first and ends at 结案归档."""
    order = list(Stage)
    places = [order.index(each.stage) for each in stages]
    if places != sorted(set(places)):
        raise table.refuse("stage", "的顺序不对或有重复，应当依次是 " + "、".join(each.label for each in order))
    present = {each.stage for each in stages}
    if not {Stage.INTAKE, Stage.CLOSING} <= present:
        raise table.refuse("stage", "至少要有“受理立案”和“结案归档”")


def _stage(table: TomlTable) -> StageRule:
    table.only(("stage", "optional", "field", "paper", "approval", "note"))
    return StageRule(
        stage=term(table, "stage", Stage),
        is_optional=table.flag("optional"),
        fields=tuple(_field(each) for each in table.tables("field", "案卡项目")),
        papers=tuple(_paper(each) for each in table.tables("paper", "文书")),
        approvals=tuple(_approval(each) for each in table.tables("approval", "审批")),
        note=table.text("note", ""),
    )


def _field(table: TomlTable) -> CardField:
    table.only(("name", "title", "kind", "required", "choices", "hint"))
    kind = term(table, "kind", FieldKind)
    choices = table.texts("choices")
    if (kind is FieldKind.CHOICE) != bool(choices):
        raise table.refuse("choices", "只有“选择”的项目要写，而且一定要写")
    return CardField(
        table.text("name"), table.text("title"), kind, table.flag("required"), choices, table.text("hint", "")
    )


def _paper(table: TomlTable) -> StagePaper:
    table.only(("code", "required"))
    return StagePaper(table.text("code"), table.flag("required"))


def _approval(table: TomlTable) -> StageApproval:
    table.only(("act", "required"))
    return StageApproval(table.text("act"), table.flag("required"))


def _deadline(table: TomlTable) -> TypeDeadline:
    table.only(("event", "kinds", "codes", "met_by", "proof"))
    met_by = term(table, "met_by", StartEvent) if "met_by" in table.values else None
    event, codes, kinds = term(table, "event", StartEvent), table.texts("codes"), table.texts("kinds")
    return TypeDeadline(event, codes, met_by, table.text("proof"), kinds)


def term(table: TomlTable, key: str, kind: type[_Term]) -> _Term:
    """The member whose Chinese label stands under a key."""
    return labelled(table, key, table.text(key), kind)


def labelled(table: TomlTable, key: str, label: str, kind: type[_Term]) -> _Term:
    """The member with that label; raises FieldProblem naming the ones there are."""
    member = kind.labelled(label)
    if not isinstance(member, kind):
        raise table.refuse(key, f"（{label}）应当是 {'、'.join(each.label for each in kind)} 之一")
    return member
