"""Leads to one cell of the grid, whatever it showed before."""

from app.services.base_data.periods import Months
from app.services.base_data.year_grid import quarters
from app.views.base_data.view import BaseDataView


def go_to_cell(view: BaseDataView, whose: tuple[str, str], item: str, months: Months) -> bool:
    """Make the month or quarter of an item current; False where the grid has no such cell.

    ``whose`` are unit and department, the latter empty for the whole unit.
    """
    (unit, department), year, month = whose, int(months.last[:4]), months.last
    is_by_quarter = months in quarters(year)
    if not is_by_quarter and months.first != months.last:
        return False
    view.choices.unit.setCurrentText(unit)
    view.go_to_place(department, year, is_by_quarter=is_by_quarter)
    if view.model.row_of(item) is None:
        return False
    view.grid.show_item(item, month)
    view.grid.scrollTo(view.grid.currentIndex())
    view.grid.setFocus()
    return True
