"""All deadlines at once: lamps by side and certainty, filters, the month, records without deadline, the papers."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.dates import PartialDate
from app.models.terms import Certainty, Lamp, SuggestionKind
from app.services.docket.rows import COLUMNS, Authority, StartDraft
from app.services.foundation.errors import DomainError
from app.services.lists.listing import ListQuery
from tests.services.docket.conftest import LETTER, MATTER, TODAY, Office

QUERY = ListQuery(TODAY)
KEYS = [column.key for column in COLUMNS]


def shown(desk: OpenDesk, key: str, query: ListQuery = QUERY) -> list[object]:
    """One column of the list."""
    listing = desk.docket.listing
    return [row.cells[KEYS.index(key)] for row in listing.rows(listing.ids(query), query)]


@pytest.fixture
def three(office: Office) -> tuple[int, int]:
    """A letter (F02, F03) and a matter (H13): due 23 November, 17 January, 2 February."""
    letter = office.issued("2026-11-16")
    office.serve(letter, "2026-11-17")
    return letter, office.matter("行政违法行为监督")


def test_the_list_shows_what_ends_first_with_record_person_and_department(
    desk: OpenDesk, three: tuple[int, int]
) -> None:
    assert shown(desk, "due_on") == ["2026-11-23", "2027-01-18", "2027-02-02"]
    assert shown(desk, "rule") == ["F03", "F02", "H13"]
    assert shown(desk, "record") == ["青检建〔2026〕1号", "青检建〔2026〕1号", "SX2026-00001"]
    assert shown(desk, "handler") == ["张某", "张某", "李某"]
    assert shown(desk, "department") == ["行政检察部", "行政检察部", "民事检察部"]
    assert shown(desk, "days_left") == [3, 59, 74]
    assert shown(desk, "side") == ["本院", "外单位", "本院"]


@pytest.mark.parametrize(
    ("where", "rules"),
    [
        ((("承办人", "李某"),), ["H13"]),
        ((("department", "行政检察部"), ("side", "本院")), ["F03"]),
        ((("rule", "F02"),), ["F02"]),
        ((("灯", "正常"),), ["F03", "F02", "H13"]),
        ((("状态", "已完成"),), []),
    ],
)
def test_the_list_is_filtered_by_person_department_rule_lamp_and_state(
    desk: OpenDesk, three: tuple[int, int], where: tuple[tuple[str, str], ...], rules: list[str]
) -> None:
    assert shown(desk, "rule", replace(QUERY, where=where)) == rules


def test_the_list_is_filtered_by_the_time_in_which_deadlines_end(desk: OpenDesk, three: tuple[int, int]) -> None:
    assert shown(desk, "rule", replace(QUERY, issued_from="2027-01-01", issued_to="2027-01")) == ["F02"]


def test_what_was_met_leaves_the_list_and_comes_back_for_the_day_before(
    desk: OpenDesk, actor: Actor, office: Office, three: tuple[int, int]
) -> None:
    filing = office.deadline(LETTER, three[0], "F03").id
    desk.docket.mark_met(actor, filing, PartialDate("2026-11-19"))
    assert shown(desk, "rule") == ["F02", "H13"]
    assert shown(desk, "rule", ListQuery(date(2026, 11, 18))) == ["F03", "F02", "H13"]


LAMPS = {
    date(2026, 11, 20): (Lamp.NORMAL, "剩3天"),
    date(2026, 11, 21): (Lamp.NEAR, "剩2天"),
    date(2026, 11, 23): (Lamp.DUE, "今日到期"),
    date(2026, 11, 24): (Lamp.OVERDUE, "超期1天"),
    date(2026, 12, 23): (Lamp.OVERDUE, "超期30天"),
    date(2026, 12, 24): (Lamp.SERIOUSLY_OVERDUE, "严重超期31天"),
}


@pytest.mark.parametrize("day", LAMPS, ids=str)
def test_a_duty_of_our_own_goes_through_all_lamps_and_is_called_so(office: Office, day: date) -> None:
    card = office.deadline(LETTER, office.issued("2026-11-16"), "F03", day)
    assert (card.lamp, card.lamp_words) == LAMPS[day]


def test_a_duty_of_somebody_outside_is_late_only_after_the_later_of_two_readings(
    office: Office, desk: OpenDesk
) -> None:
    letter = office.issued("2026-02-27")
    office.serve(letter, "2026-02-28")
    period = office.deadline(LETTER, letter, "F02", date(2026, 4, 29))
    assert (period.due_on, period.overdue_after) == (date(2026, 4, 28), date(2026, 4, 30))
    assert (period.lamp, period.lamp_words) == (Lamp.DUE, "到期，2026-04-30后才算逾期")
    late = office.deadline(LETTER, letter, "F02", date(2026, 5, 1))
    assert (late.lamp, late.lamp_words) == (Lamp.OVERDUE, "逾期1天")


def test_what_nobody_verified_reminds_in_grey_and_never_turns_red(office: Office, desk: OpenDesk, actor: Actor) -> None:
    matter = office.matter("社会治理")
    done = desk.docket.start_by_rule(actor, MATTER, matter, StartDraft("H05", "2026-08-03", "送达回证"))
    card = desk.docket.card(done.id)
    assert (card.lamp, card.certainty) == (Lamp.UNKNOWN, Certainty.UNVERIFIED)
    assert card.lamp_words == "已过94天（依据未核，仅提醒）"
    assert shown(desk, "rule", replace(QUERY, is_overdue=True)) == []


def test_a_rule_without_length_has_no_day_and_says_so(office: Office, desk: OpenDesk, actor: Actor) -> None:
    matter = office.matter("社会治理")
    done = desk.docket.start_by_rule(actor, MATTER, matter, StartDraft("M09", "2026-11-03", "异议书"))
    card = desk.docket.card(done.id)
    assert (card.due_on, card.lamp, card.lamp_words) == (None, Lamp.UNKNOWN, "随办，没有到期日")


def test_the_lamps_are_counted_for_any_day(desk: OpenDesk, three: tuple[int, int]) -> None:
    assert desk.docket.overview.counts(QUERY) == {Lamp.NORMAL: 3}
    assert desk.docket.overview.counts(ListQuery(date(2027, 1, 20))) == {
        Lamp.SERIOUSLY_OVERDUE: 1,
        Lamp.OVERDUE: 1,
        Lamp.NORMAL: 1,
    }


def test_the_month_shows_how_many_deadlines_end_on_each_day(desk: OpenDesk, three: tuple[int, int]) -> None:
    days = desk.docket.overview.month(2026, 11, QUERY)
    assert len(days) == 30
    assert [(day.on, day.count, day.lamps) for day in days if day.count] == [(date(2026, 11, 23), 1, {Lamp.NORMAL: 1})]
    assert (days[20].is_working, days[20].day_name) == (False, "星期六")


def test_an_open_record_without_open_deadline_stands_on_the_list_of_the_unwatched(
    desk: OpenDesk, actor: Actor, office: Office, authority: Authority
) -> None:
    matter = office.matter("社会治理")
    watched = office.issued("2026-11-16")
    assert [each.record.number for each in desk.docket.overview.unwatched()] == ["SX2026-00001"]
    desk.docket.waive(actor, office.deadline(LETTER, watched, "F03").id, PartialDate("2026-11-20"), authority)
    (first, second) = desk.docket.overview.unwatched()
    assert (first.record.record_id, first.state) == (matter, "受理立案")
    assert (second.record.subject, second.state, second.since) == ("青山县水利局", "待送达", PartialDate("2026-11-16"))


def test_a_matter_is_watched_by_the_deadlines_of_its_letters(desk: OpenDesk, actor: Actor, office: Office) -> None:
    matter, letter = office.matter("社会治理"), office.issued("2026-11-16")
    card = desk.suggestions.card(letter)
    desk.suggestions.amend(actor, letter, card.version, replace(card.draft, matter_id=matter))
    assert desk.docket.overview.unwatched() == ()


def test_the_list_counts_how_often_a_deadline_was_extended(
    desk: OpenDesk, actor: Actor, office: Office, authority: Authority, three: tuple[int, int]
) -> None:
    desk.docket.extend(actor, office.deadline(LETTER, three[0], "F03").id, "5日", authority)
    assert shown(desk, "extensions") == [1, 0, 0]


def test_a_replied_letter_is_not_looked_for_among_the_unwatched(desk: OpenDesk, office: Office, actor: Actor) -> None:
    letter = office.issued("2026-11-16")
    office.serve(letter, "2026-11-17")
    office.reply(letter, "2026-11-19")
    desk.docket.mark_met(actor, office.deadline(LETTER, letter, "F03").id, PartialDate("2026-11-18"))
    assert desk.docket.overview.unwatched() == ()


def text_of(path: Path) -> str:
    """All text of a PDF without its line breaks."""
    return "".join("".join(page.extract_text().split()) for page in PdfReader(path).pages)


def test_the_warning_table_prints_the_list_of_a_query(desk: OpenDesk, three: tuple[int, int], tmp_path: Path) -> None:
    path = tmp_path / "期限预警表.pdf"
    assert desk.docket.overview.write_warning_table(replace(QUERY, where=(("承办人", "张某"),)), path) == 2
    text = text_of(path)
    assert "期限预警表" in text
    assert "范围：承办人：张某" in text
    assert "剩3天" in text
    assert "李某" not in text


def test_the_derivation_of_a_deadline_prints_on_one_page(
    desk: OpenDesk, actor: Actor, office: Office, authority: Authority, tmp_path: Path
) -> None:
    review = office.deadline(LETTER, _served(office), "E04").id
    desk.docket.extend(actor, review, "一个月", authority)
    path = tmp_path / "说明.pdf"
    desk.docket.overview.write_derivation(review, path)
    assert len(PdfReader(path).pages) == 1
    text = text_of(path)
    for told in ("期限计算说明", "行政公益诉讼审查起诉", "检察长决定", "案情复杂", "2027-02-12→2027-03-12"):
        assert told in text


def test_everybody_with_an_open_record_is_named_in_the_order_of_pinyin(
    desk: OpenDesk, actor: Actor, office: Office
) -> None:
    office.issued("2026-11-16")  # 张某
    for handler in ("李某", "安某", "", "李某"):
        office.matter("社会治理", handler=handler)
    closed = office.matter("社会治理", handler="王某", outcome="终结审查", closed_on=PartialDate("2026-11-18"))
    withdrawn = office.issued("2026-11-10")
    desk.suggestions.withdraw(actor, withdrawn, PartialDate("2026-11-19"), "有误")
    assert desk.matters.card(closed).draft.handler == "王某"
    assert desk.docket.overview.handlers() == ("安某", "李某", "张某")
    assert desk.docket.overview.handlers(date(2026, 11, 17)) == ("安某", "李某", "王某", "张某")


def test_a_paper_of_another_type_is_refused(desk: OpenDesk, tmp_path: Path) -> None:
    with pytest.raises(DomainError, match=r"只能存为 \.pdf"):
        desk.docket.overview.write_warning_table(QUERY, tmp_path / "表.docx")


def _served(office: Office) -> int:
    letter = office.issued("2026-11-10", SuggestionKind.PUBLIC_INTEREST)
    office.serve(letter, "2026-11-12")
    return letter
