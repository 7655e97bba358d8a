"""The office's own versions of templates: adopted from a day on, compared, withdrawn, taken back."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.terms import RecordType, SuggestionKind
from app.services.documents.templates.reading import TemplateDamaged
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.resources import Resources
from app.services.own_templates.drafting import moved, reworded
from app.services.own_templates.rows import BlockDraft, TemplateDraft
from app.services.papers.rows import RecordKey
from app.services.suggestions.rows import LetterDraft
from tests.conftest import CHINA

LETTER = "suggestion-letter"
WORDS = "请在两个月内将落实情况书面告知本院，逾期未复的，本院将依法跟进。"


@pytest.fixture
def desk(database: Database) -> OpenDesk:
    """The services of an empty store on 2026-11-22."""
    return OpenDesk(database, FixedClock(datetime(2026, 11, 22, 9, tzinfo=CHINA)), Resources.shipped())


def own(desk: OpenDesk, words: str = WORDS, place: int = -4) -> TemplateDraft:
    """The letter with one paragraph in the office's words."""
    draft = desk.own_templates.draft(LETTER)
    return replace(draft, blocks=reworded(draft.blocks, place % len(draft.blocks), words))


def text_of_letter(desk: OpenDesk, actor: Actor) -> str:
    letter = desk.suggestions.draft(actor, LetterDraft(SuggestionKind.OTHER, "青山县水利局")).id
    return desk.papers.render(actor, LETTER, RecordKey(RecordType.SUGGESTION, letter)).text


def test_a_version_of_the_office_prints_from_its_day_on(desk: OpenDesk, actor: Actor) -> None:
    assert WORDS not in text_of_letter(desk, actor)
    desk.own_templates.adopt(actor, own(desk), "依上级院样本")
    assert WORDS in text_of_letter(desk, actor)
    (row,) = desk.own_templates.rows(LETTER)
    assert (row.valid_from, row.reason, row.is_in_force) == (date(2026, 11, 22), "依上级院样本", True)


def test_a_version_of_tomorrow_does_not_print_today(desk: OpenDesk, actor: Actor) -> None:
    desk.own_templates.adopt(actor, replace(own(desk), valid_from=date(2026, 11, 23)), "明日起")
    assert WORDS not in text_of_letter(desk, actor)
    assert [row.is_in_force for row in desk.own_templates.rows(LETTER)] == [False]


def test_of_two_versions_the_newer_counts_and_the_older_stays_in_the_register(desk: OpenDesk, actor: Actor) -> None:
    desk.own_templates.adopt(actor, replace(own(desk), valid_from=date(2026, 1, 1)), "年初")
    desk.own_templates.adopt(actor, replace(own(desk, "以本院新规定为准。"), valid_from=date(2026, 6, 1)), "年中")
    text = text_of_letter(desk, actor)
    assert "以本院新规定为准。" in text
    assert WORDS not in text
    assert [row.is_in_force for row in desk.own_templates.rows(LETTER)] == [True, False]


def test_a_withdrawn_version_prints_no_more_and_keeps_its_place_in_the_register(desk: OpenDesk, actor: Actor) -> None:
    made = desk.own_templates.adopt(actor, own(desk), "试用").id
    desk.own_templates.withdraw(actor, made, "样本有误")
    assert WORDS not in text_of_letter(desk, actor)
    assert [row.is_withdrawn for row in desk.own_templates.rows(LETTER)] == [True]
    with pytest.raises(DomainError, match="已经停用"):
        desk.own_templates.withdraw(actor, made, "再次")


def test_adopting_and_withdrawing_can_be_taken_back(desk: OpenDesk, actor: Actor) -> None:
    adopted = desk.own_templates.adopt(actor, own(desk), "试用")
    withdrawn = desk.own_templates.withdraw(actor, adopted.id, "样本有误")
    desk.history.take_back(actor, withdrawn.act)
    assert WORDS in text_of_letter(desk, actor)
    desk.history.take_back(actor, adopted.act)
    assert desk.own_templates.rows(LETTER) == ()


def test_both_versions_stand_side_by_side_with_what_differs(desk: OpenDesk, actor: Actor) -> None:
    draft = replace(own(desk), title="检察建议书（正本）")
    changed = {each.title: (each.standard, each.own) for each in desk.own_templates.compared(draft) if each.is_changed}
    assert changed["标题"] == ("检察建议书", "检察建议书（正本）")
    assert WORDS in [said for _standard, said in changed.values()]
    made = desk.own_templates.adopt(actor, draft, "试用").id
    assert desk.own_templates.comparison(made) == desk.own_templates.compared(draft)


def test_paragraphs_can_be_moved_added_and_left_out(desk: OpenDesk) -> None:
    draft = desk.own_templates.draft(LETTER)
    added = replace(draft, blocks=(*draft.blocks, BlockDraft("text", "附：法律条文。")))
    assert desk.own_templates.preview(added).text.rstrip().endswith("抄送：某某县人民政府。")
    assert "附：法律条文。" in desk.own_templates.preview(added).text
    turned = moved(draft.blocks, 0, 1)
    assert [block.text for block in turned[:2]] == [draft.blocks[1].text, draft.blocks[0].text]
    assert moved(draft.blocks, 0, -1) == draft.blocks


