"""Who sees the names of the handlers of an original case, and where nobody does."""

import json
from dataclasses import asdict, replace

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.dates import PartialDate
from app.models.terms import RecordType
from app.services.hand_overs.rows import Departure
from app.services.lists.listing import ListQuery
from app.services.original_cases.visibility import HIDDEN_NAME
from tests.services.original_cases.conftest import Register, case_draft

HANDLER, COLLEAGUE = "张某", "李某"  # of one department
OUTSIDER = "孙办案"  # a name nothing else bears


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        (HANDLER, True),  # handled it
        ("王某", True),  # heads its department
        ("郑某", True),  # 院领导
        ("吴某", True),  # 案管
        ("冯某", True),  # 检务督察
        (COLLEAGUE, False),  # the same department
        ("周某", False),  # heads another department
        ("无名氏", False),  # not in the register
    ],
)
def test_only_the_entitled_see_who_handled_a_case(desk: OpenDesk, register: Register, who: str, sees: bool) -> None:
    case = register(handlers="张某、赵某", other_handlers=OUTSIDER)
    card = desk.original_cases.card(Actor(who), case)
    assert card.is_people_shown is sees
    assert card.draft.handlers == ("张某\n赵某" if sees else HIDDEN_NAME)
    assert card.draft.other_handlers == (OUTSIDER if sees else HIDDEN_NAME)


def test_somebody_who_left_the_office_no_longer_sees_by_the_post_once_held(
    desk: OpenDesk, actor: Actor, register: Register
) -> None:
    case = register()
    chief = next(person for person in desk.offices.people() if person.name == "郑某")
    departure = Departure(chief.id, (), "退休", PartialDate("2026-11-20"))
    desk.hand_overs.hand_over_everything(Actor("王某"), desk.hand_overs.plan_everything(departure))
    assert not desk.original_cases.card(Actor("郑某"), case).is_people_shown


def test_neither_list_nor_search_nor_history_nor_links_tell_the_names(
    desk: OpenDesk, actor: Actor, register: Register
) -> None:
    case = register(handlers=OUTSIDER, other_handlers=OUTSIDER)
    desk.original_cases.amend(actor, case, 1, case_draft(handlers="另一人", other_handlers=OUTSIDER, cause="诈骗罪"))
    listing, query = desk.original_cases.listing, ListQuery(desk.clock.today())
    told = [str(listing.rows(listing.ids(query), query)), str(desk.history.lines(RecordType.ORIGINAL_CASE, case))]
    assert not listing.ids(ListQuery(desk.clock.today(), contains=OUTSIDER))
    assert not desk.search.find(OUTSIDER)
    told.append(json.dumps(asdict(desk.original_cases.card(Actor(COLLEAGUE), case)), default=str, ensure_ascii=False))
    assert all(OUTSIDER not in text and "另一人" not in text for text in told)
    assert "诈骗罪" in told[1]


def test_whoever_may_not_see_the_names_leaves_them_as_they_are(desk: OpenDesk, register: Register) -> None:
    case = register(handlers="张某", other_handlers="")
    shown = desk.original_cases.card(Actor(COLLEAGUE), case)
    draft = replace(shown.draft, cause="诈骗罪", other_handlers="陈某")  # nothing stood there that was hidden
    desk.original_cases.amend(Actor(COLLEAGUE), case, shown.version, draft)
    kept = desk.original_cases.card(Actor(HANDLER), case).draft
    assert (kept.handlers, kept.other_handlers, kept.cause) == ("张某", "陈某", "诈骗罪")
