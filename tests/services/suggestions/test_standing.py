"""State, lamp and timeliness on any day: only what that day knew counts."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pytest

from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.office import Organisation
from app.models.suggestion import Suggestion
from app.models.terms import (
    Adoption,
    Receipt,
    Rectification,
    ServiceMethod,
    SuggestionKind,
    SuggestionStep,
)
from app.services.foundation.intentions import Intention
from app.services.lists.listing import ListQuery
from app.services.suggestions.listing import letter_listing
from tests.conftest import CHINA
from tests.services.suggestions.conftest import TODAY, Letters

ISSUED = {
    "step": SuggestionStep.ISSUED,
    "receipt": Receipt.UNKNOWN,
    "issued_on": PartialDate("2022-02-11"),
    "due_on": date(2022, 4, 11),
    "remind_on": date(2022, 4, 4),
    "serious_on": date(2022, 5, 11),
}
MAKE = Intention("test.make", "", "")
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=CHINA)


def shown(database: Database, as_of: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """A letter with these facts, as the list shows it on a day."""
    row = {
        "id": 1,
        "entry_number": "JY2022-00001",
        "kind": SuggestionKind.PUBLIC_INTEREST,
        "office_name": "青山县人民检察院",
        "organisation_id": 1,
        "addressee": "青山县水利局",
        "identity": "x",
        "service_method": ServiceMethod.UNSPECIFIED,
        "adoption": Adoption.UNRECORDED,
        "rectification": Rectification.UNRECORDED,
        "start_is_receipt": False,
        "is_provisional": False,
        "is_reply_undated": False,
        **ISSUED,
        **facts,
    }
    with database.write(Actor("张某"), MAKE, NOON) as unit:
        unit.insert_many(Organisation, [{"id": 1, "name": "青山县水利局", "initials": "qsxslj"}])
        unit.insert_many(Suggestion, [row])
    listing = letter_listing(database)
    query = ListQuery(date.fromisoformat(as_of))
    (line,) = listing.rows([1], query)
    cells = {column.key: cell for column, cell in zip(listing.columns, line.cells, strict=True)}
    cells["overdue"] = list(listing.ids(ListQuery(query.as_of, is_overdue=True))) == [1]
    return cells


@pytest.mark.parametrize(
    ("as_of", "lamp", "overdue"),
    [
        ("2022-04-03", "正常", False),
        ("2022-04-04", "临近", False),
        ("2022-04-10", "临近", False),
        ("2022-04-11", "到期", False),
        ("2022-04-12", "逾期", True),
        ("2022-05-11", "逾期", True),
        ("2022-05-12", "严重逾期", True),
    ],
)
def test_the_lamp_follows_the_day(database: Database, as_of: str, lamp: str, overdue: bool) -> None:
    cells = shown(database, as_of, {})
    assert (cells["lamp"], cells["overdue"]) == (lamp, overdue)


def test_a_later_reply_does_not_count_on_an_earlier_day(database: Database) -> None:
    facts = {"replied_on": PartialDate("2022-04-14"), "adoption": Adoption.ADOPTED}
    cells = shown(database, "2022-04-13", facts)
    assert (cells["state"], cells["replied_on"], cells["adoption"]) == ("待回复", None, "未记载")
    assert (cells["timeliness"], cells["days_late"], cells["overdue"]) == ("逾期", 2, True)


def test_a_reply_after_the_due_date_is_late_by_so_many_days(database: Database) -> None:
    cells = shown(database, "2026-11-22", {"replied_on": PartialDate("2022-04-14")})
    assert (cells["timeliness"], cells["days_late"], cells["lamp"]) == ("逾期", 3, "已完成")


def test_a_reply_known_only_to_the_month_of_the_due_date_cannot_be_judged(database: Database) -> None:
    cells = shown(database, "2026-11-22", {"replied_on": PartialDate("2022-04")})
    assert (cells["timeliness"], cells["days_late"], cells["state"]) == ("无法判断", None, "已回复")


@pytest.mark.parametrize(
    ("replied", "due", "expected"),
    [
        ("2022-03", date(2022, 4, 11), "按期"),
        ("2022-05", date(2022, 4, 11), "逾期"),
        ("2022", date(2022, 4, 11), "无法判断"),
        ("2023", date(2022, 4, 11), "逾期"),
        ("2021", date(2022, 4, 11), "无法判断"),
        ("2024-02", date(2024, 2, 29), "按期"),
        ("2024-02", date(2024, 2, 28), "无法判断"),
    ],
)
def test_a_month_or_year_is_judged_only_where_all_of_it_agrees(
    database: Database, replied: str, due: date, expected: str
) -> None:
    facts = {"replied_on": PartialDate(replied), "due_on": due}
    assert shown(database, "2026-11-22", facts)["timeliness"] == expected


@pytest.mark.parametrize("as_of", ["2022-02-11", "2022-04-12", "2026-11-22"])
def test_a_reply_without_any_date_is_never_overdue_and_never_judged(database: Database, as_of: str) -> None:
    cells = shown(database, as_of, {"is_reply_undated": True, "adoption": Adoption.ADOPTED})
    assert (cells["state"], cells["timeliness"], cells["overdue"]) == ("已回复", "无法判断", False)


def test_a_letter_without_a_due_date_is_grey(database: Database) -> None:
    cells = shown(database, "2026-11-22", {"due_on": None, "remind_on": None, "serious_on": None})
    assert (cells["lamp"], cells["timeliness"], cells["overdue"]) == ("无法判断", "无法判断", False)


def test_before_its_issue_a_letter_was_a_draft(database: Database) -> None:
    assert shown(database, "2022-02-10", {})["state"] == "草稿"


def test_before_its_receipt_a_letter_awaited_service(database: Database) -> None:
    facts = {"receipt": Receipt.RECEIVED, "received_on": PartialDate("2022-02-15")}
    cells = shown(database, "2022-02-14", facts)
    assert (cells["state"], cells["lamp"]) == ("待送达", "正常")


def test_a_withdrawn_letter_is_not_overdue(database: Database) -> None:
    cells = shown(database, "2026-11-22", {"withdrawn_on": PartialDate("2022-03-01")})
    assert (cells["state"], cells["overdue"], cells["lamp"]) == ("撤回", False, "已完成")


def test_the_list_of_today_and_of_a_day_are_the_same_letters(letters: Letters) -> None:
    letter = letters.served()
    listing = letters.desk.suggestions.listing
    assert list(listing.ids(ListQuery(TODAY))) == list(listing.ids(ListQuery(date(2026, 9, 1)))) == [letter]
