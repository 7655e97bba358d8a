"""Each check with a letter it finds something in, and one it does not; red stops, amber asks."""

from typing import Any

import pytest

from app.models.case_terms import Verdict
from app.models.dates import PartialDate
from app.models.letter_terms import AddresseeRelation, CopyUse, LetterOpinionKind
from app.models.terms import SuggestionKind
from app.services.pre_issue.rows import CheckLamp, Where
from app.services.suggestion_items.rows import ItemDraft
from app.services.suggestions.rows import IssueDraft
from tests.services.pre_issue.conftest import REVIEW, SAID, SIGNATURE, Checking

RED, AMBER = CheckLamp.RED, CheckLamp.AMBER
PUBLIC, RETRIAL = SuggestionKind.PUBLIC_INTEREST, SuggestionKind.RETRIAL
ALL_COPIES = (CopyUse.SERVED, CopyUse.FILE, CopyUse.FILING, CopyUse.FILING)


def test_nothing_is_found_in_a_letter_that_is_in_order(checking: Checking) -> None:
    letter = checking.letter()
    checking.allot(letter, *ALL_COPIES)
    assert checking.codes(letter, REVIEW) == []
    assert checking.codes(letter, SIGNATURE) == []


# Required contents.


@pytest.mark.parametrize(
    ("field", "place"),
    [
        ("case_source", "第（一）项"),
        ("facts", "第（二）项"),
        ("problem", "第（三）项"),
        ("proposal", "第（四）项"),
        ("basis", "第（四）项"),
        ("objection_period", "第（五）项"),
    ],
)
def test_each_of_the_seven_contents_that_is_missing_stops_with_its_provision(
    checking: Checking, field: str, place: str
) -> None:
    found = checking.only(checking.letter(**{field: " "}), "contents")
    assert (found.lamp, found.where, found.field) == (RED, Where.DRAFT, field)
    assert found.basis == f"人民检察院检察建议工作规定（2019）第十六条{place}"


def test_the_period_for_objections_that_offices_forget_is_named_as_such(checking: Checking) -> None:
    found = checking.only(checking.letter(objection_period=""), "contents")
    assert found.sentence == "缺少“被建议单位提出异议的期限”。"


def test_a_reply_period_that_is_not_typed_is_given_by_the_rule(checking: Checking) -> None:
    assert checking.codes(checking.letter(reply_period="")) == []


@pytest.mark.parametrize("field", ["case_source", "facts", "problem", "proposal", "basis"])
def test_a_letter_of_public_interest_needs_its_own_eight(checking: Checking, field: str) -> None:
    letter = checking.letter(PUBLIC, **{field: ""})
    checking.type_on_paper(letter, supervised_area="青山河河道管理")
    assert checking.only(letter, "contents").basis.startswith("人民检察院公益诉讼办案规则（2021）第七十五条")


def test_the_period_for_objections_is_asked_for_where_the_special_rules_are_silent(checking: Checking) -> None:
    letter = checking.letter(PUBLIC, objection_period="")
    checking.type_on_paper(letter, supervised_area="青山河河道管理")
    found = checking.only(letter, "objection-asked")
    assert (found.lamp, checking.codes(letter)) == (AMBER, ["objection-asked"])


def test_a_letter_for_retrial_names_the_judgment_on_its_paper(checking: Checking) -> None:
    letter = checking.letter(RETRIAL, addressee="青山县人民法院", reply_period="三个月")
    found = checking.only(letter, "contents")
    assert (found.where, found.field) == (Where.PAPER, "judgment")
    checking.type_on_paper(letter, judgment="（2025）某0000民初123号民事判决")
    assert "contents" not in checking.codes(letter)


# Periods.


@pytest.mark.parametrize("field", ["objection_period", "reply_period"])
def test_a_period_nobody_can_compute_with_stops(checking: Checking, field: str) -> None:
    found = checking.only(checking.letter(**{field: "尽快"}), "period-unreadable")
    assert (found.lamp, found.field) == (RED, field)
    assert "“尽快”看不懂" in found.sentence


