"""After a number is written only the rules it can break are checked, and the outcome is that of checking all."""

import json
import random
from collections import defaultdict

import pytest
from sqlalchemy import event, select

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.indicator_terms import WarningKind
from app.models.indicator_warning import FigureWarning
from app.services.base_data.periods import Months
from app.services.base_data.rows import FigureDraft
from app.services.figure_rules.among import among
from app.services.figure_rules.model import rule_of, standard_rules
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.indicator_warnings.causes import rule_code
from app.services.indicators.library import IndicatorLibrary

SHIPPED = Resources.shipped()
LIBRARY = IndicatorLibrary(SHIPPED.indicators)
RULES = [rule_of(row, LIBRARY.items) for row in standard_rules(SHIPPED.base_data).values()]
OF_EVERY_ITEM = [rule.row.code for rule in RULES if not rule.expressions]
TOTAL = next(item for item in LIBRARY.items.values() if item.total is not None)
MONTHS = [f"2026-{month:02}" for month in (7, 8, 9, 10)]
PERIODS = [*(Months(each, each) for each in MONTHS), Months("2026-07", "2026-09")]
YEAR = Months("2026-01", "2026-12")
DEPARTMENTS = ["", "", "第一检察部", "第二检察部"]
CARRIED = ["审查起诉上期未结件数", "审查起诉期末未结件数"]
ROUNDS = 40


@pytest.fixture
def desk(database: Database, clock: FixedClock, resources: Resources) -> OpenDesk:
    """All services on an empty store."""
    return OpenDesk(database, clock, resources)


def test_a_number_reaches_the_rules_that_name_it_or_a_total_of_it_and_those_of_every_item() -> None:
    reach = among(RULES, LIBRARY.items, {"起诉时羁押人数"})
    assert sorted(each.row.code for each in reach.rules) == sorted([*OF_EVERY_ITEM, "羁押-起诉"])
    assert reach.items == {"起诉时羁押人数", "起诉人数"}
    assert TOTAL.total is not None
    of_a_part = among(RULES, LIBRARY.items, {TOTAL.total.items[0]}).items
    assert of_a_part is not None
    assert of_a_part >= {TOTAL.name, *TOTAL.total.items}


def test_the_work_for_one_number_does_not_depend_on_how_many_others_there_are(
    desk: OpenDesk, database: Database, actor: Actor
) -> None:
    steps = [0]

    def count() -> None:
        steps[0] += 1

    event.listen(database.engine, "checkout", lambda raw, *_: raw.set_progress_handler(count, 10))
    names = [item.name for item in LIBRARY.items.values() if item.total is None]
    took = list[int]()
    for many in (["起诉人数", "起诉时羁押人数"], names):
        desk.base_data.record(actor, [FigureDraft(each, month, month, 0) for each in many for month in MONTHS])
        steps[0] = 0
        desk.base_data.record(actor, [FigureDraft("起诉时羁押人数", "2026-10", "2026-10", len(many))])
        took.append(steps[0])
    assert took[1] < 2 * took[0]


def test_warnings_after_many_writes_are_those_of_checking_everything(
    desk: OpenDesk, database: Database, actor: Actor
) -> None:
    chance = random.Random(20261126)  # noqa: S311 - numbers of a test, no secrets
    assert TOTAL.total is not None
    names = ["起诉人数", "起诉时羁押人数", TOTAL.name, *TOTAL.total.items[:3], *CARRIED]
    shown = desk.figure_rules.broken("", YEAR)
    for _ in range(ROUNDS):
        drafts = [
            FigureDraft(chance.choice(names), *chance.choice(PERIODS), chance.randint(0, 4), chance.choice(DEPARTMENTS))
            for _ in range(chance.randint(1, 3))
        ]
        done = desk.base_data.record(actor, list({(d.item, d.first, d.last, d.department): d for d in drafts}.values()))
        if chance.random() < 0.2:
            desk.history.take_back(actor, done.act)
        every = desk.figure_rules.broken("", YEAR)
        shown = desk.figure_rules.broken_after("", YEAR, shown, {each.item for each in drafts})
        assert shown == every
        told = defaultdict[tuple[str, str, str], str](str)
        for each in every:
            told[rule_code(each), each.department, each.month] += each.sentence
        assert standing(database) == told
    assert shown


def standing(database: Database) -> dict[tuple[str, str, str], str]:
    """What stands there of rules: by rule, department and month, every sentence."""
    wanted = select(FigureWarning).where(FigureWarning.kind == WarningKind.RULE, FigureWarning.is_standing)
    with database.read() as session:
        found = session.scalars(wanted).all()
    return {(each.code, each.department, each.month): json.loads(each.figures)["now"] for each in found}
