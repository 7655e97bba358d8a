"""再审 and 民行监督: supervising once more, or going to the superior office; no urging must precede."""

import pytest

from app.models.terms import SuggestionKind
from app.services.foundation.errors import DomainError
from tests.services.further_measures.conftest import Unheeded

GENERAL = ["report-superior", "notify-authority", "report-party-congress", "notify-government", "sue"]


def test_a_retrial_suggestion_offers_supervising_again_and_the_superior_office_only(unheeded: Unheeded) -> None:
    letter = unheeded.served(SuggestionKind.RETRIAL, received="2026-08-03")
    assert unheeded.offered(letter) == {"ls-again": "", "ls-superior": ""}
    assert any("不以督促为前提" in each for each in unheeded.card(letter).hints)


def test_the_court_has_three_months_first(unheeded: Unheeded) -> None:
    letter = unheeded.served(SuggestionKind.RETRIAL, received="2026-09-03")
    with pytest.raises(DomainError, match=r"2026-12-03 才届满.*民事诉讼监督规则（2021）第一百二十四条"):
        unheeded.decided(letter, "ls-superior")


def test_a_correction_offers_both_ways_while_its_path_is_not_known(unheeded: Unheeded) -> None:
    letter = unheeded.served(SuggestionKind.CORRECTION)
    offered = unheeded.offered(letter)
    assert offered["ls-again"] == ""
    assert "还没有督促" in offered["report-superior"]


def test_the_superior_office_is_asked_by_decision_and_the_report_is_registered(unheeded: Unheeded) -> None:
    letter = unheeded.served(SuggestionKind.RETRIAL)
    unheeded.decided(letter, "ls-superior")
    unheeded.carried_out(letter, "ls-superior")
    assert str(unheeded.measure(letter, "ls-superior").carried_out_on) == "2026-11-21"


@pytest.mark.parametrize(
    ("path", "offered"),
    [
        ("correction-civil-trial", ["ls-again", "ls-superior"]),
        ("correction-criminal", GENERAL),
        ("administrative-violation", ["av-superior", *GENERAL]),
    ],
)
def test_a_correction_goes_by_its_path(unheeded: Unheeded, path: str, offered: list[str]) -> None:
    letter = unheeded.served(SuggestionKind.CORRECTION, path=path)
    assert list(unheeded.offered(letter)) == offered