def test_a_version_that_lacks_a_required_content_is_refused_by_name(desk: OpenDesk, actor: Actor) -> None:
    draft = desk.own_templates.draft(LETTER)
    without = replace(draft, blocks=tuple(block for block in draft.blocks if block.item != "异议期限"))
    with pytest.raises(TemplateDamaged, match="异议期限"):
        desk.own_templates.adopt(actor, without, "精简")


def test_a_version_that_asks_for_an_unknown_fact_is_refused_by_name(desk: OpenDesk) -> None:
    with pytest.raises(TemplateDamaged, match=r"不认识的内容“{单位}”"):
        desk.own_templates.preview(own(desk, "请{单位}研究落实。"))


@pytest.mark.parametrize(("change", "field"), [({"title": " "}, "title"), ({"valid_from": None}, "valid_from")])
def test_an_unfinished_version_is_refused_beside_its_field(
    desk: OpenDesk, actor: Actor, change: dict[str, object], field: str
) -> None:
    with pytest.raises(FieldProblem) as refusal:
        desk.own_templates.adopt(actor, replace(own(desk), **change), "试用")
    assert refusal.value.field == field


def test_a_reason_is_required_and_two_versions_of_one_day_are_refused(desk: OpenDesk, actor: Actor) -> None:
    with pytest.raises(FieldProblem, match="为什么"):
        desk.own_templates.adopt(actor, own(desk), " ")
    desk.own_templates.adopt(actor, own(desk), "试用")
    with pytest.raises(FieldProblem, match="已有一个本院版本"):
        desk.own_templates.adopt(actor, own(desk, "另一种措辞。"), "再试")


def flaws(desk: OpenDesk, draft: TemplateDraft) -> list[tuple[str, int | None, str]]:
    """What keeps a draft from being adopted."""
    return [(flaw.field, flaw.place, flaw.sentence) for flaw in desk.own_templates.flaws(draft)]


def test_the_version_in_force_has_no_flaw(desk: OpenDesk) -> None:
    assert flaws(desk, desk.own_templates.draft(LETTER)) == []


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"title": ""}, "title", "请填写标题"),
        ({"title": "致{单位}的检察建议书"}, "title", "不认识的内容“{单位}”"),
        ({"title": "检察建议书}"}, "title", "单独的"),
        ({"number_form": ""}, "number_form", "请填写文号样式"),
        ({"number_form": "青检建〔{nian}〕{n}号"}, "number_form", "只能插入"),
        ({"number_form": "青检建〔{year}〕号"}, "number_form", "要有 {n}"),
        ({"valid_from": None}, "valid_from", "从哪一天起"),
        ({"blocks": ()}, "blocks", "正文没有一段"),
    ],
)
def test_each_flaw_names_its_field(desk: OpenDesk, change: dict[str, object], field: str, words: str) -> None:
    found = flaws(desk, replace(desk.own_templates.draft(LETTER), **change))
    assert [(each[0], words in each[2]) for each in found] == [(field, True)]


@pytest.mark.parametrize(
    "text", ["", "请{单位}研究。", "请〔单位〕研究。", "请{研究。", "请}研究。", "{addressee?}{x?}"]
)
def test_a_paragraph_that_would_not_print_as_meant_is_told_by_its_place(desk: OpenDesk, text: str) -> None:
    assert [(field, place) for field, place, _ in flaws(desk, own(desk, text, 9))] == [("blocks", 9)]


def test_brackets_around_a_year_are_wording(desk: OpenDesk) -> None:
    assert flaws(desk, own(desk, "依省院〔2026〕5号通知，请{addressee}研究。", 9)) == []


@pytest.mark.parametrize("text", ["请研究。", "建议如下：{proposals}", "{proposals}{basis}"])
def test_a_numbered_paragraph_holds_one_fact_and_nothing_else(desk: OpenDesk, actor: Actor, text: str) -> None:
    draft = own(desk, text, 7)
    assert draft.blocks[7].form == "numbered"
    ((field, place, sentence),) = flaws(desk, draft)
    assert (field, place) == ("blocks", 7)
    assert "只能是一项插入的内容" in sentence
    with pytest.raises(FieldProblem, match="只能是一项插入的内容"):
        desk.own_templates.adopt(actor, draft, "试用")


def test_a_day_that_has_a_version_already_is_a_flaw_of_the_day(desk: OpenDesk, actor: Actor) -> None:
    desk.own_templates.adopt(actor, own(desk), "试用")
    assert [field for field, _, _ in flaws(desk, own(desk, "另一种措辞。"))] == ["valid_from"]


