"""The shipped forms, records, reports, file papers and registers: complete, inside their frame, writable by hand."""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest

from app.services.documents.composition import Form, Space
from app.services.documents.facts import DocumentFacts
from app.services.documents.paper.geometry import DEPTH, LEFT, MEASURE, MM, TOP
from app.services.documents.preview import page_count, text_of
from app.services.documents.templates.library import DocumentUnknown
from app.services.documents.templates.model import Grounding, Template
from app.services.foundation.errors import DomainError
from tests.documents.conftest import Char
from tests.documents.letters import TODAY
from tests.documents.samples import PAPERS, blank, examples, labels, sample, strokes, templates

Places = Callable[[bytes, int], list[Char]]
Read = Callable[[bytes], list[str]]

PROMISED = {
    "送达": "送达回证 宣告送达笔录 备案表",
    "审批": "呈批件 线索登记表 法律监督线索移送表 线索处理情况反馈表 "
    "立案（受理）审批表 立案决定书 延期审批表 结案审批表",
    "调查": "调查方案 询问笔录 调查笔录 调查终结报告 审查终结报告 结案报告",
    "反向审视与质量": "反向审视提醒函 个案审视报告 类案审视报告 半年反向审视报告 年度综合审视报告 案件讲评稿 专项通报 "
    "个案评查报告 听取当事检察官意见记录 案件等次决定书 评查异议答复书 流程监控通知书 月度通报",
    "归档": "卷宗封面 卷内目录 备考表",
    "登记簿": "用印登记簿 送达登记簿 打印输出登记簿 介质导出登记簿 督办台账 回复跟踪表 期限预警表"
    " 请示报告登记簿 会议登记簿 反向审视登记簿",
}
_ROUNDING = 1.0  # pt; half a frame's thickness, and what PDFium rounds
LONG = "某某省某某市某某县" + "市场监督管理和食品药品安全综合行政执法" * 10 + "局"
SENTENCES = [f"第{number}句，承办人认为事实清楚。" for number in range(1, 181)]

every_paper = pytest.mark.parametrize("template", templates(registers=False), ids=lambda each: each.code)
every_register = pytest.mark.parametrize("template", templates(registers=True), ids=lambda each: each.code)
every = pytest.mark.parametrize(
    "template", [*templates(registers=False), *templates(registers=True)], ids=lambda each: each.code
)


def outside(pdf: bytes, places: Places) -> list[object]:
    """Rules and characters that leave the page area sideways, and rules that leave it at the foot."""
    found: list[object] = []
    for page in range(page_count(pdf)):
        for stroke in strokes(pdf, page):
            is_inside = stroke.left >= LEFT - _ROUNDING and stroke.right <= LEFT + MEASURE + _ROUNDING
            if not (is_inside and stroke.top >= TOP - _ROUNDING and stroke.bottom <= TOP + DEPTH + _ROUNDING):
                found.append(stroke)
        found += [
            char
            for char in places(pdf, page)
            if char.size < 40 and not LEFT - 1 <= char.x <= LEFT + MEASURE - char.size * 0.4
        ]
    return found


def test_every_promised_document_is_shipped_under_its_name() -> None:
    shipped = [*templates(registers=False), *templates(registers=True)]
    for group, names in PROMISED.items():
        assert sorted(names.split()) == sorted(each.name for each in shipped if each.group == group)


@every
def test_a_template_names_what_it_stands_on_and_says_where_it_is_our_own(template: Template) -> None:
    assert template.basis
    assert template.grounding in {Grounding.PARTLY, Grounding.INTERNAL}  # no official sample was found of any
    assert "内部" in template.note or "样本" in template.note or "自拟" in template.note
    assert "# certainty:" in template.text


@every
def test_a_sample_is_complete(template: Template) -> None:
    made = sample(template)
    assert made.missing == ()
    assert "【缺" not in text_of(made.pdf)
    assert all(spec.label for spec in template.facts)


@every_paper
def test_what_the_pen_fills_is_left_blank(template: Template) -> None:
    made = blank(template)
    assert made.missing == ()
    assert "【缺" not in text_of(made.pdf)


@every_paper
def test_a_form_stays_inside_the_page_area(template: Template, places: Places) -> None:
    assert outside(sample(template).pdf, places) == []
    assert outside(blank(template).pdf, places) == []


@every_paper
def test_no_label_is_clipped(template: Template, places: Places) -> None:
    for made, is_blank in ((sample(template), False), (blank(template), True)):
        printed = Counter(
            char.char.replace("⽂", "文") for page in range(made.page_count) for char in places(made.pdf, page)
        )
        wanted = Counter("".join(labels(template, is_blank)))
        assert not {char: count for char, count in wanted.items() if not char.isspace() and printed[char] < count}


@every_paper
def test_a_unit_with_two_hundred_characters_breaks_its_lines(template: Template, places: Places) -> None:
    named = {spec.name: LONG for spec in template.facts if spec.name in {"addressee", "monitored_department"}}
    made = sample(template, **named, case_name=f"{LONG}怠于履行职责案", case_source=f"{LONG}怠于履行职责。")
    assert outside(made.pdf, places) == []
    if "addressee" in named:
        said = text_of(made.pdf)
        assert all(said.count(char) >= LONG.count(char) for char in set(LONG))


