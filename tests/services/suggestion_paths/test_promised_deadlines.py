"""What a path says its steps start is what the docket starts: both are data, and neither reads the other."""

import pytest

from app.bootstrap import OpenDesk
from app.models.terms import RecordType
from app.services.docket.starts import read_starts
from app.services.foundation.resources import Resources
from app.services.foundation.toml_table import TomlTable
from app.services.suggestion_paths.library import PathLibrary
from app.services.suggestion_paths.model import SuggestionPath

SHIPPED = Resources.shipped()
NOT_COUNTED = {"F04-1"}  # 随办: has no number of days


def of_events(desk: OpenDesk, path: SuggestionPath) -> set[str]:
    """What the days of a letter on the path start."""
    starts = read_starts(SHIPPED.rules, desk.deadlines.library)
    fitting = (each for each in starts if each.record_type is RecordType.SUGGESTION)
    return {code for each in fitting if each.fits(path.kind.label, {"path": path.code}) for code in each.codes}


def of_replies(path: SuggestionPath) -> set[str]:
    """By which rules its addressee has to answer."""
    lines = TomlTable.read(SHIPPED.rules / "reply_periods.toml").tables("reply", "回复期限")
    return {each.text("code") for each in lines if path.code in (each.texts("paths") or (path.code,))}


@pytest.mark.parametrize("path", PathLibrary(SHIPPED.suggestion_paths).all, ids=lambda path: path.code)
def test_every_deadline_that_a_path_names_is_started(desk: OpenDesk, path: SuggestionPath) -> None:
    promised = {code for step in path.steps for code in step.starts} - NOT_COUNTED
    assert promised - of_events(desk, path) - of_replies(path) == set()


def test_each_letter_is_filed_by_one_rule(desk: OpenDesk) -> None:
    rules = {"F03", "G08", "E02-2"}
    filed = {path.code: of_events(desk, path) & rules for path in PathLibrary(SHIPPED.suggestion_paths).all}
    assert filed.pop("administrative-violation") == {"G08"}
    assert filed.pop("public-interest-administrative") == {"E02-2"}
    assert set(map(frozenset, filed.values())) == {frozenset({"F03"})}
