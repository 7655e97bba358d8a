"""Leads to one cell of the grid, whatever it showed before."""

from app.views.base_data.view import BaseDataView


def go_to_cell(view: BaseDataView, unit: str, department: str, item: str, month: str) -> bool:
    """Make the month of an item current; False where the grid has no such cell."""
    choices = view.choices
    choices.unit.setCurrentText(unit)
    view.go_to_place(department, int(month[:4]), is_by_quarter=False)
    if view.model.row_of(item) is None:
        return False
    view.grid.show_item(item, month)
    view.grid.scrollTo(view.grid.currentIndex())
    view.grid.setFocus()
    return True
