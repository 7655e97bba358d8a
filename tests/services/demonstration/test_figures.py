"""The base data of a demonstration: they agree with each other, fill the tables, and raise a few warnings."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.bootstrap import OpenDesk
from app.models.base_data import BaseFigure
from app.models.database import Database
from app.models.indicator_warning import FigureWarning
from app.services.base_data.periods import Months
from app.services.demonstration.figure_words import read_figure_plan
from app.services.demonstration.service import Demonstration
from app.services.foundation.clock import FixedClock, SystemClock
from app.services.foundation.resources import Resources
from app.services.indicator_warnings.rows import WarningQuery
from tests.services.demonstration.conftest import DAY, NOON

WHOLE = Months("2024-11", "2026-10")


@pytest.fixture
def desk(shown: Database, resources: Resources) -> OpenDesk:
    """All services on the demonstration, on its day."""
    return OpenDesk(shown, FixedClock(NOON), resources)


def test_figures_reach_back_two_years_and_no_further_than_the_last_whole_month(shown: Database) -> None:
    with shown.read() as session:
        months = session.scalars(select(BaseFigure.first).distinct().order_by(BaseFigure.first)).all()
        departments = set(session.scalars(select(BaseFigure.department).distinct()))
    assert (months[0], months[-1], len(months)) == ("2024-11", "2026-10", 24)
    assert departments == {"", "第一检察部", "第二检察部"}


def test_every_rule_holds_in_two_years_but_for_the_one_slip(desk: OpenDesk) -> None:
    broken = desk.figure_rules.broken("", WHOLE)
    assert [(each.code, each.month, each.department) for each in broken] == [("七日回复", "2026-10", "")]


def test_warnings_wait_and_one_has_its_conclusion(desk: OpenDesk) -> None:
    found = desk.indicator_warnings.warnings(WarningQuery())
    assert {(each.name, each.state_shown) for each in found} == {
        ("七日内程序性回复件数", "待核查"),
        ("七日内程序性回复不多于应回复", "待核查"),
        ("支持起诉件数", "待核查"),
        ("检察听证场次", "已有结论"),
    }
    assert len(found) == 4


def test_quarterly_table_and_structures_have_no_gap(desk: OpenDesk) -> None:
    table = desk.quarterly_tables.table("", "2026-Q3")
    assert [line.name for line in table.lines if line.reason] == []
    for structure in desk.indicators.structures("青山县人民检察院", "2026-10"):
        for part in structure.parts:
            assert part.points[0].figure.value is not None
            assert part.points[0].rolling.value is not None


def test_every_item_that_is_written_is_one_of_the_library(desk: OpenDesk, resources: Resources) -> None:
    plan = read_figure_plan(resources.samples / "demonstration_figures.toml")
    names = {recipe.name for group in plan.groups for recipe in group.recipes if not recipe.name.startswith("_")}
    assert names - set(desk.indicators.library.items) == set()


def test_a_handful_of_matters_comes_without_figures(store_path: Path, resources: Resources) -> None:
    Demonstration(resources, SystemClock()).make(store_path, matters=2, today=DAY)
    with Database(store_path).read() as session:
        assert session.scalar(select(func.count(BaseFigure.id))) == 0
        assert session.scalar(select(func.count(FigureWarning.id))) == 0
