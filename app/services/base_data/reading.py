"""Base figures as they leave the services."""

from typing import Any

from app.models.base_data import BaseFigure
from app.services.base_data.rows import FigureRow


def row_of(figure: BaseFigure) -> FigureRow:
    """The row as it leaves the service."""
    return FigureRow(
        id=figure.id,
        version=figure.version,
        unit=figure.unit,
        department=figure.department,
        item=figure.item,
        first=figure.first,
        last=figure.last,
        count=figure.count,
        source=figure.source,
        origin=figure.origin or "",
        note=figure.note or "",
        batch_id=figure.batch_id,
    )


FIGURE_COLUMNS = (
    *(BaseFigure.id, BaseFigure.version, BaseFigure.unit, BaseFigure.department, BaseFigure.item, BaseFigure.first),
    *(BaseFigure.last, BaseFigure.count, BaseFigure.source, BaseFigure.origin, BaseFigure.note, BaseFigure.batch_id),
)


def row_from(columns: Any) -> FigureRow:
    """A row from ``FIGURE_COLUMNS``: a year of the grid is thousands of them, which objects would make slow."""
    *first, origin, note, batch_id = columns
    return FigureRow(*first, origin or "", note or "", batch_id)  # type: ignore[call-arg]  # the columns name them
