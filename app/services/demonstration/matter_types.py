"""Gives invented matters the types their kinds fit, as if each had come in at the stage it stands in."""

from collections.abc import Iterable
from typing import Any

from app.models.database import Unit
from app.models.dates import PartialDate
from app.models.terms import Stage
from app.services.foundation.resources import Resources
from app.services.matter_types.keeping import keep
from app.services.matter_types.library import TypeLibrary
from app.services.matter_types.model import MatterType

# The date that brought a matter into its stage, where the row knows one.
_SINCE = {
    Stage.SUPERVISION: ("instrument_on",),
    Stage.FOLLOW_UP: ("responded_on", "instrument_on"),
    Stage.RE_EXAMINATION: ("responded_on", "instrument_on"),
    Stage.CLOSING: ("closed_on",),
}


class MatterTypes:
    """The shipped types, looked up once for each kind and day."""

    def __init__(self, resources: Resources) -> None:
        """Nothing is read yet."""
        self._library = TypeLibrary(resources.matter_types)
        self._found: dict[tuple[str, PartialDate], MatterType | None] = {}

    def begin(self, unit: Unit, matters: Iterable[dict[str, Any]]) -> None:
        """Complete the rows of matters that are about to be written, and keep the types they name."""
        kept: dict[str, str] = {}
        for row in matters:
            kind = self._called(row["kind"], row["accepted_on"])
            row |= {"type_code": None, "type_digest": None, "entered_stage": row["stage"], "stage_since": _since(row)}
            if kind is not None:
                if kind.text not in kept:
                    kept[kind.text] = keep(unit, kind)
                row |= {"type_code": kind.code, "type_digest": kept[kind.text]}

    def _called(self, kind: str, accepted: PartialDate) -> MatterType | None:
        key = kind, accepted
        if key not in self._found:
            self._found[key] = self._library.called(kind, accepted.first)
        return self._found[key]


def _since(row: dict[str, Any]) -> PartialDate | None:
    names = (*_SINCE.get(row["stage"], ()), "accepted_on")
    known: list[PartialDate] = [row[name] for name in names if row[name] is not None]
    return known[0] if known else None
