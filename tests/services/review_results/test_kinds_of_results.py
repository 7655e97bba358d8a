"""The kinds of results are data: read with their certainty, refused with file and key where they are spoilt."""

import shutil
from pathlib import Path

import pytest

from app.services.foundation.errors import DomainError
from app.services.foundation.resources import Resources
from app.services.review_results.kinds import RESULTS_FILE, Reach, ResultKinds


def test_the_shipped_kinds_name_who_decides_and_a_paper_there_is(resources: Resources) -> None:
    kinds = ResultKinds(resources.reverse_reviews).all
    assert [kind.name for kind in kinds] == [
        *("个案讲评", "专项通报", "反向审视提醒函", "检察建议", "移送监督线索"),
        *("移送检务督察", "专题培训", "制度机制", "报告（其他）"),
    ]
    outside = [kind for kind in kinds if kind.reach is not Reach.INSIDE and kind.opens != "suggestion"]
    assert {(kind.act, kind.decides) for kind in outside} == {("review-paper", "检察长")}
    papers = {path.stem for path in resources.documents.rglob("*.toml")}
    assert {kind.paper for kind in kinds if kind.paper} <= papers


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('reach = "外部"', 'reach = "外面"', "第 4 个结果 的“reach”（外面）应当是"),
        ('code = "training"', 'code = "rule"', "重复"),
        ('decides = "检察长"', 'decides = ""', "要写明依据哪种审批"),
        ('opens = "clue"', 'opens = "matter"', "“opens”（matter）应当是"),
        ("note =", "nota =", "“nota”是不认识的项"),
    ],
)
def test_a_spoilt_line_is_refused_with_file_and_key(
    resources: Resources, tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    shutil.copy(resources.reverse_reviews / RESULTS_FILE, tmp_path)
    path = tmp_path / RESULTS_FILE
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    with pytest.raises(DomainError) as refused:
        _ = ResultKinds(tmp_path).all
    assert sentence in str(refused.value)
    assert RESULTS_FILE in str(refused.value)