@pytest.mark.parametrize(
    ("period", "is_doubled"),
    [("十五日", False), ("15日", False), ("一个月", False), ("收到之日起十五日内", True), ("十五日内", True)],
)
def test_a_period_with_the_words_of_the_paper_around_it_stops(
    checking: Checking, period: str, is_doubled: bool
) -> None:
    assert ("period-doubled" in checking.codes(checking.letter(objection_period=period))) is is_doubled


@pytest.mark.parametrize(("period", "is_other"), [("两个月", False), ("2个月", False), ("一个月", True), ("", False)])
def test_a_reply_period_of_another_length_than_the_rules_asks_for_a_reason(
    checking: Checking, period: str, is_other: bool
) -> None:
    letter = checking.letter(reply_period=period)
    assert ("period-unlike-rule" in checking.codes(letter)) is is_other
    if is_other:
        assert checking.only(letter, "period-unlike-rule").lamp is AMBER


# The addressee.


@pytest.mark.parametrize("addressee", ["有关单位", "××县水利局", "待定", "青山县相关部门"])
def test_a_placeholder_is_no_addressee(checking: Checking, addressee: str) -> None:
    found = checking.only(checking.letter(addressee=addressee), "addressee-placeholder")
    assert (found.lamp, found.field) == (RED, "addressee")


def test_a_masked_name_asks_for_a_reason(checking: Checking) -> None:
    assert checking.only(checking.letter(addressee="青山县某水泥厂"), "addressee-masked").lamp is AMBER


def test_a_short_name_stops_where_the_register_has_the_full_one(checking: Checking) -> None:
    checking.letter(addressee="青山县水利局", problem="别的问题")
    found = checking.only(checking.letter(addressee="县水利局"), "addressee-short")
    assert found.lamp is RED
    assert "“青山县水利局”" in found.sentence


def test_a_name_without_its_place_asks_where_the_register_has_no_full_one(checking: Checking) -> None:
    letter = checking.letter(addressee="县水利局")
    assert checking.only(letter, "addressee-like-short").lamp is AMBER
    assert "addressee-short" not in checking.codes(letter)


def test_a_name_that_is_an_abbreviation_of_one_in_the_register_asks(checking: Checking) -> None:
    checking.letter(addressee="青山县人力资源和社会保障局", problem="别的问题")
    found = checking.only(checking.letter(addressee="青山县人社局"), "addressee-like-short")
    assert "“青山县人力资源和社会保障局”" in found.sentence
    assert "addressee-like-short" not in checking.codes(checking.letter(addressee="青山县公安局"))


# To whom an office may write directly.


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"addressee": "江州市水利局"}, "以“江州市”开头"),
        ({"addressee_level": "市级"}, "单位层级写的是“市级”"),
        ({"addressee_level": "省级"}, "单位层级写的是“省级”"),
    ],
)
def test_a_relation_that_does_not_fit_name_or_level_asks(checking: Checking, facts: dict[str, Any], why: str) -> None:
    letter = checking.letter(addressee_relation=AddresseeRelation.LOCAL, **facts)
    found = checking.only(letter, "relation-unknown")
    assert (found.lamp, found.field) == (AMBER, "addressee_relation")
    assert why in found.sentence
    assert found.basis == "人民检察院检察建议工作规定（2019）第三条"


@pytest.mark.parametrize(
    "facts",
    [
        {"addressee_level": "县级"},
        {"addressee": "中国某银行青山县支行"},
        {"addressee": "宏达建材有限公司"},
        {"addressee": "经济开发区管理委员会"},
    ],
)
def test_an_addressee_of_the_place_or_of_none_asks_for_nothing(checking: Checking, facts: dict[str, Any]) -> None:
    assert "relation-unknown" not in checking.codes(checking.letter(**facts))