def test_the_frame_offers_the_facts_of_the_document_first_each_under_one_label(desk: OpenDesk) -> None:
    frame = desk.own_templates.frame(LETTER)
    labels = [fact.label for fact in frame.facts]
    assert len(labels) == len(set(labels))
    assert {"addressee", "reply_period"} <= {fact.name for fact in frame.facts if fact.is_usual}
    is_usual = [fact.is_usual for fact in frame.facts]
    assert is_usual == sorted(is_usual, reverse=True)
    assert "异议期限" in frame.contents


def test_whether_the_standard_counts_today_is_told(desk: OpenDesk, actor: Actor) -> None:
    assert desk.own_templates.frame(LETTER).is_standard_in_force
    desk.own_templates.adopt(actor, own(desk), "试用")
    assert not desk.own_templates.frame(LETTER).is_standard_in_force


def test_samples_of_the_standard_and_of_a_version_differ(desk: OpenDesk, actor: Actor) -> None:
    made = desk.own_templates.adopt(actor, own(desk), "试用").id
    assert WORDS in desk.own_templates.sample(LETTER, made).text
    assert WORDS not in desk.own_templates.sample(LETTER, None).text


def test_a_paragraph_put_in_before_a_reworded_one_does_not_hide_what_was_reworded(desk: OpenDesk) -> None:
    draft = own(desk, "请自收到本检察建议书之日起三十日内作出相应处理，并将落实情况书面回复本院。", 9)
    blocks = (*draft.blocks[:9], BlockDraft("text", "特此建议。"), *draft.blocks[9:])
    changed = [each for each in desk.own_templates.compared(replace(draft, blocks=blocks)) if each.is_changed]
    assert [(each.is_added, each.is_left_out) for each in changed] == [(True, False), (False, False)]
    assert changed[1].standard.startswith("请自收到本检察建议书之日起{reply_period}内")
    assert changed[1].own.startswith("请自收到本检察建议书之日起三十日内")


def test_another_form_of_the_same_words_is_a_change(desk: OpenDesk) -> None:
    draft = desk.own_templates.draft(LETTER)
    blocks = (*draft.blocks[:1], replace(draft.blocks[1], form="centre"), *draft.blocks[2:])
    (changed,) = [each for each in desk.own_templates.compared(replace(draft, blocks=blocks)) if each.is_changed]
    assert (changed.standard_form, changed.own_form) == ("heading", "centre")


def test_a_paragraph_left_out_is_told_as_left_out(desk: OpenDesk) -> None:
    draft = desk.own_templates.draft(LETTER)
    blocks = tuple(block for place, block in enumerate(draft.blocks) if place != 1)
    (changed,) = [each for each in desk.own_templates.compared(replace(draft, blocks=blocks)) if each.is_changed]
    assert changed.is_left_out


PUBLIC = "此件公开发布"


def test_a_note_of_the_office_prints_below_the_date_in_every_style_and_is_told_as_a_difference(
    desk: OpenDesk, actor: Actor
) -> None:
    draft = replace(desk.own_templates.draft(LETTER), closing_note=PUBLIC)
    (changed,) = [each for each in desk.own_templates.compared(draft) if each.is_changed]
    assert (changed.title, changed.standard, changed.own) == ("附注", "{closing_note?}", PUBLIC)
    desk.own_templates.adopt(actor, draft, "依上级院样本")
    assert text_of_letter(desk, actor).endswith(f"（{PUBLIC}）")
    assert desk.own_templates.draft(LETTER).closing_note == PUBLIC


def test_a_note_that_nobody_changed_stays_that_of_official_papers_only(desk: OpenDesk, actor: Actor) -> None:
    desk.own_templates.adopt(actor, own(desk), "依上级院样本")
    template = desk.documents.library.find(LETTER, date(2026, 11, 22))
    assert (template.closing_note, template.notes_every_style) == ("{closing_note?}", False)


def test_a_note_can_be_given_up_for_good(desk: OpenDesk, actor: Actor) -> None:
    desk.own_templates.adopt(actor, replace(desk.own_templates.draft(LETTER), closing_note=" "), "不用附注")
    assert "closing_note" not in {fact.name for fact in desk.documents.library.find(LETTER, date(2026, 11, 22)).facts}


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("联系人：{谁}", "不认识的内容“{谁}”"),
        ("联系人：〔谁〕", "不认识的内容“〔谁〕”"),
        ("公开}", "单独的“{”或“}”"),
        ("（公开）", "不要加括号"),
        ("长" * 101, "有 101 字，最多 100 字"),
    ],
)
def test_a_note_that_would_not_print_as_meant_is_refused_beside_its_field(
    desk: OpenDesk, note: str, words: str
) -> None:
    ((field, _place, sentence),) = flaws(desk, replace(desk.own_templates.draft(LETTER), closing_note=note))
    assert field == "closing_note"
    assert words in sentence


def test_only_a_dated_document_may_be_noted(desk: OpenDesk) -> None:
    assert desk.own_templates.frame(LETTER).may_be_noted
    assert not desk.own_templates.frame("file-cover").may_be_noted
