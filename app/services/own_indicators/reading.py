"""Local items and editions as they leave the service."""

from collections.abc import Iterator, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.base_data import BaseFigure
from app.models.own_indicator import OwnIndicator, OwnItem
from app.services.foundation.errors import DomainError
from app.services.indicators.combining import Combined
from app.services.indicators.expressions import NotAnExpression, parsed
from app.services.own_indicators.rows import EditionState, IndicatorDraft, IndicatorEdition, OwnItemRow
from app.services.own_indicators.trial import read_back


class EditionGone(DomainError):
    """No edition, or no item, with that id."""

    def __init__(self) -> None:
        """Taken back or deleted."""
        super().__init__("这一条已经不在了，可能已被撤销或删除。请刷新后再看。")


def edition_of(row: OwnIndicator, newest_in_force: int) -> IndicatorEdition:
    """An edition; ``newest_in_force`` is the newest of its code that took effect, 0 where none did."""
    return IndicatorEdition(
        id=row.id,
        version=row.version,
        edition=row.edition,
        draft=draft_of(row),
        state=_state(row, newest_in_force),
        trial=read_back(row.tested) if row.tested else None,
        effective_on=str(row.effective_on or ""),
        reason=row.reason,
        withdrawn_on=str(row.withdrawn_on or ""),
        withdrawal=row.withdrawal or "",
    )


def draft_of(row: OwnIndicator) -> IndicatorDraft:
    """What an edition says."""
    return IndicatorDraft(
        code=row.code,
        name=row.name,
        area=row.area,
        numerator=row.numerator,
        denominator=row.denominator,
        unit=row.measure,
        is_rate=row.is_rate,
        basis=row.basis,
        source=row.source,
        note=row.note or "",
        valid_from=row.valid_from,
        valid_to=row.valid_to or "",
    )


def put_draft(row: OwnIndicator, draft: IndicatorDraft) -> None:
    """Write what a checked draft says; what a test said of other words goes."""
    row.code, row.name, row.area = draft.code, draft.name, draft.area
    row.numerator, row.denominator, row.measure = draft.numerator, draft.denominator, draft.unit
    row.is_rate, row.basis = draft.is_rate, draft.basis
    row.source, row.note = draft.source, draft.note or None
    row.valid_from, row.valid_to = draft.valid_from, draft.valid_to or None
    row.tested = None


def editions_in(session: Session, code: str | None = None) -> tuple[IndicatorEdition, ...]:
    """Editions by code, the newest first; of one code where it is given."""
    wanted = select(OwnIndicator).order_by(OwnIndicator.code, OwnIndicator.edition.desc())
    if code is not None:
        wanted = wanted.where(OwnIndicator.code == code)
    rows = session.scalars(wanted).all()
    newest: dict[str, int] = {}
    for row in rows:
        if row.effective_on is not None:
            newest[row.code] = max(row.edition, newest.get(row.code, 0))
    return tuple(edition_of(row, newest.get(row.code, 0)) for row in rows)


def item_rows(session: Session, current: Combined) -> tuple[OwnItemRow, ...]:
    """The office's items, those in use first, with what counts them."""
    rows = session.scalars(select(OwnItem).order_by(OwnItem.is_withdrawn, OwnItem.area, OwnItem.id)).all()
    names = [row.name for row in rows]
    wanted = select(BaseFigure.item, func.count()).where(BaseFigure.item.in_(names)).group_by(BaseFigure.item)
    figures = {name: count for name, count in session.execute(wanted)}
    drafts = session.scalars(select(OwnIndicator).where(OwnIndicator.effective_on.is_(None))).all()
    return tuple(
        OwnItemRow(
            id=row.id,
            version=row.version,
            name=row.name,
            area=row.area,
            unit=row.measure,
            total=row.total or "",
            note=row.note or "",
            is_withdrawn=row.is_withdrawn,
            used_by=tuple(users_of(row.name, current, drafts)),
            figures=figures.get(row.name, 0),
        )
        for row in rows
    )


def users_of(name: str, current: Combined, drafts: Sequence[OwnIndicator]) -> Iterator[str]:
    """Everything that counts an item: sums, indicators, drafts."""
    yield from (f"项目“{each.name}”" for each in current.items.values() if each.total and name in each.total.items)
    for each in current.indicators.values():
        if name in (*each.numerator.items, *each.denominator.items):
            yield f"指标 {each.code}"
    for draft in drafts:
        if name in _named(draft.numerator) or name in _named(draft.denominator):
            yield f"草稿 {draft.code}"


def _named(text: str) -> Sequence[str]:
    try:
        return parsed(text).items
    except NotAnExpression:
        return ()


def had(row: OwnIndicator | None) -> OwnIndicator:
    """The edition; raises EditionGone."""
    if row is None:
        raise EditionGone
    return row


def _state(row: OwnIndicator, newest_in_force: int) -> EditionState:
    if row.withdrawn_on is not None:
        return EditionState.WITHDRAWN
    if row.effective_on is None:
        return EditionState.TRIED if row.tested else EditionState.DRAFT
    return EditionState.IN_FORCE if row.edition == newest_in_force else EditionState.REPLACED