@pytest.mark.parametrize(
    ("relation", "code", "opinion"),
    [
        (AddresseeRelation.SUPERIOR, "superior", LetterOpinionKind.SUPERIOR_OFFICE),
        (AddresseeRelation.NON_LOCAL, "non-local", LetterOpinionKind.LOCAL_OFFICE),
    ],
)
def test_a_superior_or_distant_addressee_stops_until_the_other_office_has_agreed(
    checking: Checking, relation: AddresseeRelation, code: str, opinion: LetterOpinionKind
) -> None:
    letter = checking.letter(addressee_relation=relation)
    assert checking.only(letter, f"{code}-ahead", REVIEW).lamp is AMBER
    assert checking.only(letter, code, SIGNATURE).lamp is RED
    checking.opinion(letter, opinion, None)
    assert code in checking.codes(letter, SIGNATURE)
    checking.opinion(letter, opinion, Verdict.REFUSED)
    assert code in checking.codes(letter, SIGNATURE)
    checking.opinion(letter, opinion)
    assert code not in checking.codes(letter, SIGNATURE)
    assert f"{code}-ahead" not in checking.codes(letter, REVIEW)


def test_where_the_distant_office_differs_the_common_superior_one_decides(checking: Checking) -> None:
    letter = checking.letter(addressee_relation=AddresseeRelation.NON_LOCAL)
    checking.opinion(letter, LetterOpinionKind.LOCAL_OFFICE, Verdict.REFUSED)
    checking.opinion(letter, LetterOpinionKind.UPPER)
    assert "non-local" not in checking.codes(letter, SIGNATURE)


def test_a_subordinate_addressee_is_for_the_subordinate_office(checking: Checking) -> None:
    letter = checking.letter(addressee_relation=AddresseeRelation.SUBORDINATE)
    found = checking.only(letter, "subordinate")
    assert (found.lamp, found.field) == (RED, "addressee_relation")
    assert "指令对应的下级人民检察院" in found.sentence


def test_a_government_is_written_to_about_administrative_violations_with_leave_of_the_province(
    checking: Checking,
) -> None:
    letter = checking.letter(SuggestionKind.CORRECTION, path="administrative-violation", is_government=True)
    assert checking.only(letter, "provincial", SIGNATURE).lamp is RED
    checking.opinion(letter, LetterOpinionKind.PROVINCIAL)
    assert "provincial" not in checking.codes(letter, SIGNATURE)
    assert "provincial" not in checking.codes(checking.letter(is_government=True), SIGNATURE)


# The suggestions one by one.


def test_several_suggestions_that_were_not_split_ask_for_a_reason(checking: Checking) -> None:
    letter = checking.letter(proposal="甲。\n乙。")
    assert checking.only(letter, "items-unsplit").where is Where.ITEMS
    checking.split(letter, ItemDraft("甲。", "事实", "《法》第一条"), ItemDraft("乙。", "事实", "《法》第二条"))
    assert checking.codes(letter) == []


def test_an_item_needs_its_fact_and_its_basis(checking: Checking) -> None:
    letter = checking.letter()
    checking.split(letter, ItemDraft("甲。", "事实"), ItemDraft("乙。", "", "《法》第二条"), ItemDraft("丙。"))
    fact, basis = checking.only(letter, "item-fact"), checking.only(letter, "item-basis")
    assert (fact.sentence, fact.place) == ("第 2、3 项建议没有对应的事实。", 2)
    assert (basis.sentence, basis.place) == ("第 1、3 项建议没有对应的法律依据。", 1)
    assert {fact.lamp, basis.lamp} == {AMBER}


def test_the_only_item_has_the_letters_own_fact_and_basis(checking: Checking) -> None:
    letter = checking.letter()
    checking.split(letter, ItemDraft("甲。"))
    assert checking.codes(letter) == []


def test_the_same_suggestion_twice_stops(checking: Checking) -> None:
    found = checking.only(checking.letter(proposal="甲。\n乙。\n甲"), "item-twice")
    assert (found.lamp, found.sentence) == (RED, "第 1、3 项建议的文字相同。请合并或者改写。")


@pytest.mark.parametrize(
    ("basis", "is_named"), [("《防洪法》第二十二条", True), ("有关规定", False), ("《防洪法》", False)]
)
def test_a_basis_that_names_no_provision_asks(checking: Checking, basis: str, is_named: bool) -> None:
    assert ("basis-unnamed" in checking.codes(checking.letter(basis=basis))) is not is_named


