"""Base figures as they leave the services."""

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
