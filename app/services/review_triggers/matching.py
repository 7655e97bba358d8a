"""Which triggers a case meets, from the values of its columns; knows neither clock nor store."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from app.models.review_terms import HitState
from app.services.review_triggers.model import COLUMNS, Trigger, Values

_MOST_CHARACTERS = 60  # of one fact
_MOST_SEEN = 20_000  # different cases that are remembered


class Match(NamedTuple):
    """A trigger a case meets, and the facts it meets it by."""

    trigger: Trigger
    because: str


class TriggerSet(tuple[Trigger, ...]):
    """Triggers that many cases are held against in one pass.

    The results of cases come from few words, so that most cases look like one that was seen before: what those met is
    remembered.
    """

    def met_by(self, values: Values) -> tuple[Match, ...]:
        """What a case meets, in the order of the set."""
        key = tuple([values.get(name) or None for name in self._columns])
        found = self._seen.get(key)
        if found is None:
            if len(self._seen) >= _MOST_SEEN:
                self._seen.clear()
            met = (each for each in self if each.is_met(values))
            found = self._seen[key] = tuple(Match(each, because_of(values, each)) for each in met)
        return found

    @cached_property
    def _columns(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for each in self for name in each.looked_at))

    @cached_property
    def _seen(self) -> dict[tuple[Any, ...], tuple[Match, ...]]:
        return {}


def hits_of(values: Mapping[str, Any], triggers: Sequence[Trigger], today: date) -> list[dict[str, Any]]:
    """The columns of ``trigger_hit`` (without id and case_id) for each trigger that a case meets.

    ``triggers`` are those in force; as ``TriggerLibrary.in_force`` gives them they know their day of
    reminding and remember the cases they have seen, which makes many of them quick.
    """
    known = triggers if isinstance(triggers, TriggerSet) else TriggerSet(triggers)
    return [hit_of(each.trigger, each.because, today) for each in known.met_by(values)]


def hit_of(trigger: Trigger, because: str, today: date) -> dict[str, Any]:
    """The columns of one hit that nobody has dealt with."""
    return {
        "code": trigger.code,
        "name": trigger.name,
        "trigger_list": trigger.trigger_list,
        "form": trigger.form,
        "because": because,
        "met_on": today,
        "remind_on": trigger.remind_on,
        "state": HitState.OPEN,
    }


def because_of(values: Mapping[str, Any], trigger: Trigger) -> str:
    """审查逮捕结果：批准逮捕；审查起诉结果：存疑不起诉 — the facts a trigger was met by."""
    said = ((COLUMNS[name][0], values.get(name)) for name in trigger.columns)
    return "；".join(f"{title}：{str(value)[:_MOST_CHARACTERS]}" for title, value in said if value not in (None, ""))
