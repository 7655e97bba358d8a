"""Which triggers a case meets, from the values of its columns; knows neither clock nor store."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.models.review_terms import HitState
from app.services.review_triggers.model import COLUMNS, Trigger

_MOST_CHARACTERS = 60  # of one fact


def hits_of(values: Mapping[str, Any], triggers: Sequence[Trigger], today: date) -> list[dict[str, Any]]:
    """The columns of ``trigger_hit`` (without id and case_id) for each trigger that a case meets.

    ``triggers`` are those in force; as ``TriggerLibrary.in_force`` gives them they know their day of reminding.
    """
    return [hit_of(values, each, today) for each in triggers if each.is_met(values)]


def hit_of(values: Mapping[str, Any], trigger: Trigger, today: date, because: str = "") -> dict[str, Any]:
    """The columns of one hit; ``because`` is what is said in place of the facts of a case."""
    return {
        "code": trigger.code,
        "name": trigger.name,
        "trigger_list": trigger.trigger_list,
        "form": trigger.form,
        "because": because or because_of(values, trigger),
        "met_on": today,
        "remind_on": trigger.remind_on,
        "state": HitState.OPEN,
    }


def because_of(values: Mapping[str, Any], trigger: Trigger) -> str:
    """审查逮捕结果：批准逮捕；审查起诉结果：存疑不起诉 — the facts a trigger was met by."""
    said = ((COLUMNS[name][0], values.get(name)) for name in trigger.columns)
    return "；".join(f"{title}：{str(value)[:_MOST_CHARACTERS]}" for title, value in said if value not in (None, ""))
