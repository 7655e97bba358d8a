"""Forms on the page: merged labels, frames, tick boxes, divided opinions, room for the pen; read back from the PDF."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from app.services.documents.facts import DocumentFacts, RenderedDocument
from app.services.documents.paper.geometry import LEFT, MEASURE, MM
from app.services.documents.preview import text_of
from app.services.documents.templates.model import Template
from app.services.documents.templates.reading import TemplateDamaged
from tests.documents.conftest import Char
from tests.documents.letters import TODAY
from tests.documents.samples import PAPERS, Stroke, strokes

Places = Callable[[bytes, int], list[Char]]

HEAD = """
code = "trial-form"
name = "试验表"
title = "试验表"
group = "试验"
record = "office"
style = "plain"
numbering = "none"
signing = "none"
size = 5
basis = "试验"
grounding = "internal"

[fact.said]
label = "内容"

[fact.more]
label = "其他内容"

[[block]]
form = "form"
shares = [10, 30, 116]
rows = [
"""


def form_of(*rows: str) -> Template:
    """A template with one form of three columns: 10, 30 and 116 mm."""
    return PAPERS.library.parse(HEAD + ",\n".join(rows) + "\n]", "试验")


def drawn(template: Template, **facts: str) -> RenderedDocument:
    """The form filled."""
    return PAPERS.render(template, DocumentFacts({"office": "某某县人民检察院", **facts}))


def level(pdf: bytes, x: float, page: int = 0) -> list[float]:
    """Where level rules cross the upright at ``x`` points, from the top."""
    return sorted(
        {round(each.top, 1) for each in strokes(pdf, page) if each.is_level and each.left - 1 < x < each.right + 1}
    )


MERGED = form_of(
    '[{ text = "意见", label = true, down = 3 }, "甲", "{said?}"]',
    '["乙", "{more?}"]',
    '["丙", { text = "", height = 30 }]',
    '[{ text = "备注", label = true, span = 2 }, ""]',
)


def test_a_merged_label_has_no_rule_across_it_and_stands_in_its_middle(places: Places) -> None:
    pdf = drawn(MERGED).pdf
    inside, beside = LEFT + 5 * MM, LEFT + 20 * MM
    assert len(level(pdf, inside)) == 3  # its top, its foot, the foot of the form
    assert len(level(pdf, beside)) == 5
    top, foot, _ = level(pdf, inside)
    first, last = (next(char for char in places(pdf, 0) if char.char == each) for each in "意见")
    assert first.x == pytest.approx(last.x, abs=0.5)  # one below the other in a narrow column
    assert (first.y + last.y) / 2 - 12 * 0.38 == pytest.approx((top + foot) / 2, abs=4)


def test_a_narrow_column_gives_its_label_one_character_a_line(places: Places) -> None:
    pdf = drawn(form_of('[{ text = "审批意见", label = true, down = 2 }, "甲", ""]', '["乙", ""]')).pdf
    marks = [char for char in places(pdf, 0) if char.char in "审批意见"]
    assert [char.char for char in marks] == list("审批意见")
    assert len({round(char.x) for char in marks}) == 1
    assert len({round(char.y) for char in marks}) == 4


def test_a_label_longer_than_its_rows_makes_the_last_of_them_taller(places: Places) -> None:
    long = "承办部门及其负责人的审查意见"
    pdf = drawn(form_of(f'[{{ text = "{long}", label = true, down = 2 }}, "甲", ""]', '["乙", ""]')).pdf
    bottom = max(char.y for char in places(pdf, 0) if char.char in long and char.x < LEFT + 10 * MM)
    assert bottom < level(pdf, LEFT + 20 * MM)[-1]


def test_the_frame_is_thicker_than_the_rules_inside() -> None:
    pdf = drawn(MERGED).pdf
    edges = [each for each in strokes(pdf, 0) if not each.is_level]
    assert {round(min(each.left for each in edges), 1), round(max(each.right for each in edges), 1)} == {
        round(LEFT, 1),
        round(LEFT + MEASURE, 1),
    }
    widths = stroke_widths(pdf)
    assert widths == {0.5, 1.1}


def stroke_widths(pdf: bytes) -> set[float]:
    """How thick the rules of the first page are."""
    import ctypes

    import pypdfium2
    from pypdfium2 import raw

    document = pypdfium2.PdfDocument(pdf)
    found = set()
    for each in document[0].get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        width = ctypes.c_float()
        raw.FPDFPageObj_GetStrokeWidth(each.raw, width)
        found.add(round(width.value, 2))
    document.close()
    return found


OPINION = form_of(
    '[{ text = "审批意见", label = true, down = 2 }, "承办人", '
    '{ text = "{said?}", height = 40, signing = "签名：　　年　月　日" }]',
    '["负责人", { text = "{more?}", height = 40, signing = "签字：　　年　月　日" }]',
)


def test_a_divided_opinion_keeps_its_labels_on_every_page_and_is_signed_once_at_its_end(places: Places) -> None:
    said = "\n".join(f"第{number}点意见，事实清楚。" for number in range(1, 100))
    made = drawn(OPINION, said=said)
    pages = ["".join(char.char for char in places(made.pdf, page)) for page in range(made.page_count)]
    assert made.page_count > 2
    assert "".join(pages).count("签名：") == 1
    (signed,) = (page for page in pages if "签名：" in page)
    assert "第99点意见" in signed
    assert all("承办人" in page for page in pages if "点意见" in page)
    assert all("审批意见" in page for page in pages)


def test_a_signature_has_room_above_it_under_a_long_text(places: Places) -> None:
    chars = places(drawn(OPINION, said="同意。" * 60).pdf, 0)
    signed = next(place for place, char in enumerate(chars) if char.char == "签")
    text = max(char.y for char in chars[:signed] if char.char == "。")
    assert chars[signed].y - text >= 10 * MM


def test_a_form_a_little_too_long_stays_on_its_page(places: Places) -> None:
    rows = [f'["", "栏{number}", {{ text = "{{said?}}", height = 30 }}]' for number in range(8)]
    made = drawn(form_of(*rows), said="内容")
    assert made.page_count == 1
    lines = level(made.pdf, LEFT + 20 * MM)
    assert all(below - above > 10 * MM for above, below in pairwise(lines))


def test_the_last_rows_of_a_long_form_do_not_stand_alone_on_a_page_where_others_can_be_lower(places: Places) -> None:
    long = '["", "甲", "{said?}"]'
    rows = [f'["", "栏{number}", {{ text = "{{more?}}", height = 26 }}]' for number in range(9)]
    said = "\n".join(f"第{number}点意见" for number in range(30))
    pages = drawn(form_of(long, *rows, '["", "末", ""]'), said=said, more="内容")
    assert pages.page_count == 2
    text = ["".join(char.char for char in places(pages.pdf, page)) for page in range(2)]
    assert "第29点意见" in text[0]
    assert "末" in text[1]


def test_rows_under_one_label_are_not_torn_apart_where_a_page_can_hold_them(places: Places) -> None:
    first = '["", "甲", "{said?}"]'
    group = ['[{ text = "审批", label = true, down = 2 }, "丙", "{more?}"]', '["丁", "{more?}"]']
    made = drawn(form_of(first, *group), said="一\n" * 25, more="二\n" * 5)
    assert made.page_count == 2
    pages = ["".join(char.char for char in places(made.pdf, page)) for page in range(made.page_count)]
    (page,) = (page for page in pages if "丙" in page)
    assert "丁" in page
    assert "审批" in page


@pytest.mark.parametrize("lines", range(20, 32))
def test_neither_the_first_nor_the_last_row_of_a_table_stands_alone(places: Places, lines: int) -> None:
    template = PAPERS.library.parse(
        HEAD.split("[[block]]", maxsplit=1)[0]
        + '[[block]]\nform = "text"\ntext = "{said}"\n\n'
        + '[[block]]\nform = "table"\ntitles = ["甲", "乙"]\naligns = ["centre", "right"]\ntext = "{more}"\n',
        "试验",
    )
    made = drawn(template, said="事实清楚。\n" * lines, more="\n".join(f"第{number}行 | 1" for number in range(4)))
    pages = ["".join(char.char for char in places(made.pdf, page)) for page in range(made.page_count)]
    assert {page.count("行") for page in pages} <= {0, 2, 4}
    assert all("甲乙" in page for page in pages if "行" in page)


CHOICES = form_of('["", "方式", { text = "{said?}", choices = ["书面送达", "留置送达", "其他"] }]')


@pytest.mark.parametrize(
    ("said", "printed", "ticks"),
    [
        ("", "□书面送达　□留置送达　□其他", 0),
        ("留置送达", "□书面送达　☑留置送达　□其他", 1),
        ("书面送达、留置送达", "☑书面送达　☑留置送达　□其他", 2),
        ("传真", "□书面送达　□留置送达　☑其他：传真", 1),
        ("经同意，传真送达", "□书面送达　□留置送达　☑其他：经同意，传真送达", 1),
        ("留置送达，录像", "□书面送达　☑留置送达　☑其他：录像", 2),
    ],
)
def test_what_a_fact_names_is_ticked(places: Places, said: str, printed: str, ticks: int) -> None:
    made = drawn(CHOICES, said=said)
    assert printed in made.text
    assert len(slanted(made.pdf)) == 2 * ticks
    boxes = [char for char in places(made.pdf, 0) if char.char == "□"]
    assert len(boxes) == 3
    for stroke in slanted(made.pdf):
        assert any(box.x < stroke.left and stroke.right < box.x + box.size for box in boxes)


def slanted(pdf: bytes) -> list[Stroke]:
    """The strokes of ticks: neither level nor upright."""
    return [each for each in strokes(pdf, 0) if each.right - each.left > 1 and each.bottom - each.top > 1]


def test_a_choice_without_a_box_for_others_gets_one_when_it_is_needed() -> None:
    template = form_of('["", "期限", { text = "{said?}", choices = ["永久", "30年"] }]')
    assert "□永久　□30年　☑10年" in drawn(template, said="10年").text


def test_a_ticked_box_typed_into_a_text_is_printed() -> None:
    made = drawn(form_of('["", "甲", "{said?}"]'), said="☑已核对")
    assert "□已核对" in text_of(made.pdf)
    assert len(slanted(made.pdf)) == 2


def test_boxes_are_not_parted_from_their_words(places: Places) -> None:
    kinds = ", ".join(f'"第{number}种送达的方式"' for number in range(1, 12))
    chars = places(drawn(form_of(f'["", "甲", {{ text = "{{said?}}", choices = [{kinds}] }}]')).pdf, 0)
    boxes = [place for place, char in enumerate(chars) if char.char == "□"]
    assert len(boxes) == 11
    for place in boxes:
        assert len({round(char.y, 1) for char in chars[place : place + len("□第1种送达的方式")]}) == 1


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (['[{ text = "{said?}", down = 2 }, "甲", ""]', '["乙", ""]'], "只能用于标签格"),
        (['[{ text = "甲", label = true, down = 2 }, "乙", ""]'], "伸到了表的外面"),
        (['[{ text = "甲", label = true, down = 2 }, "乙", ""]', '["丙", "丁", ""]'], "第 2 行占"),
        (['[{ text = "甲", label = true, down = 2 }, "乙", ""]', '["丙"]'], "第 2 行占"),
        (['["甲", { text = "乙", label = true, down = 2 }, ""]', '[{ text = "丙", span = 2 }, ""]'], "第 2 行占"),
    ],
)
def test_a_form_whose_cells_do_not_fit_is_refused(rows: list[str], said: str) -> None:
    with pytest.raises(TemplateDamaged, match=said):
        form_of(*rows)


def test_the_columns_of_a_table_stand_as_the_template_says(places: Places) -> None:
    template = PAPERS.library.find("monthly-bulletin", TODAY)
    values = {"bulletin_figures": "检察建议 | 4 | 33 | 222 | 1 | 无"}
    chars = places(PAPERS.render(template, DocumentFacts(values)).pdf, 0)
    ends = {"4": 44 + 15, "3": 44 + 30, "2": 44 + 52, "1": 44 + 74}
    for digit, end in ends.items():
        right = max(char.x for char in chars if char.char == digit and char.size == 12)
        assert right + 6 == pytest.approx(LEFT + MEASURE * end / 156 - 4, abs=1)


def test_a_table_with_more_aligns_than_columns_is_refused() -> None:
    block = '[[block]]\nform = "table"\ntitles = ["甲"]\naligns = ["left", "middle"]\ntext = "{more}"\n'
    with pytest.raises(TemplateDamaged, match="应当是 1 个"):
        PAPERS.library.parse(HEAD.split("[[block]]", maxsplit=1)[0] + block, "试验")


def test_a_title_is_filled_and_broken_after_its_particles(places: Places) -> None:
    template = PAPERS.library.find("review-report", TODAY)
    made = PAPERS.render(template, DocumentFacts({"case_name": "张某生产、销售不符合安全标准的食品案"}))
    title = [char for char in places(made.pdf, 0) if char.size == 22]
    lines = {y: "".join(char.char for char in title if char.y == y) for y in sorted({char.y for char in title})}
    assert list(lines.values()) == ["关于张某生产、销售不符合安全标准的", "食品案的审查终结报告"]
