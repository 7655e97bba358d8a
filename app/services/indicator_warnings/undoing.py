"""After an act was taken back: which base figures and bands it gave their former state."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.models.base import Record
from app.models.base_data import BaseFigure
from app.models.indicator_warning import IndicatorBand
from app.models.own_indicator import KindMapping, OwnIndicator, OwnItem, OwnRule, RatioStep
from app.services.base_data.following import Touched
from app.services.trail.net import Net

_DEFINITIONS = {each.__tablename__ for each in (OwnRule, OwnIndicator, OwnItem, RatioStep, KindMapping)}


def figures_of(session: Session, done: Iterable[Net]) -> Iterator[Touched]:
    """The base figures; where one was moved, the place it had and the one it has."""
    names = ("unit", "department", "item", "first", "last")
    for image in _images(session, done, BaseFigure):
        yield Touched(*(str(image.get(name, "")) for name in names))


def bands_of(session: Session, done: Iterable[Net]) -> set[tuple[str, str]]:
    """Code and unit of the bands."""
    return {(str(image["code"]), str(image["unit"])) for image in _images(session, done, IndicatorBand)}


def has_definitions(done: Iterable[Net]) -> bool:
    """Whether a rule, an indicator, or what a sum is made of is another one now."""
    return any(net.table in _DEFINITIONS for net in done)


def _images(session: Session, done: Iterable[Net], table: type[Record]) -> Iterator[Mapping[str, Any]]:
    for net in done:
        if net.table != table.__tablename__:
            continue
        row = session.get(table, net.row_id) if net.before is not None and net.after is not None else None
        standing = {} if row is None else {column.key: getattr(row, column.key) for column in table.__table__.columns}
        for image in (net.before, net.after):
            if image is not None:
                yield {**standing, **image}
