"""What the office defines, as the library takes it; read again only after somebody wrote."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.database import Database
from app.models.own_indicator import KindMapping, OwnIndicator, OwnItem, RatioStep
from app.services.indicators.own import OwnDefinitions, OwnIndicatorText, OwnItemText


class StoredDefinitions:
    """The same object as long as nothing about it has changed, by us or in another window."""

    def __init__(self, database: Database) -> None:
        """Nothing is read yet."""
        self._database = database
        self._seen: tuple[int, OwnDefinitions] | None = None

    def __call__(self) -> OwnDefinitions:
        """As committed now."""
        stamp, seen = self._database.stamp, self._seen
        if seen is None or seen[0] != stamp:
            with self._database.read() as session:
                read = definitions_in(session)
            seen = self._seen = stamp, seen[1] if seen is not None and seen[1] == read else read
        return seen[1]


def definitions_in(session: Session) -> OwnDefinitions:
    """As a session sees them, also within an open unit."""
    items = session.scalars(select(OwnItem).where(~OwnItem.is_withdrawn).order_by(OwnItem.id))
    every = session.scalars(select(OwnIndicator).where(OwnIndicator.effective_on.is_not(None)))
    return OwnDefinitions(
        tuple(OwnItemText(each.name, each.area, each.measure, each.total or "") for each in items),
        tuple(text_of(each) for each in newest(every) if each.withdrawn_on is None),
        {(each.field, each.item): each.is_counted for each in session.scalars(select(RatioStep))},
        {(each.structure, each.kind): each.part for each in session.scalars(select(KindMapping))},
    )


def newest(editions: Iterable[OwnIndicator]) -> list[OwnIndicator]:
    """Of each code the newest edition that took effect: a withdrawn one does not let the one before it back in."""
    found: dict[str, OwnIndicator] = {}
    for each in sorted(editions, key=lambda row: (row.code, row.edition)):
        found[each.code] = each
    return list(found.values())


def text_of(row: OwnIndicator) -> OwnIndicatorText:
    """An edition as the library takes it."""
    return OwnIndicatorText(
        code=row.code,
        edition=row.edition,
        area=row.area,
        name=row.name,
        numerator=row.numerator,
        denominator=row.denominator,
        unit=row.measure,
        is_rate=row.is_rate,
        basis=row.basis,
        source=row.source,
        note=row.note or "",
        first_month=row.valid_from,
        last_month=row.valid_to or "",
    )
