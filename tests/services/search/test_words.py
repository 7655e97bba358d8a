"""Text is cut into overlapping pairs, so that words of two characters are found and nothing is found by accident."""

import pytest

from app.services.search.words import endings, indexed, question, snippet


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("社区矫正", "社区 区矫 矫正 正"),
        ("罚金，漏管。", "罚金 金 漏管 管"),
        ("青检建〔2026〕3号", "青检 检建 建 2026 3 号"),
        ("𠮷某", "𠮷某 某"),
        ("ＡＢc-12", "abc 12"),
        ("", ""),
    ],
)
def test_text_becomes_pairs_and_whole_words(text: str, tokens: str) -> None:
    assert indexed(text) == tokens


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("漏管", '"漏管"'),
        ("漏", '"漏"*'),
        ("社区矫正 罚金", '"社区 区矫 矫正" AND "罚金"'),
        ("JY2026-00001", '"jy2026 00001"*'),
        ("青检建〔2026〕3号", '"青检 检建 建 2026 3 号"*'),
        ('" OR * ）', '"or"*'),
        (" ，。", ""),
    ],
)
def test_several_words_are_joined_by_and(words: str, asked: str) -> None:
    assert question(words) == asked


def test_initials_are_found_from_any_place() -> None:
    assert endings("qsrm") == "qsrm srm rm"


def test_a_snippet_shows_the_word_in_its_surroundings() -> None:
    text = "前" * 40 + "漏管" + "后" * 60
    assert "漏管" in snippet(["别的", text], ["漏管"])
    assert snippet([text], ["漏管"]).startswith("…前")
    assert snippet(["短文", text], ["没有"]) == "短文"
    assert snippet([], ["没有"]) == ""
