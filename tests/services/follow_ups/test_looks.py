"""Looks at the rectification: what each finds, what cannot be found together, what the letter comes to."""

from datetime import date
from pathlib import Path

import pytest

from app.models.dates import PartialDate
from app.models.letter_terms import FollowUpKind, PhotoMoment, RectificationLight
from app.models.terms import Adoption, Lamp, Rectification, SuggestionKind, SuggestionState
from app.services.follow_ups.rows import Evaluation, ItemFinding
from app.services.follow_ups.signs import Signs
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.foundation.resources import Resources
from app.services.lists.listing import ListQuery
from app.services.suggestions.rows import LetterDraft, RectificationDraft
from tests.services.follow_ups.conftest import Rectifying

COMPLETE, INCOMPLETE = Rectification.COMPLETE, Rectification.INCOMPLETE
IN_PROGRESS = Rectification.IN_PROGRESS


def light(work: Rectifying, letter: int) -> RectificationLight:
    return work.desk.follow_ups.card(letter).light


def test_replied_and_rectified_are_two_lamps(work: Rectifying) -> None:
    letter = work.replied()
    assert light(work, letter) is RectificationLight.AWAITED
    work.look(letter, INCOMPLETE)
    card = work.desk.suggestions.card(letter)
    assert (card.lamp, card.rectification_light) == (Lamp.DONE, RectificationLight.INCOMPLETE)
    assert card.state is SuggestionState.RECTIFYING


@pytest.mark.parametrize(
    ("state", "shown"),
    [(IN_PROGRESS, "整改中"), (INCOMPLETE, "未到位"), (COMPLETE, "已到位")],
)
def test_the_lamp_of_rectification_says_what_the_last_look_found(
    work: Rectifying, state: Rectification, shown: str
) -> None:
    letter = work.replied()
    work.look(letter, state)
    assert light(work, letter).label == shown


def test_a_look_keeps_its_day_its_people_its_result_and_its_signs(work: Rectifying) -> None:
    letter = work.replied()
    work.look(
        letter,
        INCOMPLETE,
        kind=FollowUpKind.INSPECTION,
        others="水务站 李某",
        note="只清理一半",
        signs=("回复了只改一部分",),
    )
    (look,) = work.desk.follow_ups.card(letter).looks
    assert (look.kind, str(look.seen_on), look.seen_by, look.others) == (
        FollowUpKind.INSPECTION,
        "2026-08-31",
        "张某",
        "水务站 李某",
    )
    assert (look.state, look.note, [sign.code for sign in look.signs]) == (
        INCOMPLETE,
        "只清理一半",
        ["回复了只改一部分"],
    )


def test_looks_are_listed_with_the_newest_day_first(work: Rectifying) -> None:
    letter = work.replied()
    work.look(letter, IN_PROGRESS, "2026-09-10")
    work.look(letter, INCOMPLETE, "2026-08-15")
    assert [str(look.seen_on) for look in work.desk.follow_ups.card(letter).looks] == ["2026-09-10", "2026-08-15"]


def test_put_right_with_a_sign_that_it_was_not_is_refused(work: Rectifying) -> None:
    letter = work.replied()
    with pytest.raises(FieldProblem, match="不能同时登记为“已到位”") as refused:
        work.look(letter, COMPLETE, signs=("有措施没有实质执行",))
    assert refused.value.field == "signs"
    assert light(work, letter) is RectificationLight.AWAITED


def test_a_sign_that_is_not_on_the_list_is_refused(work: Rectifying) -> None:
    with pytest.raises(FieldProblem, match="没有“回复太慢”这种情形"):
        work.look(work.replied(), INCOMPLETE, signs=("回复太慢",))


def test_put_right_on_paper_only_is_a_lamp_of_its_own_and_needs_its_reason(work: Rectifying) -> None:
    letter = work.replied()
    with pytest.raises(FieldProblem, match="请写明为什么") as refused:
        work.look(letter, INCOMPLETE, is_paper_only=True)
    assert refused.value.field == "note"
    work.look(letter, INCOMPLETE, is_paper_only=True, note="回函附的照片是别处的")
    assert light(work, letter) is RectificationLight.PAPER_ONLY
    work.look(letter, COMPLETE, "2026-10-01")
    assert light(work, letter) is RectificationLight.COMPLETE
    assert not work.row(letter).is_paper_only


