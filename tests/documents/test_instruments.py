"""The shipped legal instruments and letters: each loads, each sample is complete, each says what the law asks of it."""

import re
from dataclasses import replace
from datetime import date

import pytest

from app.services.documents.composition import Paragraph, block_lines
from app.services.documents.facts import DocumentFacts, DocumentStyle
from app.services.documents.templates.library import TemplateLibrary
from app.services.documents.templates.model import Grounding, Numbering, Template
from tests.documents.letters import SHIPPED, TODAY, LetterDocuments

LIBRARY = TemplateLibrary(SHIPPED.documents)
PATHS = sorted(SHIPPED.documents.glob("*/*.toml"))
GROUPS = ("suggestions", "criminal", "correction", "procedure", "clues")  # their folders; forms have tests of their own
INSTRUMENTS = [LIBRARY.find(path.stem, TODAY) for path in PATHS if path.parent.name in GROUPS]
of_each = pytest.mark.parametrize("template", INSTRUMENTS, ids=lambda template: template.code)


def examples(template: Template, style: DocumentStyle | None = None, **changed: str) -> DocumentFacts:
    """The facts of a sample, in one of the styles the document allows."""
    values = {spec.name: spec.example for spec in template.facts}
    return DocumentFacts({**values, **changed}, number="某检建〔2026〕12号", style=style, drafted_by="样张")


def said(documents: LetterDocuments, code: str, **changed: str) -> str:
    """What the sample of a document says."""
    template = LIBRARY.find(code, TODAY)
    return documents.compose(template, examples(template, **changed)).text


def test_every_template_lies_in_a_file_of_its_code_and_no_two_have_one_code_or_name() -> None:
    assert sorted(template.code for template in LIBRARY.standard) == sorted(path.stem for path in PATHS)
    for names in ([each.code for each in LIBRARY.standard], [each.name for each in LIBRARY.standard]):
        assert len(names) == len(set(names))


def test_no_folder_of_templates_holds_more_than_a_dozen() -> None:
    folders = {path.parent for path in PATHS}
    assert max(len(list(folder.glob("*.toml"))) for folder in folders) <= 12


@of_each
def test_every_fact_has_a_label_that_stands_in_a_list_of_what_is_missing(template: Template) -> None:
    assert all(spec.label and not re.search(r"[{}|、]", spec.label) for spec in template.facts)


@of_each
def test_a_sample_lacks_nothing_in_any_style_it_may_have(documents: LetterDocuments, template: Template) -> None:
    for style in template.styles:
        made = documents.render(template, examples(template, style))
        assert made.missing == ()
        assert "【缺" not in made.text
        assert 1 <= made.page_count <= 3


@of_each
def test_a_sample_says_each_of_its_prescribed_contents(documents: LetterDocuments, template: Template) -> None:
    whole = documents.compose(template, examples(template)).text.splitlines()
    for content in template.contents:
        blocks = tuple(block for block in template.blocks if block.item == content and block.form != "heading")
        covering = documents.compose(replace(template, blocks=blocks), examples(template)).blocks
        lines = [line for block in covering for text in block_lines(block) for line in text.splitlines()]
        assert lines, content
        assert set(lines) <= set(whole), content


@of_each
def test_an_instrument_names_what_it_stands_on_and_how_far_it_follows_it(
    documents: LetterDocuments, template: Template
) -> None:
    assert template.basis
    assert template.note
    if template.grounding is Grounding.INTERNAL:
        assert "内部样式" in template.note
    elif template.grounding is Grounding.PARTLY:
        assert re.search("自拟|样本", template.note)
    if template.style is DocumentStyle.LEGAL:
        assert re.search(r"第[一二三四五六七八九十百]+[条点]", template.basis)
        assert re.search(r"《[^》]+》.*第[一二三四五六七八九十百]+[条点]", said(documents, template.code))


@of_each
def test_a_suggested_number_has_the_year_in_its_brackets_and_no_leading_zeros(template: Template) -> None:
    if template.numbering is not Numbering.NONE:
        assert re.fullmatch(r"\{short\}[^{}\d检]+〔\{year\}〕\{n\}号", template.number_form)


@of_each
def test_an_addressee_stands_above_the_text_with_its_colon(documents: LetterDocuments, template: Template) -> None:
    addressee = documents.compose(template, examples(template)).addressee
    assert bool(addressee) is bool(template.addressee)
    assert re.fullmatch(r"([^：]+：)?", addressee)


