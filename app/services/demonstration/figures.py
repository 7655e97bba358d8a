"""Base data of the demonstration: two years month by month, whose counts agree with each other but for a few slips."""

from collections import ChainMap, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from app.models.base_data import BaseFigure
from app.models.database import Unit
from app.models.indicator_terms import FigureSource
from app.models.office import Office
from app.services.demonstration.chance import Chance
from app.services.demonstration.figure_words import MONTHS, FigurePlan, Group, Recipe
from app.services.indicators.trend import YEAR, each_of, shifted, up_to

_INNER = "_"  # names that are only reckoned with


class Place(NamedTuple):
    """Whose count of which month; the department is empty for the whole office."""

    department: str
    month: str


class FigureMaking:
    """Draws the counts of the months up to the last whole one."""

    def __init__(self, plan: FigurePlan, chance: Chance, today: date) -> None:
        """The same chance gives the same counts."""
        self._plan, self._chance = plan, chance
        self.months = each_of(up_to(shifted(f"{today:%Y-%m}", -1), MONTHS))
        self._known: dict[Place, dict[str, int]] = defaultdict(dict)

    def counts(self) -> dict[Place, dict[str, int]]:
        """The counts by item, of the departments and of the whole office; the slips among them."""
        for at, month in enumerate(self.months):
            for group in self._plan.groups:
                if at >= len(self.months) - group.months:
                    self._add(group, month)
        for slip in self._plan.slips:
            self._known[Place("", self.month_ago(slip.ago))][slip.item] = slip.count
        return self._known

    def month_ago(self, ago: int) -> str:
        """So many months before the last one."""
        return self.months[-1 - ago]

    def _add(self, group: Group, month: str) -> None:
        whole = self._known[Place("", month)]
        for department in group.departments:
            own = self._known[Place(department, month)]
            for recipe in group.recipes:
                count = self._count(recipe, Place(department, month), ChainMap(own, whole))
                if count is None:
                    continue
                own[recipe.name] = count
        for recipe in group.recipes:
            given = [self._known[each][recipe.name] for each in self._departments(month, recipe.name)]
            if given:
                whole[recipe.name] = sum(given)

    def _departments(self, month: str, item: str) -> list[Place]:
        places = [place for place in self._known if place.month == month and place.department]
        return [place for place in places if item in self._known[place]]

    def _count(self, recipe: Recipe, place: Place, known: ChainMap[str, int]) -> int | None:
        if recipe.level is not None:
            return self._chance.number(*recipe.level)
        if recipe.equals is not None:
            return recipe.equals.value(known)
        if recipe.of is not None:
            whole = recipe.of.value(known)
            return None if whole is None else (whole * self._chance.number(*recipe.share) + 50) // 100
        if recipe.before:
            earlier = self._known.get(Place(place.department, shifted(place.month, -1)), {})
            return earlier.get(recipe.before, recipe.start)
        return self._known.get(Place(place.department, shifted(place.month, -YEAR)), {}).get(recipe.year_ago)


def insert_figures(unit: Unit, making: FigureMaking, plan: FigurePlan) -> None:
    """Write the counts as an office would have typed them."""
    office = unit.session.scalars(select(Office.name)).one()
    notes = {(making.month_ago(slip.ago), slip.item): slip.note for slip in plan.slips if slip.note}
    rows = [
        {
            "unit": office,
            "department": place.department,
            "item": item,
            "first": place.month,
            "last": place.month,
            "count": count,
            "source": FigureSource.TYPED,
            "origin": None,
            "note": None if place.department else notes.get((place.month, item)),
            "batch_id": None,
        }
        for place, counts in making.counts().items()
        for item, count in counts.items()
        if not item.startswith(_INNER)
    ]
    last = unit.last_id(BaseFigure)
    unit.insert_many(BaseFigure, [{"id": last + at, **row} for at, row in enumerate(rows, 1)])


def scanned_months(making: FigureMaking, plan: FigurePlan) -> Sequence[str]:
    """The months somebody holds against those before them: those of the slips, the oldest first."""
    return sorted({making.month_ago(slip.ago) for slip in plan.slips})
