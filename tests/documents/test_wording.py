"""What a letter says, without a PDF."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.models.dates import PartialDate
from app.services.documents.composition import Composition, Paragraph
from app.services.documents.paper.fonts import Face
from app.services.documents.wording.faces import chinese_number
from tests.documents.letters import Letter, LetterDocuments


def worded(documents: LetterDocuments, facts: Letter) -> Composition:
    return documents.worded(facts)


def paragraphs_of(wording: Composition) -> list[Paragraph]:
    return [block for block in wording.blocks if isinstance(block, Paragraph)]


def texts(wording: Composition) -> list[str]:
    return [paragraph.text for paragraph in paragraphs_of(wording)]


def issued(wording: Composition) -> str:
    assert wording.signature is not None
    return wording.signature.date


def test_a_letter_states_the_items_of_article_sixteen_in_their_order(
    documents: LetterDocuments, letter: Letter
) -> None:
    body = "".join(texts(worded(documents, replace(letter, other="附：现场照片。"))))
    items = [
        "张某生产、销售",
        "经调查核实",
        "流于形式",
        "第三十六条",
        "逐户登记",
        "异议",
        "书面回复本院",
        "附：现场照片",
    ]
    assert [body.index(item) for item in items] == sorted(body.index(item) for item in items)


def test_headings_are_numbered_through_and_an_absent_seventh_item_leaves_no_gap(
    documents: LetterDocuments, letter: Letter
) -> None:
    headings = [p.text for p in paragraphs_of(worded(documents, letter)) if p.is_heading]
    assert [heading[:2] for heading in headings] == ["一、", "二、", "三、"]
    assert "四、其他需要说明的事项" in texts(worded(documents, replace(letter, other="附：照片。")))


def test_missing_facts_are_marked_in_place_and_listed_in_the_order_of_the_page(
    documents: LetterDocuments, letter: Letter
) -> None:
    wording = worded(documents, replace(letter, problem=" ", proposals=(), objection_period="", issued_on=None))
    assert wording.missing == ("违法情形或隐患", "建议内容", "异议期限", "成文日期")
    assert "起【缺：异议期限】内书面提出。" in "".join(texts(wording))
    assert issued(wording) == "【缺：成文日期】"


def test_the_mark_of_a_missing_fact_stands_out_in_another_face(documents: LetterDocuments, letter: Letter) -> None:
    wording = worded(documents, replace(letter, reply_period=""))
    marked = [run for paragraph in paragraphs_of(wording) for run in paragraph.runs if "【缺" in run.text]
    assert [(run.text, run.face) for run in marked] == [("【缺：书面回复期限】", Face.HEI)]


def test_a_complete_letter_has_nothing_missing(documents: LetterDocuments, letter: Letter) -> None:
    assert worded(documents, letter).missing == ()


def test_a_letter_without_its_official_number_is_a_draft_with_person_and_time(
    documents: LetterDocuments, letter: Letter
) -> None:
    draft = replace(letter, number=None, drafted_by="张某", drafted_at=datetime(2026, 11, 20, 9, 5, tzinfo=UTC))
    wording = worded(documents, draft)
    assert wording.number == "文号待系统生成"
    assert wording.marks == ("草稿 不作送达使用", "张某 2026年11月20日 09:05")


def test_a_numbered_letter_carries_no_mark(documents: LetterDocuments, letter: Letter) -> None:
    assert worded(documents, letter).marks == ()


def test_a_demonstration_paper_says_so_even_with_a_number(documents: LetterDocuments, letter: Letter) -> None:
    assert worded(documents, replace(letter, is_demonstration=True)).marks == ("演示数据",)


def test_levels_of_headings_have_their_faces(documents: LetterDocuments, letter: Letter) -> None:
    paragraphs = {
        p.text[:3]: p for p in paragraphs_of(worded(documents, replace(letter, facts="1.登记情况。共126家。")))
    }
    assert [run.face for run in paragraphs["一、认"].runs] == [Face.HEI]
    assert [(run.text, run.face) for run in paragraphs["（一）"].runs] == [
        ("（一）健全登记制度。", Face.KAI),
        ("对辖区内食品小作坊逐户登记造册。", Face.FANG),
    ]
    assert [run.face for run in paragraphs["1.登"].runs] == [Face.FANG]


def test_a_single_proposal_is_not_numbered(documents: LetterDocuments, letter: Letter) -> None:
    assert "加强日常监管。" in texts(worded(documents, replace(letter, proposals=("加强日常监管。",))))


@pytest.mark.parametrize(
    "first", ["1.逐户登记。", "（一）逐户登记。", "一、逐户登记。", "第一，逐户登记。", "①逐户登记。"]
)
def test_proposals_numbered_by_their_author_keep_their_numbers(
    documents: LetterDocuments, letter: Letter, first: str
) -> None:
    body = texts(worded(documents, replace(letter, proposals=(first, "公示结果。"))))
    assert first in body
    assert "公示结果。" in body


@pytest.mark.parametrize("period", ["两个月", "两个月内"])
def test_a_period_typed_with_or_without_its_last_word_reads_the_same(
    documents: LetterDocuments, letter: Letter, period: str
) -> None:
    body = "".join(texts(worded(documents, replace(letter, reply_period=period))))
    assert "之日起两个月内作出相应处理" in body


@pytest.mark.parametrize(
    "basis", ["根据《食品安全法》第三十六条。", "《食品安全法》第三十六条", "依据《食品安全法》第三十六条，"]
)
def test_a_basis_joins_the_sentence_of_the_template_without_doubled_words(
    documents: LetterDocuments, letter: Letter, basis: str
) -> None:
    assert "根据《食品安全法》第三十六条，现向你单位提出如下检察建议：" in texts(
        worded(documents, replace(letter, basis=basis))
    )


def test_line_breaks_in_a_fact_make_paragraphs(documents: LetterDocuments, letter: Letter) -> None:
    body = texts(worded(documents, replace(letter, facts="经查：\n\n 其一。\r\n其二。")))
    assert body[2:5] == ["经查：", "其一。", "其二。"]


def test_braces_in_a_fact_are_printed_and_not_filled(documents: LetterDocuments, letter: Letter) -> None:
    assert "系统显示{office}字样。" in texts(worded(documents, replace(letter, facts="系统显示{office}字样。")))


def test_a_date_known_to_the_month_is_written_so(documents: LetterDocuments, letter: Letter) -> None:
    assert issued(worded(documents, replace(letter, issued_on=PartialDate("2022-04")))) == "2022年4月"


def test_copies_are_listed_in_one_sentence(documents: LetterDocuments, letter: Letter) -> None:
    assert worded(documents, replace(letter, copies_to=("县人民政府", "县监察委员会。"))).copies == (
        "抄送：县人民政府，县监察委员会。"
    )


def test_heading_numbers_are_chinese() -> None:
    assert [chinese_number(n) for n in (1, 10, 11, 20, 35)] == ["一", "十", "十一", "二十", "三十五"]