@of_each
def test_no_sentence_of_a_sample_has_doubled_marks_or_an_open_end(
    documents: LetterDocuments, template: Template
) -> None:
    blocks = documents.compose(template, examples(template)).blocks
    texts = [block.text for block in blocks if isinstance(block, Paragraph) and not block.is_heading]
    assert not [text for text in texts if re.search(r"[，。；：、]{2}|《《|》》|根据根据|  ", text)]
    assert not [text for text in texts if text[-1] not in "。：；"]


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("公益诉讼", "suggestion-letter-public-interest"),
        ("再审", "suggestion-letter-retrial"),
        ("纠正违法", "suggestion-letter-correction"),
        ("社会治理", "suggestion-letter-social-governance"),
        ("其他", "suggestion-letter"),
        ("未归类", "suggestion-letter"),
    ],
)
def test_a_suggestion_is_worded_as_its_kind_asks(kind: str, code: str) -> None:
    assert LIBRARY.for_kind("suggestion-letter", kind, TODAY).code == code
    assert TemplateLibrary(SHIPPED.documents).for_kind("检察建议书", kind, TODAY).code == code


def test_a_letter_from_before_the_rules_of_its_kind_keeps_the_wording_for_all_kinds() -> None:
    assert LIBRARY.for_kind("suggestion-letter", "公益诉讼", date(2020, 5, 1)).code == "suggestion-letter"


def test_asked_for_by_a_variant_s_name_a_letter_of_another_kind_does_not_get_that_variant() -> None:
    assert LIBRARY.for_kind("再审检察建议书", "其他", TODAY).code == "suggestion-letter"
    assert LIBRARY.for_kind("再审检察建议书", "社会治理", TODAY).code == "suggestion-letter-social-governance"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("non-filing-reasons-request", "在收到本通知书后七日以内，将书面说明连同有关证据材料回复本院"),
        ("filing-reasons-request", "在收到本通知书后七日以内"),
        ("filing-notice", "在收到本通知立案书后十五日以内立案，并将立案决定书及时送达本院"),
        ("case-withdrawal-notice", "应当立即撤销案件，并将撤销案件决定书及时送达本院"),
        ("filing-supervision-reminder", "立案后已满三个月"),
        ("detention-necessity-suggestion", "在收到本建议书后十日以内，将处理情况书面回复本院"),
        ("procuratorial-opinion", "自收到本检察意见书之日起两个月内"),
        ("execution-explanation-notice", "自收到本通知书之日起十五日内书面回复本院"),
        ("suggestion-letter-public-interest", "自收到本检察建议书之日起两个月内依法履行职责"),
        ("suggestion-letter-retrial", "经本院检察委员会讨论决定"),
        ("suggestion-letter-retrial", "自收到本再审检察建议书之日起三个月内审查完毕"),
    ],
)
def test_an_instrument_states_the_period_the_law_gives(documents: LetterDocuments, code: str, words: str) -> None:
    assert words in said(documents, code).replace("\n", "")


@pytest.mark.parametrize(
    "code",
    [
        "correction-notice",
        "illegal-evidence-opinion",
        "trial-violation-opinion",
        "defence-rights-notice",
        "suggestion-urging",
    ],
)
def test_a_period_that_no_published_rule_gives_is_typed_by_the_office(documents: LetterDocuments, code: str) -> None:
    absent = said(documents, code, reply_period="", urging_period="")
    assert re.search(r"后【缺：(回复期限|督促的期限)】内", absent)
    wording = "".join(block.text for block in LIBRARY.find(code, TODAY).blocks)
    assert not re.search(r"[一二三四五六七八九十]+日(以?内|之内)", wording)


def test_optional_parts_that_have_no_fact_leave_neither_a_mark_nor_a_heading(documents: LetterDocuments) -> None:
    letter = said(documents, "suggestion-letter-retrial", original_judgment="", objection_period="", other="")
    assert "诉讼过程" not in letter
    assert "异议" not in letter
    assert "【缺" not in letter
    assert [line[:2] for line in letter.splitlines() if re.match(r"[一二三四]、", line)] == ["一、", "二、", "三、"]
    assert "因情况紧急" not in said(documents, "procuratorial-opinion")
    assert "上述回复期限定为十五日" in said(documents, "procuratorial-opinion", urgent_period="十五日")


@pytest.mark.parametrize(
    "code", [code for code in (each.code for each in INSTRUMENTS) if code.startswith("suggestion-letter")]
)
def test_a_basis_taken_from_the_ledger_with_its_full_stop_keeps_the_sentence_whole(
    documents: LetterDocuments, code: str
) -> None:
    letter = said(documents, code, basis="根据《中华人民共和国食品安全法》第三十六条的规定。")
    assert "《中华人民共和国食品安全法》第三十六条的规定，" in letter
    assert "的规定的规定" not in letter
    assert not re.search(r"。[，、和]|根据根据", letter)
