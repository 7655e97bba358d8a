"""Who said what is for the handler, the head, 案管 and 督察; lists, search, history and counts tell nothing of it."""

import json
from dataclasses import asdict, fields

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.terms import RecordType
from app.services.lists.listing import ListQuery
from app.services.original_cases.visibility import HIDDEN_NAME
from app.services.review_grades.rows import GradeCount, Hearing
from tests.services.review_grades.conftest import GRADER, HANDLER, REVIEWER, Grading, by_chief, day

SAID, OBJECTED = "当时案多人少。", "已经当面告知。"


def spoken(grading: Grading) -> None:
    """A grade with its hearing, and an objection to it."""
    grade = grading.propose("不合格")
    grading.hear(grade, SAID)
    grading.decide(grade, "不合格")
    objection = grading.object_to(grade_id=grade, on="2026-11-19")
    assert objection


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        (HANDLER, True),  # handled it
        ("王某", True),  # heads the department of the case
        (GRADER, True),  # 案管
        ("冯某", True),  # 检务督察
        ("郑某", True),  # 院领导
        ("陈某", False),  # the same department
        ("周某", False),  # heads another department
        (REVIEWER, False),  # looked the case over
        ("无名氏", False),  # not in the register
        (None, False),  # a paper, an export
    ],
)
def test_only_the_entitled_see_who_was_heard_and_who_said_what(grading: Grading, who: str | None, sees: bool) -> None:
    spoken(grading)
    card = grading.card(who)
    grade, objection = card.grades[0], card.objections[0]
    shown = (grade.heard_who, grade.statement, objection.raised_by, objection.content)
    assert shown == ((HANDLER, SAID, HANDLER, OBJECTED) if sees else (HIDDEN_NAME,) * 4)
    assert (card.may_see_people, card.cases[0].handlers, card.cases[0].handlers_words) == (
        sees,
        (HANDLER,) if sees else (),
        HANDLER if sees else HIDDEN_NAME,
    )
    assert (objection.attachment_id is not None) is sees
    told = json.dumps(asdict(card), default=str, ensure_ascii=False)
    assert (HANDLER in told) is sees


def test_neither_list_nor_search_nor_history_tell_what_was_said(desk: OpenDesk, grading: Grading) -> None:
    spoken(grading)
    listing, query = desk.reverse_reviews.listing, ListQuery(desk.clock.today())
    told = [
        str(listing.rows(listing.ids(query), query)),
        str(desk.history.lines(RecordType.REVERSE_REVIEW, grading.review)),
        str(desk.review_grades.counts()),
    ]
    assert all(HANDLER not in text and SAID not in text and OBJECTED not in text for text in told)
    assert not desk.search.find(HANDLER)
    assert not desk.search.find("案多人少")
    assert "登记听取意见" in told[1]


def test_counts_know_grades_and_cases_but_no_person() -> None:
    assert {field.name for field in fields(GradeCount)} == {"grade_set", "grade", "words", "count", "case_ids"}


@pytest.mark.parametrize(("who", "files"), [(GRADER, 1), ("陈某", 0)])
def test_the_scan_of_an_objection_is_listed_for_the_entitled_only(
    desk: OpenDesk, grading: Grading, who: str, files: int
) -> None:
    grading.object_to(finding_id=grading.found())
    assert len(desk.reverse_reviews.card(Actor(who), grading.review).attachments) == files


def test_what_the_scan_of_a_hearing_is_called_is_told_by_neither_history_nor_search(
    desk: OpenDesk, grading: Grading
) -> None:
    scan = grading.scan.with_name(f"听取{HANDLER}意见.pdf")
    scan.write_bytes(b"%PDF-1.7 scanned")
    grade = grading.propose("不合格")
    desk.review_grades.hear(Actor(GRADER), grade, Hearing(day("2026-11-12"), HANDLER, SAID, scan))
    told = str(desk.history.lines(RecordType.REVERSE_REVIEW, grading.review))
    assert HANDLER not in told
    assert f"('附件·文件名', '', '{HIDDEN_NAME}')" in told
    assert not desk.search.find(HANDLER)
    (listed,) = desk.reverse_reviews.card(Actor(GRADER), grading.review).attachments
    assert listed.file_name == scan.name, "the entitled find it by its name"
    assert desk.reverse_reviews.card(Actor("陈某"), grading.review).attachments == ()


def test_the_signed_decision_of_a_grade_names_the_handler_and_is_for_the_entitled_only(
    desk: OpenDesk, grading: Grading
) -> None:
    grade = grading.propose("不合格")
    grading.hear(grade, SAID)
    grading.decide(grade, "不合格", by_chief(scan=grading.scan))
    assert grading.row(grade).decision_attachment_id is not None
    assert grading.row(grade, "陈某").decision_attachment_id is None
    assert desk.reverse_reviews.card(Actor("陈某"), grading.review).attachments == ()