@pytest.mark.parametrize("state", [IN_PROGRESS, COMPLETE])
def test_put_right_on_paper_only_goes_with_no_other_state(work: Rectifying, state: Rectification) -> None:
    with pytest.raises(FieldProblem, match="应当是“未到位”"):
        work.look(work.replied(), state, is_paper_only=True, note="照片是别处的")


@pytest.mark.parametrize(
    ("missing", "field"), [({"kind": None}, "kind"), ({"seen_by": " "}, "seen_by"), ({"state": None}, "state")]
)
def test_a_look_needs_its_kind_its_person_and_its_result(
    work: Rectifying, missing: dict[str, object], field: str
) -> None:
    letter = work.replied()
    with pytest.raises(FieldProblem) as refused:
        work.look(letter, **({"state": INCOMPLETE} | missing))  # type: ignore[arg-type]  # a test's own fields
    assert refused.value.field == field


@pytest.mark.parametrize("day", ["2026-11-23", "2026-05-31"])
def test_a_look_in_the_future_or_before_the_issue_is_refused(work: Rectifying, day: str) -> None:
    with pytest.raises(FieldProblem) as refused:
        work.look(work.replied(), INCOMPLETE, day)
    assert refused.value.field == "seen_on"


def test_the_items_that_were_looked_at_change_and_the_letter_follows_them(work: Rectifying) -> None:
    letter = work.replied()
    first, second = work.split(letter, "清淤", "建立巡查制度")
    work.look(letter, None, "2026-08-01", findings=(ItemFinding(first, COMPLETE, "现场照片"),))
    items = work.desk.follow_ups.card(letter).items
    assert [(item.rectification, item.evidence) for item in items] == [
        (COMPLETE, "现场照片"),
        (Rectification.UNRECORDED, ""),
    ]
    assert light(work, letter) is RectificationLight.IN_PROGRESS
    work.look(letter, None, "2026-09-15", findings=(ItemFinding(second, COMPLETE, "制度文本"),))
    assert light(work, letter) is RectificationLight.COMPLETE
    assert str(work.row(letter).rectified_on) == "2026-09-15"
    (newest, oldest) = work.desk.follow_ups.card(letter).looks
    assert [(found.place, found.evidence) for found in (*newest.items, *oldest.items)] == [
        (2, "制度文本"),
        (1, "现场照片"),
    ]


def test_evidence_of_an_earlier_state_does_not_stand_beside_another(work: Rectifying) -> None:
    letter = work.replied()
    (item,) = work.split(letter, "清淤")
    work.look(letter, None, "2026-08-01", findings=(ItemFinding(item, COMPLETE, "验收单"),))
    work.look(letter, None, "2026-09-01", findings=(ItemFinding(item, COMPLETE),))
    assert work.desk.follow_ups.card(letter).items[0].evidence == "验收单"
    work.look(letter, None, "2026-10-01", findings=(ItemFinding(item, INCOMPLETE),))
    assert work.desk.follow_ups.card(letter).items[0].evidence == ""


def test_one_item_put_right_beside_a_sign_is_no_contradiction_while_another_is_left(work: Rectifying) -> None:
    letter = work.replied()
    first, second = work.split(letter, "清淤", "建立巡查制度")
    found = (ItemFinding(first, COMPLETE), ItemFinding(second, INCOMPLETE))
    work.look(letter, None, findings=found, signs=("回复了只改一部分",))
    assert light(work, letter) is RectificationLight.INCOMPLETE


def test_a_finding_about_the_whole_letter_holds_for_each_item_that_is_left(work: Rectifying) -> None:
    letter = work.replied()
    first, second = work.split(letter, "清淤", "建立巡查制度")
    work.look(letter, None, "2026-08-01", findings=(ItemFinding(first, COMPLETE),))
    seen = RectificationDraft(COMPLETE, PartialDate("2026-09-15"), "李某")
    work.desk.suggestions.record_rectification(work.clerk, letter, seen)
    items = {item.id: item for item in work.desk.follow_ups.card(letter).items}
    assert [str(items[key].rectified_on) for key in (first, second)] == ["2026-08-01", "2026-09-15"]


