"""A store of the thirteenth schema keeps its base figures, and the month it locked prints the very bytes it did."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.indicator_terms import MonthState
from app.models.upgrade import marks_of
from app.services.base_data.periods import Months
from app.services.base_data.rows import FigureDraft
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError
from app.services.foundation.resources import Resources
from app.services.store.opening import open_store
from tests.architecture.source_tree import ROOT

OLD = ROOT / "tests" / "data" / "schema_0013.zip"  # the store of 22 November 2026 and the papers it had locked
OCTOBER = Months("2026-10", "2026-10")
WORKBOOK = "6eb5db0342f52840697b1d199b444c285263305470f89bd002df28fc744e0ae5"
PDF = "9c15177c249ea29e2c1b1fb82b09cdc611e043cfaf2f9178a5b6f1f3af7775be"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The kept store with its files beside it."""
    with ZipFile(OLD) as kept:
        kept.extractall(tmp_path)
    return tmp_path / "store.jdt"


@pytest.fixture
def desk(old: Path, clock: FixedClock) -> Iterator[OpenDesk]:
    """The same, opened by this program."""
    opened = OpenDesk(open_store(old, clock), clock, Resources.shipped())
    yield opened
    opened.close()


def test_the_kept_store_is_really_of_the_thirteenth_schema(old: Path) -> None:
    assert marks_of(old).revision == "0013"


def test_the_locked_month_stays_locked_and_prints_the_same_bytes(desk: OpenDesk, tmp_path: Path) -> None:
    assert desk.month_closing.standing("2026-10").state is MonthState.LOCKED
    workbook, pdf = desk.monthly_statistics.write("2026-10", tmp_path / "出表")
    assert hashlib.sha256(workbook.read_bytes()).hexdigest() == WORKBOOK
    assert hashlib.sha256(pdf.read_bytes()).hexdigest() == PDF
    with pytest.raises(DomainError, match="锁定"):
        desk.month_closing.compute(Actor("张某"), "2026-10")


def test_figures_and_their_indicators_are_there_and_more_can_be_typed(desk: OpenDesk) -> None:
    rate = next(each for each in desk.indicators.figures(OCTOBER) if each.indicator.code == "XS02")
    assert rate.shown == "14.29%（5/35）"
    desk.base_data.record(Actor("张某"), [FigureDraft("起诉人数", "2026-10", "2026-10", 4)])
    assert desk.store.check().ok
    assert desk.store.verify_audit().ok
