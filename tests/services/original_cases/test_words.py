"""The words of results, kinds and petitions: complete, told by their other writings, refused where a file is spoilt."""

import shutil
from pathlib import Path

import pytest

from app.services.foundation.errors import DomainError
from app.services.foundation.resources import Resources
from app.services.original_cases.words import CaseWords


@pytest.fixture
def words(resources: Resources) -> CaseWords:
    """The shipped words."""
    return CaseWords(resources.reverse_reviews)


def test_every_result_that_triggers_ask_for_is_there(words: CaseWords) -> None:
    assert set(words.results_of("indictment_result")) == {
        *("提起公诉", "法定不起诉", "酌定不起诉", "存疑不起诉", "附条件不起诉", "撤回起诉", "撤销案件"),
    }
    assert set(words.results_of("judgment_result")) == {
        *(
            "有罪判决（实刑）",
            "缓刑",
            "管制拘役或单处附加刑",
            "免予刑事处罚",
            "无罪",
            "发回重审",
            "准许撤回起诉",
            "其他",
        ),
    }
    assert set(words.results_of("difference")) == {"事实", "罪名", "量刑"}
    assert {"刑事申诉", "国家赔偿", "信访申诉", "重复信访", "阻碍律师执业权利"} == {
        each.name for each in words.petition_kinds
    }


@pytest.mark.parametrize(
    ("column", "written", "meant"),
    [
        ("arrest_result", "不捕", "不批准逮捕"),
        ("arrest_result", "不批准逮捕(证据不足)", "不批准逮捕（存疑）"),
        ("indictment_result", "相对不诉", "酌定不起诉"),
        ("judgment_result", "免于刑事处罚", "免予刑事处罚"),
        ("petition_result", "息诉罢访", "息诉"),
    ],
)
def test_another_writing_is_known(words: CaseWords, column: str, written: str, meant: str) -> None:
    assert words.result_meant(column, written) == meant


@pytest.mark.parametrize(
    ("column", "written", "meant"),
    [
        ("judgment_result", "判处有期徒刑三年，缓刑四年", "缓刑"),
        ("judgment_result", "判处有期徒刑三年", "有罪判决（实刑）"),
        ("judgment_result", "犯危险驾驶罪，判处拘役一个月", "管制拘役或单处附加刑"),
        ("arrest_result", "因证据不足决定不批准逮捕", "不批准逮捕（存疑）"),
        ("arrest_result", "2025年3月1日批准逮捕", "批准逮捕"),
        ("indictment_result", "移送审查起诉", None),
    ],
)
def test_a_sentence_tells_its_result(words: CaseWords, column: str, written: str, meant: str | None) -> None:
    assert words.result_within(column, written) == meant


def test_a_spoilt_file_is_refused_with_its_name_and_key(resources: Resources, tmp_path: Path) -> None:
    folder = tmp_path / "words"
    shutil.copytree(resources.reverse_reviews, folder)
    path = folder / "stage_results.toml"
    path.write_text(path.read_text("utf-8").replace('column = "judgment_result"', 'column = "verdict"', 1), "utf-8")
    with pytest.raises(DomainError, match=r"stage_results\.toml 第 \d+ 个结果 的“column”（verdict）"):
        CaseWords(folder).results_of("arrest_result")
