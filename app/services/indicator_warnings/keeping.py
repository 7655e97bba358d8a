"""Keeps warnings in step with their causes: raised, gone, raised again; none is ever deleted here."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.models.database import Unit
from app.models.indicator_warning import FigureWarning
from app.services.indicator_warnings.causes import Cause, WarningKey
from app.services.indicator_warnings.rows import Settled


@dataclass(frozen=True)
class Looked:
    """What was looked at: which warnings it can speak of, what is wrong, and what stands there where nothing is."""

    units: Collection[str]
    months: Collection[str]
    speaks_of: Callable[[WarningKey], bool]
    value: Callable[[WarningKey], str]
    causes: Iterable[Cause]


def settle(unit: Unit, looked: Looked, at: str) -> Settled:
    """Bring the warnings of what was looked at in step, in one pass."""
    found = {cause.key: cause for cause in looked.causes}
    wanted = select(FigureWarning).where(
        FigureWarning.unit.in_(sorted(looked.units)),
        FigureWarning.month.between(min(looked.months), max(looked.months)),
    )
    raised = gone = 0
    for warning in unit.session.scalars(wanted).all():
        key = key_of(warning)
        if not looked.speaks_of(key):
            continue
        cause = found.pop(key, None)
        if cause is None:
            gone += _let_go(warning, looked.value(key))
        else:
            raised += _follow(warning, cause, at)
    first = unit.last_id(FigureWarning) + 1
    unit.insert_many(FigureWarning, [_made(first + place, cause, at) for place, cause in enumerate(found.values())])
    return Settled(raised + len(found), gone, unit.act)


def key_of(warning: FigureWarning) -> WarningKey:
    """What a warning is about."""
    return WarningKey(warning.kind, warning.code, warning.unit, warning.department, warning.month)


def has_changed(warning: FigureWarning) -> bool:
    """The value it was raised for is not what stands there now."""
    kept = json.loads(warning.figures)
    return bool(kept["raised"] != kept["now"])


def _made(key: int, cause: Cause, at: str) -> dict[str, Any]:
    return {
        "id": key,
        **dict(zip(("kind", "code", "unit", "department", "month"), cause.key, strict=True)),
        "sentence": cause.sentence,
        "figures": _text(cause, cause.value),
        "raised_at": at,
        "is_standing": True,
    }


def _follow(warning: FigureWarning, cause: Cause, at: str) -> int:
    """1 where it is raised anew: what was said of another value does not hold for this one."""
    kept = json.loads(warning.figures)
    is_other = kept["now"] != cause.value
    is_closed = warning.concluded_at is not None
    raised = cause.value if is_closed and is_other else kept["raised"]
    if is_other:
        _forget(warning)
    if is_closed and is_other:
        warning.raised_at = at
    warning.sentence, warning.figures, warning.is_standing = cause.sentence, _text(cause, raised), True
    return int(is_other)


def _let_go(warning: FigureWarning, now: str) -> int:
    """1 where it stood until now."""
    kept: Mapping[str, Any] = json.loads(warning.figures)
    warning.figures = _json({**kept, "now": now})
    stood, warning.is_standing = warning.is_standing, False
    return int(stood)


def _forget(warning: FigureWarning) -> None:
    """The trail keeps what was looked at and concluded."""
    warning.verified_by = warning.verified_on = warning.verification = None
    warning.outcome = warning.conclusion = warning.concluded_by = warning.concluded_at = None


def _text(cause: Cause, raised: str) -> str:
    return _json({"raised": raised, "now": cause.value, "bounds": cause.bounds, "before": cause.before})


def _json(figures: Mapping[str, Any]) -> str:
    return json.dumps(figures, ensure_ascii=False, sort_keys=True)
