"""What may be asked for in a pattern: values the cases hold, triggers that were met, the office's lists."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.original_case import OriginalCase, TriggerHit
from app.models.review_finding import ReviewFinding
from app.services.review_analysis.pattern import RESULT_COLUMNS
from app.services.review_analysis.rows import By, Choices, Named
from app.services.review_analysis.words import ReviewWords


def choices_of(session: Session, words: ReviewWords) -> Choices:
    """Every list in the order of the data, or of the text where no list knows it."""

    def held(column: Any) -> tuple[str, ...]:
        wanted = select(column).where(column.is_not(None), column != "").distinct().order_by(column)
        return tuple(str(value) for value in session.scalars(wanted))

    def listed(by: By, column: Any) -> tuple[Named, ...]:
        known = [each.value for each in words.known(by)]
        return tuple(words.in_order(by, list(dict.fromkeys([*known, *held(column)]))))

    return Choices(
        fields=held(OriginalCase.field),
        causes=held(OriginalCase.cause),
        kinds=held(OriginalCase.kind),
        petition_kinds=held(OriginalCase.petition_kind),
        units=held(OriginalCase.unit),
        triggers=tuple(Named(code, name) for code, name in trigger_names(session).items()),
        outcomes={column: held(getattr(OriginalCase, column)) for column in RESULT_COLUMNS},
        dimensions=listed(By.DIMENSION, ReviewFinding.dimension),
        stages=listed(By.STAGE, ReviewFinding.stage),
        problems=_values(listed(By.PROBLEM, ReviewFinding.problem)),
        finding_causes=listed(By.CAUSE, ReviewFinding.cause),
    )


def trigger_names(session: Session) -> dict[str, str]:
    """Code -> name of the triggers some case has met, each as it was called last."""
    wanted = select(TriggerHit.code, TriggerHit.name, func.max(TriggerHit.id))
    wanted = wanted.group_by(TriggerHit.code, TriggerHit.name).order_by(TriggerHit.code, func.max(TriggerHit.id))
    return {code: name for code, name, _last in session.execute(wanted)}


def _values(named: Sequence[Named]) -> tuple[str, ...]:
    return tuple(each.value for each in named)
