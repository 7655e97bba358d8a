"""Bands and warnings as they leave the services."""

import json
from decimal import Decimal

from sqlalchemy import ColumnElement, and_

from app.models.indicator_terms import WarningState
from app.models.indicator_warning import FigureWarning, IndicatorBand
from app.services.indicator_warnings.rows import HUNDREDTHS, Band, WarningFigures, WarningRow

_STATES = {
    WarningState.OPEN: and_(FigureWarning.concluded_at.is_(None), FigureWarning.verified_by.is_(None)),
    WarningState.VERIFIED: and_(FigureWarning.concluded_at.is_(None), FigureWarning.verified_by.is_not(None)),
    WarningState.CLOSED: FigureWarning.concluded_at.is_not(None),
}


def is_waiting() -> ColumnElement[bool]:
    """Nobody has written a conclusion yet, whether it still holds or not."""
    return FigureWarning.concluded_at.is_(None)


def stands_in(state: WarningState) -> ColumnElement[bool]:
    """How far it has come."""
    return _STATES[state]


def band_of(row: IndicatorBand) -> Band:
    """The band as it leaves the service."""
    return Band(_decimal(row.low), _decimal(row.high), row.reason, row.version)


def row_of(warning: FigureWarning, name: str) -> WarningRow:
    """The warning as it leaves the service, under the name of what it speaks of."""
    kept = json.loads(warning.figures)
    return WarningRow(
        id=warning.id,
        version=warning.version,
        kind=warning.kind,
        code=warning.code,
        name=name,
        unit=warning.unit,
        department=warning.department,
        month=warning.month,
        sentence=warning.sentence,
        figures=WarningFigures(
            kept["raised"], kept["now"], kept["bounds"], tuple((month, said) for month, said in kept["before"])
        ),
        raised_at=warning.raised_at,
        is_standing=warning.is_standing,
        verified_by=warning.verified_by or "",
        verified_on=warning.verified_on,
        verification=warning.verification or "",
        outcome=warning.outcome,
        conclusion=warning.conclusion or "",
        concluded_by=warning.concluded_by or "",
        concluded_at=warning.concluded_at or "",
    )


def _decimal(hundredths: int | None) -> Decimal | None:
    return None if hundredths is None else (Decimal(hundredths) / HUNDREDTHS).quantize(Decimal("0.01"))
