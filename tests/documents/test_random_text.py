"""Any Chinese text: read back from the PDF, nothing is lost, nothing leaves the page area, no line is badly broken."""

from collections.abc import Callable
from itertools import groupby

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.services.documents.facts import DocumentFacts, DocumentStyle
from app.services.documents.paper.breaking import NO_END, NO_START
from app.services.documents.paper.geometry import CELL, DEPTH, LEFT, MEASURE, TOP
from tests.documents.conftest import Char
from tests.documents.letters import LetterDocuments

Places = Callable[[bytes, int], list[Char]]

HAN = st.text(alphabet="经调查核实辖区内食品小作坊未按规定办理登记日常检查记录不全喆玥翀𬭸龘", min_size=1, max_size=9)
MARK = st.sampled_from(["，", "。", "、", "；", "：", "？”", "》", "）", "——", "……", "％"])
CODE = st.from_regex(r"[0-9]{1,6}(\.[0-9]{1,2})?%?|[A-Z]{1,3}-?[0-9]{2,9}", fullmatch=True)
OPENED = st.builds(lambda mark, text: mark + text, st.sampled_from(["《", "（", "“", "〔"]), HAN)
TEXT = st.lists(
    st.builds(lambda a, b: a + b, st.one_of(HAN, OPENED, CODE), st.one_of(MARK, HAN)), min_size=20, max_size=60
).map("".join)
STYLES = st.sampled_from([DocumentStyle.LEGAL, DocumentStyle.OFFICIAL])
_BODY = 16
OPENING = frozenset("《（“〔")
HALVES = frozenset("\x02-.,1il%")  # narrower than half a cell, where they end a line


def lines_of(pages: list[list[Char]]) -> list[str]:
    """The lines of 三号 text, page by page from the top."""
    found = []
    for page in pages:
        chars = sorted((round(char.y, 1), char.x, char.char) for char in page)
        lines = ("".join(char for *_, char in line) for _, line in groupby(chars, key=lambda char: char[0]))
        # PDFium gives characters beyond U+FFFF in two halves, and a hyphen at the end of a line as U+0002.
        found += [line.encode("utf-16", "surrogatepass").decode("utf-16").replace("\x02", "-") for line in lines]
    return found


@pytest.mark.timeout(180)
@settings(max_examples=15, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXT, style=STYLES)
def test_any_text_is_printed_whole_inside_the_page_area_and_broken_where_it_may(
    documents: LetterDocuments, places: Places, text: str, style: DocumentStyle
) -> None:
    values = {spec.name: spec.example for spec in documents.letter_template.facts} | {"facts": text}
    made = documents.render(documents.letter_template, DocumentFacts(values, number="某检建〔2026〕1号", style=style))
    pages = [[char for char in places(made.pdf, page) if char.size == _BODY] for page in range(made.page_count)]
    lines = lines_of(pages)
    assert "".join(text.split()) in "".join(lines)
    assert [line for line in lines if line[0] in NO_START] == []
    assert [line for line in lines if line[-1] in NO_END] == []
    for char in (char for page in pages for char in page):
        ink = char.x + (0.5 * CELL if char.char in OPENING else 0.0)  # its first half is empty, and may be squeezed out
        assert ink >= LEFT - 0.05
        width = 0.3 * char.size if char.char in HALVES else 0.5 * CELL  # a mark at the end has given its empty half
        assert char.x + width <= LEFT + MEASURE + 0.05
        assert TOP <= char.y <= TOP + DEPTH + 0.05
