"""The file of grades: shipped it says what is known, spoilt it is refused with file and key; no grade is a default."""

import re
from datetime import date
from pathlib import Path

import pytest

from app.models.terms import Certainty
from app.services.foundation.errors import DomainError
from app.services.foundation.resources import Resources
from app.services.review_grades.grade_sets import FILE, read_grade_sets

SHIPPED = Resources.shipped().reverse_reviews / FILE
GRADES = ("优质", "合格", "瑕疵", "基本合格", "不合格")


def test_the_shipped_sets_have_their_validity_source_and_certainty() -> None:
    sets = read_grade_sets(SHIPPED.parent)
    old, new = sets.sets
    assert (old.grades, old.valid_from, sets.last_day("2018")) == (
        ("优质", "合格", "瑕疵", "不合格"),
        date(2018, 1, 1),
        date(2025, 12, 31),
    )
    assert (new.grades, new.valid_from) == (("优质", "合格", "基本合格", "不合格"), date(2026, 1, 1))
    assert (old.certainty, new.certainty, new.is_day_open, old.is_day_open) == (
        Certainty.VERIFIED,
        Certainty.PARTLY,
        True,
        False,
    )
    assert sets.on(date(2025, 12, 31)) is old
    assert sets.on(date(2026, 1, 1)) is new
    with pytest.raises(DomainError, match="2018-01-01"):
        sets.on(date(2017, 12, 31))


@pytest.mark.parametrize(
    ("standing", "spoilt", "told"),
    [
        ('code = "2018"', 'code = ""', "code"),
        ("valid_from = 2018-01-01", 'valid_from = "2018-01-01"', "valid_from"),
        ("valid_from = 2018-01-01", "valid_from = 2026-01-01", "set"),
        ('grades = ["优质", "合格", "瑕疵", "不合格"]', "grades = []", "grades"),
        ('certainty = "部分核实"', 'certainty = "大概"', "certainty"),
        ('verdicts = ["错误"]', 'verdicts = ["出错"]', "verdicts"),
        ("decision_days = 10", "decision_days = 0", "decision_days"),
        ("decides_findings = [", "decides_finding = [", "decides_finding"),
        ("[objections]", "[objection]", "objection"),
    ],
)
def test_a_spoilt_file_is_refused_with_its_name_and_the_key(
    tmp_path: Path, standing: str, spoilt: str, told: str
) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    assert standing in text
    (tmp_path / FILE).write_text(text.replace(standing, spoilt, 1), encoding="utf-8")
    with pytest.raises(DomainError, match=FILE) as refused:
        read_grade_sets(tmp_path)
    assert f"“{told}”" in str(refused.value)


def test_no_grade_is_named_in_the_program_so_that_none_can_be_its_default() -> None:
    """Grades stand in the file and in what people write; code that names one could assign or suggest it."""
    root = Path(__file__).resolve().parents[3] / "app"
    literal = re.compile(rf"""["']({"|".join(GRADES)})["']""")
    folders = ("services/review_grades", "views/review_grades")
    named = [
        f"{path.name}:{number}"
        for folder in folders
        for path in sorted((root / folder).glob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if literal.search(line)
    ]
    assert named == []
