"""Facts as labels inside a wording, and two wordings side by side as text."""

import pytest
from PySide6.QtGui import QColor, QTextDocument

from app.services.own_templates.rows import Difference, OfferedFact
from app.views.own_templates import number_words
from app.views.own_templates.comparison_text import Shades, counts_words, page_of, sign_of, told
from app.views.own_templates.fact_words import FactMarks, FactWords

WORDS = FactWords((OfferedFact("addressee", "被建议单位", True), OfferedFact("copies_to", "抄送", True)))
SHADES = Shades("#000000", "#111111", "#222222")


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("请{addressee}研究。", "请〔被建议单位〕研究。"),
        ("{copies_to?}", "〔抄送，可空〕"),
        ("请{unknown}研究。", "请{unknown}研究。"),
        ("省院〔2026〕5号", "省院〔2026〕5号"),
    ],
)
def test_a_fact_reads_as_its_label_and_is_kept_as_its_name(kept: str, shown: str) -> None:
    assert WORDS.shown(kept) == shown
    assert WORDS.kept(shown) == kept


def test_the_parts_of_a_number_read_as_words_and_are_kept_as_the_template_has_them() -> None:
    assert number_words.shown("{short}建〔{year}〕{n}号") == "{本院代字}建〔{年份}〕{顺序号}号"
    assert number_words.as_kept("{本院代字}建〔{年份}〕{n}号") == "{short}建〔{year}〕{n}号"


@pytest.mark.parametrize("typed", ["{被建议单位}", "〔被建议单位〕", "{addressee}"])
def test_a_label_is_understood_in_either_bracket(typed: str) -> None:
    assert WORDS.kept(f"请{typed}研究。") == "请{addressee}研究。"


def test_facts_are_underlined_also_behind_rare_characters(qapp: object) -> None:
    document = QTextDocument("𠮷某〔被建议单位〕〔2026〕")
    FactMarks(document, WORDS, QColor("blue")).rehighlight()
    spans = [(each.start, each.length) for each in document.firstBlock().layout().formats()]
    assert spans == [(3, 7)]


@pytest.mark.parametrize(
    ("one", "other", "sentence"),
    [
        ("两个月内回复", "三十日内回复", "“两个月”改为“三十日”"),
        ("请回复", "请书面回复", "增加“书面”"),
        ("请书面回复", "请回复", "删去“书面”"),
        ("甲乙丙", "丁乙戊", "“甲乙丙”改为“丁乙戊”"),
        ("相同", "相同", ""),
    ],
)
def test_a_change_inside_a_paragraph_is_told_as_a_sentence(one: str, other: str, sentence: str) -> None:
    assert told(one, other) == sentence


def test_each_kind_of_change_has_its_sign() -> None:
    found = [
        Difference("标题", "甲", "乙"),
        Difference("正文第 1 段", "", "新", "", "text"),
        Difference("正文第 2 段", "旧", "", "text", ""),
        Difference("正文第 3 段", "同", "同", "text", "heading"),
        Difference("正文第 4 段", "同", "同", "text", "text"),
    ]
    assert [sign_of(each) for each in found] == ["【改】", "【增】", "【删】", "【改】", ""]
    assert counts_words(found) == "不同的地方共 4 处：改 2 处，增 1 处，删 1 处。"
    page = page_of(found, WORDS, SHADES, only_changed=False)
    assert "形式由“正文”改为“标题”" in page
    assert [f'name="d{place}"' in page for place in range(5)] == [True] * 4 + [False]
    assert "正文第 4 段" not in page_of(found, WORDS, SHADES, only_changed=True)


def test_wordings_are_shown_as_they_are_written_not_as_markup() -> None:
    page = page_of([Difference("标题", "<b>甲</b>&", "乙\n丙")], WORDS, SHADES, only_changed=False)
    assert "&lt;b&gt;" in page
    assert "<b>甲" not in page
    assert "丙" in page


def test_two_versions_that_agree_say_so() -> None:
    assert counts_words([Difference("标题", "甲", "甲")]) == "与标准完全相同。"
