"""A rule as the table it would be in a rule file, and as JSON: for rules kept with deadlines and in the store."""

import hashlib
import json
from datetime import date
from functools import lru_cache
from typing import Any

from app.models.terms import PeriodUnit
from app.services.deadlines.rule import Extension, Rule
from app.services.deadlines.rule_files import AS_DECIDED, UNITS, read_rule
from app.services.deadlines.terms import RuleSet
from app.services.foundation.toml_table import TomlTable

_UNIT_NAMES = {unit: name for name, unit in UNITS.items()}
_DATES = ("valid_from", "valid_to")
_TEXTS = ("excluded", "restart", "missed", "note", "override_reason")


def table_of(rule: Rule) -> dict[str, Any]:
    """The fields of a rule as a rule file has them, empty ones left out."""
    table: dict[str, Any] = {
        "code": rule.code,
        "name": rule.name,
        "trigger": rule.trigger,
        "length": None if rule.period.unit is PeriodUnit.NONE else rule.period.length,
        "unit": _UNIT_NAMES[rule.period.unit],
        "direction": rule.direction.label,
        "rolls": rule.rolling.label,
        "actor": rule.actor,
        "side": rule.side.label,
        "basis": [
            {key: value for key, value in vars(each).items() if value is not None and value != ""}
            for each in rule.basis
        ],
        "certainty": rule.certainty.label,
        "fixed_end": str(rule.fixed_end) if rule.fixed_end else None,
        "extension": [_extension(each) for each in rule.extensions],
        "remind_before": rule.remind_before,
        "serious_after": rule.serious_after,
        "valid_from": rule.validity.first,
        "valid_to": rule.validity.last,
        **{name: getattr(rule, name) for name in _TEXTS},
    }
    return {key: value for key, value in table.items() if value not in (None, "", [])}


def as_json(rule: Rule) -> str:
    """The rule with its area and set, the same text for the same rule."""
    whole = {"area": rule.area, "set": rule.rule_set.value, "rule": table_of(rule)}
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=date.isoformat)


def from_json(text: str, place: str = "随期限保存的") -> Rule:
    """The rule of such a text; raises DomainError naming code and field where somebody spoilt it."""
    whole = json.loads(text)
    values = whole["rule"]
    for name in _DATES:
        if name in values:
            values[name] = date.fromisoformat(values[name])
    return read_rule(TomlTable(place, values), place, whole["area"], RuleSet(whole["set"]))


@lru_cache(maxsize=1024)  # a ledger asks for the same few rules ten thousand times
def digest_of(rule: Rule) -> str:
    """Sixteen hex digits that stand for the wording of a rule."""
    return hashlib.sha256(as_json(rule).encode()).hexdigest()[:16]


def _extension(extension: Extension) -> dict[str, str]:
    period = extension.period
    length = AS_DECIDED if period.unit is PeriodUnit.NONE else str(period)
    if period.extra_days:
        length = f"{period.length}个半月"  # the only odd days there are
    told = {"to" if extension.is_total else "by": length, "when": extension.when, "decided_by": extension.decided_by}
    return {key: value for key, value in told.items() if value}
