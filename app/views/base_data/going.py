"""Leads to one cell of the grid, whatever it showed before."""

from app.views.base_data.view import BaseDataView


def go_to_cell(view: BaseDataView, unit: str, department: str, item: str, month: str) -> bool:
    """Make the month of an item current; False where the grid has no such cell."""
    view.area.setCurrentIndex(0)
    view.unit.setCurrentText(unit)
    place = view.department.findText(department) if department else 0
    view.department.setCurrentIndex(max(place, 0))
    view.year.setValue(int(month[:4]))
    model = view.model
    row = next((row for row in range(model.rowCount()) if model.line(row).item.name == item), None)
    columns = range(model.columnCount()) if row is not None else ()
    for column in columns:
        index = model.index(row or 0, column)
        cell = model.cell(index)
        if cell is not None and cell.month == month:
            view.grid.setCurrentIndex(index)
            view.grid.scrollTo(index)
            view.grid.setFocus()
            return True
    return False
