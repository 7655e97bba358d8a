"""Which departments have not given a month: measured by what each gave within the year that ends with it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from app.services.base_data.periods import month_before
from app.services.base_data.rows import DepartmentMonth

_LOOKED_BACK = 11  # months


def given_by_departments(
    figures: Iterable[tuple[str, str, str, str]], months: Sequence[str]
) -> tuple[DepartmentMonth, ...]:
    """``figures`` are (department, item, first, last); a quarter's figure gives its three months."""
    by_department: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for department, item, first, last in figures:
        by_department[department].append((item, first, last))
    found = []
    for month in months:
        since = month_before(month, _LOOKED_BACK)
        for department in sorted(by_department):
            lately = [each for each in by_department[department] if each[1] <= month and since <= each[2]]
            usual = {item for item, _first, _last in lately}
            given = {item for item, first, last in lately if first <= month <= last}
            if usual:
                found.append(DepartmentMonth(department, month, len(given), len(usual)))
    return tuple(found)
