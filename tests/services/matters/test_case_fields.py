"""Filling in the case card: each kind of field, what it refuses, and the deadlines that follow."""

from datetime import date, datetime
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import RecordType, Stage
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.resources import Resources
from app.services.matter_types.model import CardField, FieldKind
from app.services.matters.case_fields import checked
from tests.conftest import CHINA
from tests.services.casework import HANDLER, Casework

TODAY = date(2026, 11, 22)


@pytest.fixture
def desk(database: Database) -> OpenDesk:
    """All services on an empty store, on 22 November 2026."""
    return OpenDesk(database, FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA)), Resources.shipped())


@pytest.fixture
def work(desk: OpenDesk, tmp_path: Path) -> Casework:
    """The office and its people."""
    return Casework(desk, tmp_path)


def texts(work: Casework, matter: int, stage: Stage) -> dict[str, str]:
    card = work.case(matter).of(stage)
    assert card is not None
    return {field.name: text for field, text in zip(card.rule.fields, card.texts, strict=True)}


def test_fields_go_to_their_columns_or_to_entries_of_their_own(work: Casework, desk: OpenDesk) -> None:
    matter = work.matter(Stage.DECISION)
    work.fill(matter, source="来信来访", review_opinion="应当立案", reason_requested_on="2026-09-10")
    assert desk.matters.card(matter).draft.source == "来信来访"
    assert texts(work, matter, Stage.DECISION) == {"review_opinion": "应当立案"}
    assert texts(work, matter, Stage.INVESTIGATION)["reason_requested_on"] == "2026-09-10"


def test_a_date_filled_in_starts_the_deadline_it_begins(work: Casework, desk: OpenDesk) -> None:
    matter = work.matter()
    work.fill(matter, reason_requested_on="2026-11-20")
    assert [card.rule_code for card in desk.docket.of(RecordType.MATTER, matter)] == ["A43"]


def test_emptying_a_field_takes_its_entry_away(work: Casework) -> None:
    matter = work.matter()
    work.fill(matter, review_opinion="应当立案")
    work.fill(matter, review_opinion="")
    assert texts(work, matter, Stage.DECISION) == {"review_opinion": ""}


def test_saying_the_same_again_changes_nothing(work: Casework) -> None:
    matter = work.matter()
    work.fill(matter, review_opinion="应当立案")
    version = work.case(matter).version
    work.fill(matter, review_opinion=" 应当立案 ")
    assert work.case(matter).version == version


@pytest.mark.parametrize(
    ("kind", "typed", "told"),
    [
        (FieldKind.DATE, "下个月的某天", "日期"),
        (FieldKind.DATE, "2027-01-01", "晚于今天"),
        (FieldKind.DATE, "2026-08-01", "早于上一步"),
        (FieldKind.NUMBER, "三件", "要填数字"),
        (FieldKind.CHOICE, "其他", "没有“其他”这一项"),
        (FieldKind.YES_NO, "可能", "请从中选择：是、否"),
    ],
)
def test_each_kind_of_field_refuses_what_it_does_not_take(kind: FieldKind, typed: str, told: str) -> None:
    field = CardField("own_field", "项目", kind, choices=("甲", "乙") if kind is FieldKind.CHOICE else ())
    with pytest.raises(FieldProblem, match=told) as refused:
        checked(field, typed, TODAY, PartialDate("2026-09-01"))
    assert refused.value.field == "own_field"


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (FieldKind.DATE, "9月15日", "2026-09-15"),
        (FieldKind.NUMBER, "１,２00.5", "1200.5"),
        (FieldKind.CHOICE, " 甲 ", "甲"),
        (FieldKind.YES_NO, "否", "否"),
        (FieldKind.TEXT, "", ""),
    ],
)
def test_each_kind_of_field_keeps_what_it_takes(kind: FieldKind, typed: str, kept: str) -> None:
    field = CardField("own_field", "项目", kind, choices=("甲", "乙") if kind is FieldKind.CHOICE else ())
    assert checked(field, typed, TODAY, PartialDate("2026-09-01")) == kept


def test_a_text_longer_than_its_column_is_refused(work: Casework) -> None:
    matter = work.matter()
    with pytest.raises(FieldProblem, match="最多 200 个字"):
        work.fill(matter, response="字" * 201)


def test_a_field_the_type_does_not_have_is_refused(work: Casework) -> None:
    with pytest.raises(DomainError, match="没有项目"):
        work.fill(work.matter(), stage="结案归档")


def test_a_matter_without_a_type_has_no_fields_to_fill(desk: OpenDesk, work: Casework) -> None:
    matter = work.matter(kind="以前的事项")
    with pytest.raises(DomainError, match="没有对应的事项类型"):
        desk.matters.fill_in(HANDLER, matter, None, {"source": "来信"})
