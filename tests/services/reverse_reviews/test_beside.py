"""What stands beside reviews: hand-overs, the list of records without a deadline, the list's lamps and days."""

from datetime import date, datetime

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.reverse_review import ReverseReview
from app.models.review_terms import ReviewKind
from app.models.terms import RecordType, Side
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.hand_overs.rows import Departure, Target
from app.services.lists.listing import ListQuery
from app.services.papers.rows import RecordKey
from app.services.reverse_reviews.refusals import ReviewerHandledIt
from tests.conftest import CHINA
from tests.services.reverse_reviews.conftest import OpenReview
from tests.services.reverse_reviews.test_ending import lay_result
from tests.services.review_records import ENTER, lay_case

HEAD = Actor("徐某")


@pytest.fixture
def office(desk: OpenDesk, actor: Actor) -> OpenDesk:
    """The people reviews are handed between; 王某 handled the original cases."""
    desk.offices.add_department(actor, "控告申诉检察部")
    for name, post in (("李某", "检察官"), ("王某", "检察官"), ("孙某", "检察官"), ("徐某", "部门负责人")):
        desk.offices.add_person(actor, name, post, "控告申诉检察部")
    return desk


def test_a_review_is_handed_over_but_not_to_who_handled_its_case(
    office: OpenDesk, database: Database, open_review: OpenReview
) -> None:
    review = open_review(lay_case(database))
    record = RecordKey(RecordType.REVERSE_REVIEW, review)
    with pytest.raises(ReviewerHandledIt) as refused:
        office.hand_overs.offer(HEAD, [record], Target(handler="王某"), "调整分工")
    assert refused.value.field == "to_handler"
    office.hand_overs.offer(HEAD, [record], Target("控告申诉检察部", "孙某"), "调整分工")
    (made,) = office.hand_overs.of(record)
    office.hand_overs.accept(Actor("孙某"), made.id)
    assert office.reverse_reviews.card(HEAD, review).handler == "孙某"


def test_a_reviewer_who_leaves_hands_over_open_reviews(
    office: OpenDesk, database: Database, open_review: OpenReview
) -> None:
    review = open_review(lay_case(database))
    person = next(each.id for each in office.offices.people() if each.name == "李某")
    assert office.hand_overs.open_counts(person) == ((RecordType.REVERSE_REVIEW, 1),)

    def leaving(to: str) -> Departure:
        targets = ((RecordType.REVERSE_REVIEW, Target(handler=to)),)
        return Departure(person, targets, "调离本院", PartialDate("2026-11-20"))

    with pytest.raises(FieldProblem, match="王某是 YA2026-00001") as refused:
        office.hand_overs.plan_everything(leaving("王某"))
    assert refused.value.field == "reverse_review_target"
    plan = office.hand_overs.plan_everything(leaving("孙某"))
    assert [each.number for each in plan.records] == ["FS2026-00001"]
    office.hand_overs.hand_over_everything(HEAD, plan)
    assert office.reverse_reviews.card(HEAD, review).handler == "孙某"


def test_an_open_review_without_a_deadline_stands_on_the_list_of_the_unwatched(
    desk: OpenDesk, database: Database, open_review: OpenReview
) -> None:
    open_review(lay_case(database))
    (found,) = desk.docket.overview.unwatched()
    assert (found.record.number, found.record.record_type) == ("FS2026-00001", RecordType.REVERSE_REVIEW)
    assert desk.docket.overview.unwatched(date(2026, 11, 1)) == ()


def cells(desk: OpenDesk, as_of: date, **where: str) -> dict[str, object]:
    """The only row of the list as a day knew it, by column."""
    listing = desk.reverse_reviews.listing
    query = ListQuery(as_of, tuple(where.items()))
    (row,) = listing.rows(listing.ids(query), query)
    return {column.key: cell for column, cell in zip(listing.columns, row.cells, strict=True)}


def test_the_list_counts_results_and_those_not_settled_as_a_day_knew_them(
    desk: OpenDesk, database: Database, open_review: OpenReview
) -> None:
    review = open_review(lay_case(database))
    lay_result(database, review, sent_on=PartialDate("2026-11-17"), settled_on=PartialDate("2026-11-20"))
    lay_result(database, review, place=2)

    def told(day: int) -> tuple[object, ...]:
        row = cells(desk, date(2026, 11, day))
        return row["results"], row["unsettled"], row["state"]

    assert told(15) == (0, 0, "审视中")
    assert told(16) == (2, 2, "审视中")
    assert told(17) == (2, 2, "落实中")
    assert told(20) == (2, 1, "落实中")


def test_the_lamp_goes_by_the_earliest_deadline_until_the_review_is_closed(
    desk: OpenDesk, database: Database, open_review: OpenReview, actor: Actor
) -> None:
    review = open_review(lay_case(database))
    with database.write(actor, ENTER, datetime(2026, 11, 16, 9, tzinfo=CHINA)) as unit:
        kept = unit.session.get_one(ReverseReview, review)
        kept.due_on = kept.overdue_after = date(2026, 11, 10)
        kept.remind_on, kept.serious_on, kept.due_side = date(2026, 11, 5), date(2026, 12, 10), Side.OWN
    assert [cells(desk, date(2026, 11, day))["lamp"] for day in (4, 6, 10, 11)] == ["正常", "临近", "到期", "逾期"]
    listing = desk.reverse_reviews.listing
    assert len(listing.ids(ListQuery(date(2026, 11, 11), is_overdue=True))) == 1
    assert len(listing.ids(ListQuery(date(2026, 11, 10), is_overdue=True))) == 0
    with database.write(actor, ENTER, datetime(2026, 11, 16, 9, tzinfo=CHINA)) as unit:
        unit.session.get_one(ReverseReview, review).closed_on = PartialDate("2026-11-12")
    assert [cells(desk, date(2026, 11, day))["lamp"] for day in (11, 12)] == ["逾期", "已完成"]


def test_a_review_of_a_pattern_says_how_many_cases_it_looks_at_and_a_number_finds_it(
    desk: OpenDesk, database: Database, open_review: OpenReview
) -> None:
    cases = [lay_case(database, serial) for serial in (1, 2, 3)]
    number = "青检反审〔2026〕1号"
    first = open_review(*cases, kind=ReviewKind.THEMATIC, title="盗窃案证据采信问题类案审视", number=number)
    assert cells(desk, date(2026, 11, 22))["case"] == "3 件原案"
    assert desk.reverse_reviews.find(number) == first
    with pytest.raises(FieldProblem, match="已用于 FS2026-00001") as refused:
        open_review(cases[0], number="青检反审[2026]1号")
    assert refused.value.field == "number"
    with pytest.raises(FieldProblem, match="的格式不对"):
        open_review(cases[0], number="1号")
    other = open_review(cases[0])
    with database.write(Actor("张某"), ENTER, datetime(2026, 11, 16, 9, tzinfo=CHINA)) as unit:
        unit.session.get_one(ReverseReview, other).number = number  # as two workstations may leave it
    with pytest.raises(DomainError, match="对应多件反向审视：FS2026-00001（盗窃案证据采信问题类案审视）、FS2026-00002"):
        desk.reverse_reviews.find(number)
    listing = desk.reverse_reviews.listing
    assert len(listing.ids(ListQuery(date(2026, 11, 22), contains="赵某1"))) == 1
