"""list: the published ledger as outsiders read it."""

import shutil
from pathlib import Path

from tests.architecture.source_tree import ROOT
from tests.commands.conftest import Command

KEYS = {
    "id",
    "number",
    "kind",
    "office",
    "addressee",
    "issued_on",
    "received_on",
    "start_is_receipt",
    "due_on",
    "due_source",
    "replied_on",
    "timeliness",
    "days_late",
    "adoption",
    "rectification",
    "state",
    "lamp",
}


def test_a_letter_carries_every_promised_field(store: Command) -> None:
    letters = store("list", "suggestions", "--json").json
    assert len(letters) == 12
    assert all(letter.keys() >= KEYS for letter in letters)
    assert letters[0]["id"] == "JY2026-00001"
    assert letters[0]["number"] is None
    assert letters[0]["start_is_receipt"] is True


def test_due_dates_follow_the_ledgers_own_period_and_the_calendar(store: Command) -> None:
    due = {
        (letter["addressee"], letter["issued_on"]): (letter["due_on"], letter["due_source"])
        for letter in store("list", "suggestions", "--json").json
    }
    assert due["某市财政局", "2019-09-09"] == ("2019-11-11", "台账")
    assert due["某市人民政府", "2019-09-11"] == ("2019-11-11", "台账")
    assert due["住房和城乡建设局", "2019-06-19"] == ("2019-07-04", "台账")
    assert due["朝阳乡人民政府", "2017-04-18"] == ("2017-05-18", "台账")
    assert due["自然资源部门", "2022-02-11"] == ("2022-04-11", "台账")


def test_the_reply_three_days_late_says_so(store: Command) -> None:
    (letter,) = store("list", "suggestions", "--where", "被建议单位=某市人民政府", "--json").json
    assert (letter["timeliness"], letter["days_late"], letter["replied_on"]) == ("逾期", 3, "2019-11-14")


def test_a_reply_known_to_the_month_keeps_its_precision_and_cannot_be_judged(store: Command) -> None:
    (letter,) = store("list", "suggestions", "--where", "addressee=自然资源部门", "--json").json
    assert (letter["replied_on"], letter["timeliness"]) == ("2022-04", "无法判断")


def test_five_replies_without_a_date_are_replied_and_never_overdue(store: Command) -> None:
    for day in ("2017-06-01", "2019-11-22", "2026-11-22"):
        letters = store("list", "suggestions", "--as-of", day, "--json").json
        overdue = {letter["id"] for letter in store("list", "suggestions", "--overdue", "--as-of", day, "--json").json}
        undated = [letter for letter in letters if letter["id"][-2:] in {"01", "02", "08", "10", "12"}]
        assert [letter["timeliness"] for letter in undated] == ["无法判断"] * 5
        assert overdue.isdisjoint(letter["id"] for letter in undated)
    assert [letter["state"] for letter in undated] == ["已回复"] * 5


def test_nothing_of_the_published_ledger_is_overdue_today(store: Command) -> None:
    assert store("list", "suggestions", "--overdue", "--as-of", "2026-11-22", "--json").json == []


def test_a_day_before_the_late_reply_knew_it_as_overdue(store: Command) -> None:
    letters = store("list", "suggestions", "--overdue", "--as-of", "2019-11-13", "--json").json
    assert [(letter["addressee"], letter["days_late"], letter["lamp"]) for letter in letters] == [
        ("某市人民政府", 2, "逾期")
    ]


def test_conditions_are_joined_by_and_and_take_keys_or_titles(store: Command) -> None:
    found = store("list", "suggestions", "--where", "类型=公益诉讼", "--where", "timeliness=按期", "--json").json
    assert [letter["addressee"] for letter in found] == ["某市财政局", "朝阳乡人民政府", "海宁市应急管理局"]


def test_an_unknown_column_is_refused_with_the_columns_there_are(store: Command) -> None:
    refused = store("list", "suggestions", "--where", "颜色=红")
    assert refused.status == 1
    assert "没有“颜色”这一列" in refused.refused
    assert "被建议单位" in refused.refused
    assert refused.said == ""


def test_matters_carry_every_promised_field(store: Command, resources) -> None:  # type: ignore[no-untyped-def]  # pytest's fixture
    store("import", "matters", resources.samples / "监督事项台账-公开案例.xlsx")
    matters = store("list", "matters", "--json").json
    promised = {"id", "number", "kind", "source", "subject", "unit", "handler", "department", "accepted_on", "stage"}
    assert [matter["id"] for matter in matters] == [f"SX2026-0000{number}" for number in range(1, 7)]
    assert all(matter.keys() >= promised | {"due_on", "lamp", "outcome"} for matter in matters)
    assert matters[1]["accepted_on"] == "2019-12"


def test_search_gives_the_records_that_hold_the_word(store: Command) -> None:
    hits = store("search", "税款", "--json").json
    assert [hit["id"] for hit in hits] == ["JY2026-00002", "JY2026-00001"]
    assert all(hit.keys() >= {"id", "type", "title", "snippet"} for hit in hits)
    assert "税款" in hits[0]["snippet"]


def test_a_matter_keeps_the_promised_lamp_and_says_in_words_whose_period_is_late(
    command: Command, store_path: Path
) -> None:
    shutil.copy(ROOT / "tests" / "data" / "schema_0002.db", store_path)
    late = command("list", "matters", "--overdue", "--as-of", "2026-11-22", "--json").json
    assert {matter["id"]: (matter["lamp"], matter["lamp_words"], matter["side"]) for matter in late} == {
        "SX2026-00007": ("严重逾期", "严重超期139天", "本院"),
        "SX2026-00009": ("逾期", "逾期5天", "外单位"),
        "SX2026-00010": ("逾期", "逾期20天", "外单位"),
    }


def test_an_empty_condition_finds_what_is_not_set(store: Command) -> None:
    letters = store("list", "suggestions", "--json").json
    for key in ("number", "replied_on", "due_on"):
        wanted = [letter["id"] for letter in letters if letter[key] is None]
        found = store("list", "suggestions", "--where", f"{key}=", "--json").json
        assert [letter["id"] for letter in found] == wanted


def test_a_kind_there_is_not_is_refused_with_the_kinds_there_are(store: Command) -> None:
    refused = store("list", "suggestions", "--where", "类型=公益", "--json")
    assert (refused.status, refused.said, refused.refused.count("\n")) == (1, "", 1)
    assert "“类型”没有“公益”这一种" in refused.refused
    assert "公益诉讼、社会治理" in refused.refused


def test_a_day_that_does_not_exist_is_refused_as_a_condition(store: Command) -> None:
    refused = store("list", "suggestions", "--where", "issued_on=2026-02-30")
    assert (refused.status, refused.said, refused.refused.count("\n")) == (1, "", 1)
    assert "“发出日期”不能是“2026-02-30”" in refused.refused


def test_a_number_larger_than_any_store_holds_finds_nothing(store: Command) -> None:
    assert store("list", "suggestions", "--where", f"days_late={'9' * 30}", "--json").json == []


def test_a_flag_is_asked_for_as_it_is_given(store: Command) -> None:
    letters = store("list", "suggestions", "--json").json
    for words, is_so in (("true", True), ("false", False), ("是", True)):
        found = store("list", "suggestions", "--where", f"start_is_receipt={words}", "--json").json
        wanted = [letter["id"] for letter in letters if letter["start_is_receipt"] is is_so]
        assert [letter["id"] for letter in found] == wanted
    assert "只能是 true 或 false" in store("list", "suggestions", "--where", "start_is_receipt=maybe").refused
