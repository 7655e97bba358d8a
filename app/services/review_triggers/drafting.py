"""Between a trigger and what is typed of the office's version of it, and what keeps a draft from being gone by."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from app.services.foundation.errors import FieldProblem
from app.services.foundation.refusals import needed
from app.services.review_triggers.model import Condition, Relation, Trigger
from app.services.review_triggers.rows import TriggerDraft

_MOST_NAME = 120


def draft_of(trigger: Trigger, valid_from: date) -> TriggerDraft:
    """A version as it is changed into another, from a day on."""
    return TriggerDraft(
        name=trigger.name,
        trigger_list=trigger.trigger_list,
        valid_from=valid_from,
        source=trigger.source,
        certainty=trigger.certainty,
        code=trigger.code,
        all_of=trigger.all_of,
        any_of=trigger.any_of,
        none_of=trigger.none_of,
        is_key=trigger.is_key,
        by_hand=trigger.by_hand,
        is_off=trigger.is_off,
        remind_days=trigger.remind_days,
        note=trigger.note,
    )


def check(draft: TriggerDraft) -> date:
    """Refuse what cannot be gone by; returns the first day. Raises FieldProblem."""
    name = needed("name", "触发情形的名称", draft.name)
    if len(name) > _MOST_NAME:
        raise FieldProblem("name", f"名称有 {len(name)} 个字，最多 {_MOST_NAME} 个字。请写短一些。")
    needed("source", "来源，例如 省院专项评查方案（2026）", draft.source)
    if draft.valid_from is None:
        raise FieldProblem("valid_from", "请填写从哪一天起施行。")
    if draft.valid_to is not None and draft.valid_to < draft.valid_from:
        raise FieldProblem("valid_to", f"停止日期（{draft.valid_to}）早于施行日期（{draft.valid_from}）。请核对。")
    has_conditions = bool(draft.all_of or draft.any_of)
    if draft.by_hand and (has_conditions or draft.none_of):
        raise FieldProblem("conditions", "由人补登的触发情形不写条件。请删去条件，或去掉“由人补登”。")
    if not draft.by_hand and not has_conditions:
        raise FieldProblem(
            "conditions", "请至少写一个“都要符合”或“符合一个即可”的条件；登记里看不出的，勾选“由人补登”。"
        )
    return draft.valid_from


def toml_of(draft: TriggerDraft) -> str:
    """The whole of a draft as it is kept."""
    import tomli_w

    table: dict[str, Any] = {
        "code": draft.code,
        "name": draft.name.strip(),
        "source": draft.source.strip(),
        "certainty": draft.certainty.label,
        "key": draft.is_key,
        "by_hand": draft.by_hand,
        "off": draft.is_off,
        "valid_from": draft.valid_from,
        "remind_days": draft.remind_days or 0,
        "note": draft.note.strip(),
        "all": _tables(draft.all_of),
        "any": _tables(draft.any_of),
        "none": _tables(draft.none_of),
    }
    if draft.valid_to is not None:
        table["valid_to"] = draft.valid_to
    return tomli_w.dumps({key: value for key, value in table.items() if value not in (None, [], "")})


def _tables(conditions: Iterable[Condition]) -> list[dict[str, Any]]:
    return [{"column": each.column, each.relation.value: _value(each)} for each in conditions]


def _value(condition: Condition) -> object:
    if condition.relation is Relation.FILLED:
        return True
    if condition.relation is Relation.AT_LEAST:
        return condition.number
    return condition.words[0] if condition.relation is Relation.DIFFERS_FROM else list(condition.words)
