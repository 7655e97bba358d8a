"""Free texts go into the editor and come back saying the same on paper."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from app.services.documents.rich_text import Part, Stretch, TextLine, TextTable, parts_of
from app.views.papers.rich_document import put_text, text_of

pytestmark = pytest.mark.usefixtures("qapp")

_CHARACTERS = st.sampled_from("整改三个月内。，（一）ab 1.*-|<br>　·•:“”喆𬭸\n")
_PIECES = st.sampled_from(
    [
        "**",
        "- ",
        "| ",
        " |",
        "\n",
        "|---|---|\n",
        "| 项目 | 数量 |\n",
        "<br>",
        "健全登记制度。",
        "**重点**",
        "\n\n",
        "• ",
    ]
)
_TEXTS = st.lists(st.one_of(_CHARACTERS, _PIECES), max_size=40).map("".join)


def printed(text: str) -> list[Part]:
    """What the layout makes of a text: stretches of one weight joined, asterisks wide."""
    return [_joined(part) for part in parts_of(text)]


def has_bold_blanks(text: str) -> bool:
    """Blanks typed bold: nobody sees them, and the editor forgets their weight."""
    lines = [part for part in parts_of(text) if isinstance(part, TextLine)]
    return any(each.is_bold and not each.text.strip() for line in lines for each in line.stretches)


def _joined(part: Part) -> Part:
    if isinstance(part, TextTable):
        return TextTable(tuple(tuple(cell.replace("*", "＊") for cell in row) for row in part.rows))
    found: list[Stretch] = []
    for said, is_bold in part.stretches:
        text = said.replace("*", "＊")
        if found and found[-1].is_bold == is_bold:
            found[-1] = Stretch(found[-1].text + text, is_bold)
        else:
            found.append(Stretch(text, is_bold))
    return TextLine(tuple(found), part.is_item)


def through_the_editor(text: str) -> str:
    """Shown and read back."""
    document = QTextDocument()
    put_text(QTextCursor(document), text)
    return text_of(document)


@given(_TEXTS)
@settings(max_examples=400, deadline=None)
def test_a_text_says_the_same_after_it_was_in_the_editor(text: str) -> None:
    assume(not has_bold_blanks(text))
    assert printed(through_the_editor(text)) == printed(text)


@given(_TEXTS)
@settings(max_examples=200, deadline=None)
def test_a_text_that_came_out_of_the_editor_is_stored_the_same_again(text: str) -> None:
    once = through_the_editor(text)
    assert through_the_editor(once) == once


@pytest.mark.parametrize(
    "text",
    [
        "健全登记制度。",
        "**限期整改**，逾期通报。",
        "- 一个月内造册\n- 两个月内**核查**",
        "前言\n- 甲\n- 乙\n结语",
        "| 项目 | 数量 |\n| 小作坊 | 126 |",
        "| 甲 |\n\n| 乙 |",
        "| 第一行<br>第二行 | 空 |\n|  |  |",
    ],
)
def test_markup_as_it_is_stored_does_not_change_at_all(text: str) -> None:
    assert through_the_editor(text) == text


def test_what_word_knows_and_paper_does_not_is_left_out(qapp: QApplication) -> None:
    document = QTextDocument()
    document.setHtml(
        '<h2 style="color:red">标题</h2><p>正文<i>斜体</i><b>粗体</b><img src="x.png"/></p>'
        "<ul><li>甲</li><li>乙</li></ul>"
        "<table><tr><td colspan=2>合并</td></tr><tr><td>1|2</td><td>3</td></tr></table>"
    )
    assert text_of(document) == "**标题**\n正文斜体**粗体**\n- 甲\n- 乙\n| 合并 |  |\n| 1｜2 | 3 |"


def test_a_row_of_dashes_is_no_rule_below_a_header(qapp: QApplication) -> None:
    document = QTextDocument()
    document.setHtml("<table><tr><td>项目</td></tr><tr><td>-</td></tr></table>")
    assert parts_of(text_of(document)) == [TextTable((("项目",), ("—",)))]