def test_a_finding_about_an_item_of_another_letter_is_refused(work: Rectifying) -> None:
    letter, other = work.replied(), work.replied(number=4)
    (mine,), (theirs,) = work.split(letter, "清淤"), work.split(other, "绿化")
    with pytest.raises(FieldProblem, match="已经不在这份检察建议里"):
        work.look(letter, None, findings=(ItemFinding(theirs, COMPLETE),))
    assert work.desk.follow_ups.card(letter).items[0].id == mine


def test_what_no_item_says_stays_as_the_letter_has_it(work: Rectifying) -> None:
    letter = work.replied()
    (item,) = work.split(letter, "清淤", adoption=Adoption.UNRECORDED)
    work.look(letter, None, findings=(ItemFinding(item, COMPLETE),))
    assert work.desk.suggestions.card(letter).adoption is Adoption.ADOPTED


def test_photos_are_kept_with_the_look_by_what_they_show(work: Rectifying) -> None:
    letter = work.replied()
    files = (
        work.photo("清淤前.png", PhotoMoment.BEFORE),
        work.photo("清淤后.png", PhotoMoment.AFTER),
        work.photo("验收单.pdf", PhotoMoment.OTHER),
    )
    work.look(letter, COMPLETE, files=files)
    (look,) = work.desk.follow_ups.card(letter).looks
    shown = {moment.label: [file.file_name for file in its] for moment, its in look.files.items()}
    assert shown == {"整改前": ["清淤前.png"], "整改后": ["清淤后.png"], "其他材料": ["验收单.pdf"]}
    purposes = [file.purpose for file in work.desk.suggestions.card(letter).attachments]
    assert purposes == ["送达回证", "回复函", "整改前", "整改后", "整改材料"]


def test_a_photo_of_a_look_cannot_be_removed_by_itself(work: Rectifying) -> None:
    letter = work.replied()
    work.look(letter, COMPLETE, files=(work.photo("清淤后.png", PhotoMoment.AFTER),))
    photo = work.desk.suggestions.card(letter).attachments[-1]
    with pytest.raises(DomainError, match="不能单独移除"):
        work.desk.attachments.remove(work.clerk, photo.id)


def test_the_scan_of_an_earlier_registration_is_shown_with_its_look(work: Rectifying) -> None:
    letter = work.replied()
    seen = RectificationDraft(COMPLETE, PartialDate("2026-09-15"), "李某", scan=work.scan)
    work.desk.suggestions.record_rectification(work.clerk, letter, seen)
    (look,) = work.desk.follow_ups.card(letter).looks
    assert look.kind is None
    assert [file.file_name for file in look.files[PhotoMoment.OTHER]] == ["扫描件.pdf"]


def test_a_file_that_is_no_file_refuses_the_whole_look(work: Rectifying) -> None:
    letter = work.replied()
    with pytest.raises(DomainError):
        work.look(letter, COMPLETE, files=(work.photo("照片.exe", PhotoMoment.AFTER),))
    assert not work.desk.follow_ups.card(letter).looks


def test_taking_a_look_back_restores_letter_items_files_and_plan(work: Rectifying) -> None:
    letter = work.replied()
    (item,) = work.split(letter, "清淤")
    before = work.desk.follow_ups.card(letter), work.plan(letter)
    files = (work.photo("清淤后.png", PhotoMoment.AFTER),)
    act = work.look(letter, None, findings=(ItemFinding(item, COMPLETE, "照片"),), files=files).act
    assert work.plan(letter)
    work.desk.history.take_back(work.clerk, act)
    after = work.desk.follow_ups.card(letter), work.plan(letter)
    assert (after[0].items, after[0].looks, after[0].light, after[1]) == (
        before[0].items,
        before[0].looks,
        before[0].light,
        before[1],
    )