APPROVED = [each for each in templates(registers=False) if "handler_opinion" in examples(each)]


@pytest.mark.parametrize("template", APPROVED, ids=lambda each: each.code)
def test_a_long_opinion_goes_over_pages_and_loses_nothing(template: Template, places: Places) -> None:
    made = sample(template, handler_opinion="\n".join(SENTENCES))
    said = text_of(made.pdf)
    assert made.page_count > 2
    assert [sentence for sentence in SENTENCES if sentence not in said] == []
    assert outside(made.pdf, places) == []
    assert said.count("承办检察官") >= made.page_count - 1  # its label stands beside every part


@pytest.mark.parametrize("template", APPROVED, ids=lambda each: each.code)
def test_an_approval_form_is_one_page_empty_and_filled(template: Template) -> None:
    assert blank(template).page_count == sample(template).page_count == 1


@pytest.mark.parametrize(
    "template", [each for each in templates(registers=False) if each.page_foot], ids=lambda each: each.name
)
def test_every_page_of_a_record_has_its_place_to_sign(template: Template, read: Read) -> None:
    long = "\n".join(f"问：第{number}个问题？\n答：是的。" for number in range(1, 60))
    made = sample(template, inquiry_text=long, investigation_text=long, explanation=long, heard_statement=long)
    pages = read(made.pdf)
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert template.page_foot.replace("　", "") in page.replace("　", "").replace(" ", "")
        assert f"第{number}页共{len(pages)}页" in page.replace(" ", "")


@pytest.mark.parametrize(
    "template", [each for each in templates(registers=False) if each.page_foot], ids=lambda each: each.name
)
def test_the_place_to_sign_leaves_room_for_the_page_number(template: Template, places: Places) -> None:
    foot = [char for char in places(sample(template).pdf, 0) if char.y > TOP + DEPTH]
    number = next(place for place, char in enumerate(foot) if char.char == "第")
    assert foot[number].x - foot[number - 1].x > 25 * MM


@pytest.mark.parametrize("code", ["inquiry-record", "investigation-record", "announced-service-record"])
def test_a_blank_record_has_ruled_lines_to_write_on(code: str) -> None:
    template = PAPERS.library.find(code, TODAY)
    said = PAPERS.compose(template, DocumentFacts({"office": "某某县人民检察院"}))
    ruled = sum(block.lines for block in said.blocks if isinstance(block, Space) and block.is_ruled)
    made = blank(template)
    lines = [stroke for page in range(made.page_count) for stroke in strokes(made.pdf, page)]
    level = [each for each in lines if each.is_level and each.right - each.left > MEASURE - 2 and each.bottom > 0]
    assert ruled >= 10
    assert len(level) >= ruled


def test_the_receipt_has_every_field_of_the_law() -> None:
    (form,) = (
        block
        for block in PAPERS.compose(PAPERS.library.find("送达回证", TODAY), DocumentFacts({})).blocks
        if isinstance(block, Form)
    )
    said = "".join(f"{cell.text}{cell.signing}" for row in form.rows for cell in row).replace("\n", "")
    for field in (
        *("案由", "案号", "送达文书名称、文号", "件数", "受送达人", "送达地址", "送达方式", "受送达人签名或者盖章"),
        *("代收人及代收理由", "拒收事由", "见证人签名", "送达人签名", "□留置送达"),
    ):
        assert field in said


@every_register
def test_a_register_of_sixty_rows_repeats_its_header(template: Template, read: Read) -> None:
    assert template.register is not None
    width = len(template.register.titles)
    rows = [("\t".join([str(number), *[f"内容{number}"] * (width - 1)])) for number in range(1, 61)]
    made = PAPERS.render(template, DocumentFacts({"office": "某某县人民检察院", "rows": rows}))
    pages = read(made.pdf)
    assert len(pages) > 1
    title = template.register.titles[1][:2]
    assert all(title in page for page in pages)
    assert all(f"内容{number}" in "".join(pages) for number in range(1, 61))


@every_register
def test_the_sample_rows_of_a_register_show_dates_and_numbers_whole(template: Template, read: Read) -> None:
    assert template.register is not None
    (page, *_) = read(sample(template).pdf)
    for cell in (cell for row in template.register.sample_rows for cell in row):
        if cell.replace("-", "").isdigit():
            assert cell in page


WRITTEN = [each for each in templates(registers=True) if each.register is not None and each.register.blank]


@pytest.mark.parametrize("template", WRITTEN, ids=lambda each: each.code)
def test_a_register_without_rows_is_a_sheet_to_write_on(template: Template) -> None:
    made = PAPERS.render(template, DocumentFacts({"office": "某某县人民检察院"}))
    assert made.page_count == 1
    level = sorted({round(each.top, 1) for each in strokes(made.pdf, 0) if each.is_level})
    heights = [below - above for above, below in pairwise(level)]
    assert template.register is not None
    assert sum(height > 28 for height in heights) >= template.register.blank >= 10  # of ten millimetres


def test_a_letter_template_is_no_register() -> None:
    with pytest.raises(DomainError, match="检察建议书"):
        PAPERS.library.register("suggestion-letter", TODAY)
    with pytest.raises(DocumentUnknown):
        PAPERS.library.register("no-such-register", TODAY)
