"""own-form: a form of the office filled from the command line."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.bootstrap import Shop
from app.models.actor import Actor
from app.models.indicator_terms import FormSource
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.own_forms.rows import MappingDraft
from tests.commands.conftest import Command
from tests.services.own_forms.forms import quarterly_form


@pytest.fixture
def shop(clock: FixedClock, resources: Resources) -> Shop:
    """What opens the store beside the command line."""
    return Shop(clock, resources)


def test_a_form_is_filled_and_what_is_left_empty_is_told(
    store: Command, shop: Shop, store_path: Path, tmp_path: Path
) -> None:
    desk = shop.open(store_path)
    try:
        form = desk.own_forms.take_in(Actor("张某"), quarterly_form(tmp_path / "季度表.xlsx"))
        drafts = [
            MappingDraft("基本情况", "C5", FormSource.STATISTIC, "suggestions.issued"),
            MappingDraft("基本情况", "C6", FormSource.ITEM, "不捕人数"),
        ]
        desk.own_forms.map_cells(Actor("张某"), form.id, drafts)
    finally:
        desk.close()
    out = tmp_path / "填好.xlsx"
    said = store("own-form", "季度表", "--period", "2022-02", "--out", out).said
    assert "已填 1 个单元格" in said
    assert "没有填报过" in said
    assert load_workbook(out)["基本情况"]["C5"].value == 3  # the three letters of February 2022
    told = store("own-form", "季度表", "--period", "2022-01..2022-03", "--out", out, "--json").json
    assert [each["shown"] for each in told["cells"]] == ["3", ""]
    assert store("own-form", "没有的表", "--period", "2022-02", "--out", out).refused