def test_whoever_comes_second_is_told_what_changed(work: Rectifying) -> None:
    letter = work.replied()
    shown = work.desk.follow_ups.card(letter).version
    work.look(letter, IN_PROGRESS)
    with pytest.raises(ChangedMeanwhile, match="登记核查"):
        work.look(letter, INCOMPLETE, version=shown)


def test_a_draft_has_nothing_to_look_at(work: Rectifying) -> None:
    draft = LetterDraft(SuggestionKind.OTHER, "青山县水利局")
    letter = work.desk.suggestions.draft(work.clerk, draft).id
    assert light(work, letter) is RectificationLight.NOT_YET
    with pytest.raises(DomainError, match="请先登记制发"):
        work.look(letter, INCOMPLETE)


def test_the_signs_are_the_seven_of_article_82_and_judge_letters_of_public_interest(resources: Resources) -> None:
    signs = Signs(resources.follow_ups)
    assert len(signs.all) == 7
    assert "第82条" in signs.basis
    assert [kind.label for kind in SuggestionKind if signs.apply_to(kind)] == ["公益诉讼"]


def test_papers_tell_every_look_in_the_order_of_its_day_and_the_evaluation(work: Rectifying) -> None:
    letter = work.replied()
    assert work.desk.follow_ups.paper_facts(letter) == {}
    first, second = work.split(letter, "清淤", "建立巡查制度")
    found = (ItemFinding(first, COMPLETE, "验收单"), ItemFinding(second, INCOMPLETE))
    said = {"others": "李某", "note": "只清理一半", "is_paper_only": True, "signs": ("回复了只改一部分",)}
    work.look(letter, None, "2026-08-12", findings=found, **said)
    work.look(letter, COMPLETE, "2026-09-15", kind=FollowUpKind.HEARING)
    work.desk.follow_ups.evaluate(work.clerk, letter, PartialDate("2026-11-20"), Evaluation("河道已清理", "巡河制度"))
    told = str(work.desk.follow_ups.paper_facts(letter)["rectification_summary"]).splitlines()
    assert told == [
        "2026年8月12日走访，张某核查，李某参加：只清理一半。第1项已到位（验收单）。第2项未到位。"
        "有下列情形：虽按期回复，但只采取部分整改措施，没有全面整改。整改未到位。",
        "2026年9月15日听证，张某核查：第2项已到位。整改已到位。",
        "2026年11月20日评估。落实效果：河道已清理。长效机制：巡河制度。",
    ]


def test_the_list_shows_the_lamp_as_its_day_knew_it_and_filters_by_it(work: Rectifying) -> None:
    first, second = work.replied(), work.replied(number=4)
    work.look(first, COMPLETE, "2026-09-15")
    work.look(second, INCOMPLETE, "2026-09-15")
    listing = work.desk.suggestions.listing
    place = [column.key for column in listing.columns].index("rectification_lamp")

    def shown(day: str) -> list[object]:
        return [row.cells[place] for row in listing.rows([first, second], ListQuery(date.fromisoformat(day)))]

    assert shown("2026-11-22") == ["已到位", "未到位"]
    assert shown("2026-09-01") == ["整改中", "未到位"]  # put right only later
    asked = ListQuery(date(2026, 11, 22), where=(("整改灯", "未到位"),))
    assert list(listing.ids(asked)) == [second]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('kinds = ["公益诉讼"]\nbasis = "第82条"\n', "sign"),
        ('kinds = []\nbasis = "x"\n[[sign]]\ncode = "甲"\ntext = ""\n', "text"),
        ('kinds = []\nbasis = "x"\n[[sign]]\ncode = "甲"\ntext = "乙"\nwhy = 1\n', "why"),
    ],
)
def test_a_spoilt_list_of_signs_is_refused_with_file_and_key(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "signs.toml").write_text(text, encoding="utf-8")
    with pytest.raises(FieldProblem, match=f"signs.toml.*“{told}”"):
        _ = Signs(tmp_path).all


def test_the_word_of_the_office_for_it_goes_on_no_paper(resources: Resources) -> None:
    papers = (path.read_text(encoding="utf-8") for path in resources.documents.rglob("*.toml"))
    assert not any("纸面整改" in text for text in papers)
