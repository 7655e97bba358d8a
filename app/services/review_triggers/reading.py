"""Reads triggers from TOML; every refusal names file, place and key. Nothing that stands there is ever executed."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from app.models.review_terms import TriggerList
from app.models.terms import Certainty
from app.services.foundation.toml_table import TomlTable, text_of
from app.services.matter_types.reading import term
from app.services.review_triggers.model import COLUMNS, POSSIBLE, Condition, Relation, Trigger

FILES = ("triggers_reverse.toml", "triggers_analysis.toml")
STANDARD = "标准"
_HEAD = ("list", "owner", "form", "key_form", "remind_days")
_TRIGGER = (
    "code",
    "name",
    "all",
    "any",
    "none",
    "key",
    "by_hand",
    "off",
    "valid_from",
    "valid_to",
    "source",
    "certainty",
    "remind_days",
    "note",
)
_MOST_CODE, _MOST_NAME = 40, 120


class ListHead(NamedTuple):
    """What all triggers of a list share: whose it is, and what is done about a case that meets one."""

    trigger_list: TriggerList
    owner: str
    form: str
    key_form: str
    remind_days: int | None


class ReadList(NamedTuple):
    """One list of the standard set."""

    head: ListHead
    triggers: tuple[Trigger, ...]


def read_lists(folder: Path) -> tuple[ReadList, ...]:
    """Both lists of the standard set; raises DomainError, FieldProblem."""
    lists = tuple(_parse_list(text_of(folder / name), f"文件 {name}") for name in FILES)
    seen: dict[str, str] = {}
    for name, each in zip(FILES, lists, strict=True):
        for trigger in each.triggers:
            if trigger.code in seen:
                raise TomlTable(f"文件 {name}", {}).refuse(
                    "code", f"（{trigger.code}）在 {seen[trigger.code]} 里已经有了"
                )
            seen[trigger.code] = name
    return lists


def parse_trigger(text: str, where: str, version: str, head: ListHead) -> Trigger:
    """A trigger of the office, whose text is one table; raises DomainError, FieldProblem."""
    return _trigger(TomlTable.parse(text, where), version, head, text)


@lru_cache(maxsize=16)  # by the text: another store opened reads nothing again
def _parse_list(text: str, where: str) -> ReadList:
    table = TomlTable.parse(text, where)
    table.only((*_HEAD, "trigger"))
    head = ListHead(
        term(table, "list", TriggerList),
        table.text("owner"),
        table.text("form"),
        table.text("key_form"),
        table.number("remind_days"),
    )
    return ReadList(head, tuple(_trigger(each, STANDARD, head) for each in table.tables("trigger", "触发情形")))


def _trigger(table: TomlTable, version: str, head: ListHead, text: str = "") -> Trigger:
    table.only(_TRIGGER)
    first, last = table.optional_day("valid_from"), table.optional_day("valid_to")
    if first is not None and last is not None and last < first:
        raise table.refuse("valid_to", f"（{last}）早于 valid_from（{first}）")
    is_key, days = table.flag("key"), table.number("remind_days")
    trigger = Trigger(
        code=_short(table, "code", _MOST_CODE),
        name=_short(table, "name", _MOST_NAME),
        trigger_list=head.trigger_list,
        owner=head.owner,
        form=head.key_form if is_key else head.form,
        is_key=is_key,
        source=table.text("source"),
        certainty=term(table, "certainty", Certainty),
        version=version,
        all_of=_conditions(table, "all"),
        any_of=_conditions(table, "any"),
        none_of=_conditions(table, "none"),
        by_hand=table.flag("by_hand"),
        is_off=table.flag("off"),
        valid_from=first,
        valid_to=last,
        remind_days=(head.remind_days if days is None else days) or None,  # 0: no reminder
        note=table.text("note", ""),
        text=text,
    )
    _refuse_without_conditions(table, trigger)
    return trigger


def _refuse_without_conditions(table: TomlTable, trigger: Trigger) -> None:
    has_conditions = bool(trigger.all_of or trigger.any_of)
    if trigger.by_hand and (has_conditions or trigger.none_of):
        raise table.refuse("by_hand", "的触发情形由人补登，不能再写条件")
    if not trigger.by_hand and not has_conditions:
        raise table.refuse("all", "和“any”都没有写条件；由人补登的，写 by_hand = true")


def _conditions(table: TomlTable, key: str) -> tuple[Condition, ...]:
    return tuple(_condition(each) for each in table.tables(key, f"“{key}”条件"))


def _condition(table: TomlTable) -> Condition:
    table.only(("column", *(each.value for each in Relation)))
    column = table.text("column")
    if column not in COLUMNS:
        raise table.refuse("column", f"（{column}）不是原案可以用作条件的一栏")
    relations = [each for each in Relation if each.value in table.values]
    if len(relations) != 1:
        known = "、".join(each.value for each in Relation)
        raise table.refuse("column", f"（{column}）应当写明一种关系：{known}")
    relation = relations[0]
    if COLUMNS[column][1] not in POSSIBLE[relation]:
        raise table.refuse(relation.value, f"不能用于“{COLUMNS[column][0]}”")
    return _read_relation(table, column, relation)


def _read_relation(table: TomlTable, column: str, relation: Relation) -> Condition:
    key = relation.value
    if relation is Relation.AT_LEAST:
        number = table.number(key)
        if not number:
            raise table.refuse(key, "应当是大于 0 的整数")
        return Condition(column, relation, number=number)
    if relation is Relation.FILLED:
        if not table.flag(key):
            raise table.refuse(key, "只能写 true")
        return Condition(column, relation)
    if relation is Relation.DIFFERS_FROM:
        return Condition(column, relation, (_other_column(table, column),))
    words = table.texts(key)
    if not words:
        raise table.refuse(key, "是空的")
    return Condition(column, relation, words)


def _other_column(table: TomlTable, column: str) -> str:
    key = Relation.DIFFERS_FROM.value
    other = table.text(key)
    if other not in COLUMNS or COLUMNS[other][1] not in POSSIBLE[Relation.DIFFERS_FROM] or other == column:
        raise table.refuse(key, f"（{other}）不是可以与“{COLUMNS[column][0]}”相比的另一栏")
    return other


def _short(table: TomlTable, key: str, most: int) -> str:
    text = table.text(key)
    if len(text) > most:
        raise table.refuse(key, f"超过了 {most} 个字")
    return text
