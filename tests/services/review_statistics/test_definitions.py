"""The file of figures: what is spoilt in it is refused by file, place and key."""

from pathlib import Path

import pytest

from app.services.foundation.errors import DomainError
from app.services.foundation.resources import Resources
from app.services.review_statistics.definitions import read_definitions

SHIPPED = Resources.shipped().reverse_reviews / "figures.toml"


@pytest.mark.parametrize(
    ("good", "spoilt", "said"),
    [
        ('n = "begun"', 'n = "starts"', "“n”“starts”不是可以统计的量"),
        ('list = "reverse"', 'list = "both"', "“list”应当是 reverse"),
        ('certainty = "未核"', 'certainty = "也许"', "“certainty”应当是已核、部分核实、未核之一"),
        ('unit = "件"', 'unit = "吨"', "“unit”应当是"),
        ('unit = "件"', 'units = "件"', "“units”是不认识的项"),
        ('code = "reverse.concluded"', 'code = "reverse.begun"', "“code”“reverse.begun”写了两次"),
        ('n = "begun"', 'n = "begun"\nkinds = ["rule"]', "“kinds”只能用于审视结果"),
        ('d_words = "', 'd_words = ""\nnote = "', "“note”是不认识的项"),
    ],
)
def test_a_spoilt_file_is_refused_by_place_and_key(tmp_path: Path, good: str, spoilt: str, said: str) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    assert good in text
    path = tmp_path / "figures.toml"
    path.write_text(text.replace(good, spoilt, 1), encoding="utf-8")
    with pytest.raises(DomainError, match=said) as refusal:
        read_definitions(path)
    assert "文件 figures.toml" in str(refusal.value)


def test_the_notes_say_that_nothing_is_ranked_or_scored() -> None:
    notes = "".join(read_definitions(SHIPPED).notes)
    assert "不作排名、不计分，不得作为考核依据" in notes
    assert "分开统计，不相加" in notes
