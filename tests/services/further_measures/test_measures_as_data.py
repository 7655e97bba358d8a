"""The list of measures is data: each line says its basis and certainty, and a spoilt one is refused by its key."""

import re
from pathlib import Path

import pytest

from app.models.terms import Certainty, SuggestionKind
from app.services.foundation.errors import DomainError
from app.services.foundation.resources import Resources
from app.services.further_measures.measures import MEASURES_FILE, read_measures


def test_every_kind_of_letter_has_measures_and_each_names_its_article(resources: Resources) -> None:
    measures = read_measures(resources.further_measures)
    for kind in SuggestionKind:
        assert any(each.fits(kind, "") for each in measures)
    assert all(re.search("第.+[条点]", each.basis) for each in measures)
    assert {each.certainty for each in measures} == {Certainty.VERIFIED, Certainty.PARTLY}


def test_only_measures_of_the_letters_path_fit(tmp_path: Path) -> None:
    lay(tmp_path, 'paths = ["civil-execution"]')
    (measure,) = read_measures(tmp_path)
    assert measure.fits(SuggestionKind.CORRECTION, "civil-execution")
    assert measure.fits(SuggestionKind.CORRECTION, "")
    assert not measure.fits(SuggestionKind.CORRECTION, "criminal")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("reciepient = true", "“reciepient”是不认识的项"),
        ('kinds = ["民事"]', "“kinds”（民事）应当是"),
        ('decides = "检察长"', "“acts”没有填写"),
    ],
)
def test_a_spoilt_line_is_refused_by_place_and_key(tmp_path: Path, line: str, told: str) -> None:
    lay(tmp_path, line)
    with pytest.raises(DomainError, match=f"measures.toml 第 1 个措施 的{told}"):
        read_measures(tmp_path)


def lay(folder: Path, line: str) -> None:
    text = f'[[measure]]\ncode = "x"\nname = "某措施"\nbasis = "某规定第一条"\ncertainty = "已核"\n{line}\n'
    (folder / MEASURES_FILE).write_text(text, encoding="utf-8")