# Copies.


def test_copies_are_asked_for_before_the_signature_only(checking: Checking) -> None:
    letter = checking.letter()
    checking.allot(letter, CopyUse.SERVED, CopyUse.FILING)
    found = checking.only(letter, "copies", SIGNATURE)
    assert (found.lamp, found.where) == (AMBER, Where.COPIES)
    assert "附卷（应有 1 处，现有 0 处）、备案（应有 2 处，现有 1 处）" in found.sentence
    assert "copies" not in checking.codes(letter, REVIEW)


def test_letters_of_public_interest_are_filed_with_one_office(checking: Checking) -> None:
    letter = checking.letter(PUBLIC)
    checking.allot(letter, CopyUse.SERVED, CopyUse.FILE, CopyUse.FILING)
    assert "copies" not in checking.codes(letter, SIGNATURE)


# Letters like this one.


def test_a_like_draft_to_the_same_addressee_asks_why_there_are_two(checking: Checking) -> None:
    first = checking.letter()
    letter = checking.letter(problem="青山河张家湾段河道内违法堆放砂石，监管不到位。")
    found = checking.only(letter, "split")
    assert (found.lamp, found.other_id) == (AMBER, first)
    assert "JY2026-00001（草稿）" in found.sentence
    assert "青山河张家湾段河道内违法堆放砂石" in found.sentence
    assert "%" in found.sentence
    assert "第一百二十条" in found.basis


@pytest.mark.parametrize("facts", [{"addressee": "青山县教育局"}, {"problem": "食品小作坊没有登记造册。"}])
def test_another_addressee_or_another_problem_is_no_splitting(checking: Checking, facts: dict[str, Any]) -> None:
    checking.letter()
    assert "split" not in checking.codes(checking.letter(**facts))


@pytest.mark.parametrize(("issued", "code"), [("2026-10-23", "split"), ("2026-10-22", "similar-open")])
def test_thirty_days_part_splitting_from_a_like_letter_that_is_open(checking: Checking, issued: str, code: str) -> None:
    first = checking.letter(path="")
    checking.desk.suggestions.register_issue(
        checking.actor, first, IssueDraft("青检建〔2026〕3号", PartialDate(issued))
    )
    told = [each for each in checking.look(checking.letter()).findings if each.other_id == first]
    assert [each.code for each in told] == [code]
    assert f"青检建〔2026〕3号（{issued} 制发）" in told[0].sentence


def test_a_like_letter_that_was_closed_or_withdrawn_is_not_in_the_way(checking: Checking) -> None:
    closed, withdrawn = checking.letter(path=""), checking.letter(path="", problem="别的")
    for number, (letter, column) in enumerate(((closed, "closed_on"), (withdrawn, "withdrawn_on")), start=3):
        issue = IssueDraft(f"青检建〔2026〕{number}号", PartialDate("2026-01-05"))
        checking.desk.suggestions.register_issue(checking.actor, letter, issue)
        checking.change(letter, problem=SAID["problem"], **{column: PartialDate("2026-06-01")})
    assert checking.codes(checking.letter()) == []


# What the paper needs.


def test_a_character_no_font_has_is_named_with_its_field(checking: Checking) -> None:
    found = checking.only(checking.letter(facts="经查，\ue000村河道淤塞。"), "glyphs")
    assert (found.lamp, found.field) == (RED, "facts")
    assert "查明的事实里的“\ue000”" in found.sentence


def test_what_only_the_paper_says_is_missed_by_its_own_name(checking: Checking) -> None:
    letter = checking.letter(PUBLIC)
    found = checking.only(letter, "paper-lacks")
    assert (found.lamp, found.where, found.field) == (RED, Where.PAPER, "supervised_area")
    assert "监督管理的领域" in found.sentence
    checking.type_on_paper(letter, supervised_area="青山河河道管理")
    assert checking.codes(letter) == []


def test_red_comes_before_amber(checking: Checking) -> None:
    letter = checking.letter(basis="有关规定", objection_period="")
    assert [each.lamp for each in checking.look(letter).findings] == [RED, AMBER]
