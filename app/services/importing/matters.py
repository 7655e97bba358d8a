"""Checking the rows of a 监督事项台账: every field read, the dates compared, the matter recognised."""

from datetime import date
from typing import Any

from app.models.terms import RecordType, Stage
from app.services.docket.projecting import columns_of
from app.services.docket.starting import Starter
from app.services.importing.identity import matter_identity
from app.services.importing.letters import Children, is_before
from app.services.importing.row_reading import RowReading
from app.services.matter_types.keeping import digest_of
from app.services.matter_types.library import TypeDamaged

_PLAIN_TEXTS = (
    "source",
    "instrument",
    "response",
    "outcome",
    "number",
    "subject",
    "department",
    "handler",
    "archive_number",
)
_DATES = ("instrument_on", "responded_on", "closed_on")
_UNCLASSIFIED = "未归类"


class MatterCheck:
    """Reads one row into the columns of the matter table."""

    def __init__(self, today: date, still_open: tuple[str, ...], starter: Starter) -> None:
        """``still_open`` begins an outcome that says the matter is not closed yet."""
        self._today, self._still_open, self._starter = today, still_open, starter

    def check(self, row: RowReading) -> tuple[dict[str, Any], Children]:
        """Values by column, and the deadlines that still run; meaningless where the row turned out faulty."""
        values: dict[str, Any] = {name: row.text(name) for name in _PLAIN_TEXTS}
        kind, unit = row.text("kind"), row.text("unit")
        if kind is None:
            row.warn("kind", f"没有填写事项类型，已登记为“{_UNCLASSIFIED}”。")
        if unit is None:
            row.error("unit", "没有填写。请写明监督的是哪个单位。")
        values |= {"kind": kind or _UNCLASSIFIED, "unit": unit}
        values |= self._dates(row)
        values |= self._progress(values)
        values["remarks"] = row.remarks()
        values["identity"] = matter_identity(values["kind"], unit or "", values["accepted_on"])
        values |= self._type(row, values)
        if row.is_faulty:
            return values, ()
        running = self._starter.running_rows(RecordType.MATTER, values)
        return values | columns_of(running), tuple(("deadline", each) for each in running)

    def _type(self, row: RowReading, values: dict[str, Any]) -> dict[str, Any]:
        """The type the ledger's word fits; the ledger says nothing of what lies before the stage it shows."""
        try:
            found = self._starter.type_of(values["kind"], values["accepted_on"])
        except TypeDamaged as problem:
            row.warn("kind", str(problem))
            found = None
        digest = digest_of(found) if found else None
        return {"type_code": found.code if found else None, "type_digest": digest, "entered_stage": values["stage"]}

    def _dates(self, row: RowReading) -> dict[str, Any]:
        accepted = row.required_day("accepted_on", self._today)
        values = {name: row.past_day(name, self._today) for name in _DATES}
        values["reason_requested_on"] = row.day("reason_requested_on")
        for name, day in values.items():
            if is_before(day, accepted):
                if name == "closed_on":
                    row.error(name, f"是 {day}，早于受理日期 {accepted}。请核对这两个日期。")
                else:
                    row.warn(name, f"“{row.head(name)}”早于受理日期，已按原样登记，请核对。")
        return {"accepted_on": accepted, **values}

    def _progress(self, values: dict[str, Any]) -> dict[str, Any]:
        """The stage the ledger shows; an outcome without a day is closed on a day nobody wrote."""
        outcome = values["outcome"]
        is_closed = values["closed_on"] is not None or (
            outcome is not None and not outcome.startswith(self._still_open)
        )
        if is_closed:
            stage = Stage.CLOSING
        elif values["response"] or values["responded_on"]:
            stage = Stage.FOLLOW_UP
        elif values["instrument"] or values["instrument_on"]:
            stage = Stage.SUPERVISION
        else:
            stage = Stage.INTAKE
        return {"stage": stage, "is_closing_undated": is_closed and values["closed_on"] is None}
