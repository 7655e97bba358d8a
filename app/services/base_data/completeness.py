"""Which departments have not given a month: measured by what each gave within the year that ends with it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from app.services.base_data.rows import DepartmentMonth

_LOOKED_BACK = 11  # months


def given_by_departments(
    figures: Iterable[tuple[str, str, str, str]], months: Sequence[str]
) -> tuple[DepartmentMonth, ...]:
    """``figures`` are (department, item, first, last); a quarter's figure gives its three months."""
    covered: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))  # months by department and item
    for department, item, first, last in figures:
        covered[department][item].update(range(_place(first), _place(last) + 1))
    found = []
    for month in months:
        at = _place(month)
        for department in sorted(covered):
            every = covered[department].values()
            given = sum(at in its for its in every)
            usual = sum(at in its or any(at - back in its for back in range(1, _LOOKED_BACK + 1)) for its in every)
            if usual:
                found.append(DepartmentMonth(department, month, given, usual))
    return tuple(found)


def _place(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:])
