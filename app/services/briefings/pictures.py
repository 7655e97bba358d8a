"""The charts of a briefing, drawn of its frozen figures, and the section each stands in."""

from collections.abc import Iterator, Sequence

from app.models.indicator_terms import BriefingKind
from app.services.briefings.figures import BriefingFigure, parts_of
from app.services.briefings.rows import BriefingCard
from app.services.briefings.series import REPLY_TIME, TREND
from app.services.documents.charts import BarSpec, ChartSpec, RowBarSpec, Series

# Where a chart stands: the section, and what it shows.
_PLACES: dict[BriefingKind, tuple[tuple[str, str], ...]] = {
    BriefingKind.BULLETIN: (("totals", "trend"), ("suggestions", "kinds.issued"), ("suggestions", REPLY_TIME)),
    BriefingKind.ANALYSIS: (("totals", "trend"), ("focus", "kinds.issued"), ("focus", REPLY_TIME)),
    BriefingKind.IMPLEMENTATION: (("issued", "trend"), ("issued", "cohort_kinds.issued"), ("replies", REPLY_TIME)),
}


def charts_of(card: BriefingCard, section: str) -> Iterator[ChartSpec]:
    """The charts of a section; one of which nothing is known, or all is nought, is left out."""
    for place, what in _PLACES[card.row.kind]:
        if place == section:
            made = _trend(card) if what == "trend" else _parts(card, what)
            if made is not None and made.top > 0:
                yield made


def _trend(card: BriefingCard) -> ChartSpec | None:
    lines = [(name, parts_of(card.figures, code)) for code, name, _measure in TREND]
    if not lines[0][1]:
        return None
    months = tuple(each.code.partition("/")[2] for each in lines[0][1])
    series = tuple(Series(name, _values(parts)) for name, parts in lines)
    return BarSpec(f"检察建议逐月制发与回复（{months[0]} 至 {months[-1]}）", months, series, "件", _source(card))


def _parts(card: BriefingCard, code: str) -> ChartSpec | None:
    parts = parts_of(card.figures, code)
    if not parts:
        return None
    names = tuple(each.name for each in parts)
    if code == REPLY_TIME:
        return BarSpec("回复用时（天）", names, (Series("回复", _values(parts)),), "件", _source(card))
    series = (Series("制发", _values(parts)),)
    whole = sum(each.n or 0 for each in parts)
    ends = tuple(f"{each.n}/{whole}" for each in parts)
    return RowBarSpec("制发检察建议按类型", names, series, "件", _source(card), ends=ends, whole=whole)


def _values(parts: Sequence[BriefingFigure]) -> tuple[float | None, ...]:
    return tuple(None if each.n is None else float(each.n) for each in parts)


def _source(card: BriefingCard) -> str:
    return f"本台账，截止 {card.row.as_of}"
