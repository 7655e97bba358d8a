"""Results that are worked on elsewhere: suggestions and clues, with what the findings say, linked both ways."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from app.bootstrap import OpenDesk
from app.models.clue import Clue
from app.models.database import Database
from app.models.review_terms import ResultState, VerificationOutcome
from app.models.terms import Adoption, RecordType, ServiceMethod, SuggestionKind
from app.services.clues.rows import ClueDraft
from app.services.clues.withheld import ContentWithheld
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.lists.listing import ListQuery
from app.services.review_results.rows import ClueStart, VerifyDraft
from app.services.suggestions.rows import IssueDraft, LetterDraft, ReplyDraft, ServiceDraft
from tests.services.casework import HANDLER
from tests.services.review_results.conftest import DAY, Reviewing


def test_a_suggestion_carries_over_what_the_findings_say(desk: OpenDesk, reviewing: Reviewing) -> None:
    service, review = reviewing.service, reviewing.review
    start = service.suggestion_from(review, reviewing.findings[:2])
    assert start.addressee == "青山县公安局"
    letter = service.open_suggestion(HANDLER, review, start)
    draft = desk.suggestions.card(letter.id).draft
    assert draft.case_source == "反向审视（FS2026-00001）"
    assert draft.facts == "1. 讯问没有录音录像\n2. 审查报告漏写被害人意见"
    assert draft.problem == "1. 讯问程序违法\n2. 文书不规范"
    assert (draft.basis, draft.proposal) == ("刑事诉讼法第一百二十三条", "建议规范讯问录音录像。")
    assert draft.path == "social-governance"
    (row,) = service.of(review)
    assert row.opened is not None
    assert (row.opened.number, row.opened.state, row.state) == ("JY2026-00001", "草稿", ResultState.PREPARED)
    assert [each.entry_number for each in desk.clues.links_of((RecordType.SUGGESTION, letter.id))] == ["FS2026-00001"]
    assert [each.entry_number for each in desk.clues.links_of((RecordType.REVERSE_REVIEW, review))] == ["JY2026-00001"]


def test_taking_the_opening_back_takes_both_back(desk: OpenDesk, reviewing: Reviewing) -> None:
    service, review = reviewing.service, reviewing.review
    letter = service.open_suggestion(HANDLER, review, service.suggestion_from(review, reviewing.findings[:1]))
    desk.history.take_back(HANDLER, letter.act)
    assert service.of(review) == ()
    with pytest.raises(DomainError):
        desk.suggestions.card(letter.id)
    assert desk.clues.links_of((RecordType.REVERSE_REVIEW, review)) == ()


def test_the_result_of_a_suggestion_shows_how_far_the_letter_is(desk: OpenDesk, reviewing: Reviewing) -> None:
    service, letters, review = reviewing.service, desk.suggestions, reviewing.review
    start = service.suggestion_from(review, reviewing.findings[:1])
    letter = service.open_suggestion(HANDLER, review, start).id
    (row,) = service.of(review)
    with pytest.raises(DomainError, match="请先在“检察建议”里制发"):
        service.verify(HANDLER, row.id, row.version, _settled())
    letters.amend(HANDLER, letter, letters.card(letter).version, _without_path(desk, letter))
    letters.register_issue(HANDLER, letter, IssueDraft("青检建〔2026〕3号", DAY("2026-11-10"), is_number_only=True))
    letters.register_service(HANDLER, letter, ServiceDraft(ServiceMethod.WRITTEN, DAY("2026-11-11")))
    (sent,) = service.of(review)
    assert (sent.state, sent.number, sent.sent_on) == (
        ResultState.AWAITING_FEEDBACK,
        "青检建〔2026〕3号",
        DAY("2026-11-10"),
    )
    assert sent.due_on == letters.card(letter).due_on
    letters.record_reply(HANDLER, letter, ReplyDraft(DAY("2026-11-20"), Adoption.ADOPTED, reviewing.scan))
    (answered,) = service.of(review)
    assert (answered.state, answered.feedback_on) == (ResultState.AWAITING_VERIFICATION, DAY("2026-11-20"))
    service.verify(HANDLER, row.id, answered.version, _settled())
    assert service.of(review)[0].state is ResultState.SETTLED


def test_a_suggestion_that_was_declined_is_settled_with_the_reason(desk: OpenDesk, reviewing: Reviewing) -> None:
    service, review = reviewing.service, reviewing.review
    letter = service.open_suggestion(HANDLER, review, service.suggestion_from(review, reviewing.findings[:1])).id
    (row,) = service.of(review)
    with pytest.raises(DomainError, match="请先在“检察建议”里制发"):
        service.settle(HANDLER, row.id, row.version, DAY("2026-11-22"), "不发了")
    desk.suggestions.decline(HANDLER, letter, DAY("2026-11-21"), "改发提醒函")
    service.settle(HANDLER, row.id, row.version, DAY("2026-11-22"), "不予制发，改发提醒函")
    assert service.of(review)[0].state is ResultState.SETTLED


def test_a_clue_is_handed_on_with_the_findings_and_taken_back_whole(desk: OpenDesk, reviewing: Reviewing) -> None:
    service, review = reviewing.service, reviewing.review
    draft = service.clue_from(review, reviewing.findings[:1])
    start = ClueStart(draft, "第二检察部", DAY("2026-11-21"), reviewing.findings[:1])
    clue = service.hand_on_clue(HANDLER, review, start)
    made = desk.clues.card(clue.id).draft
    assert (made.source, made.unit, made.found) == ("反向审视", "青山县公安局", "讯问没有录音录像")
    (row,) = service.of(review)
    assert row.opened is not None
    assert (row.opened.number, row.opened.state) == ("XS2026-00001", "待研判")
    assert (row.state, row.transferred_to) == (ResultState.AWAITING_VERIFICATION, "第二检察部")
    desk.history.take_back(HANDLER, clue.act)
    assert service.of(review) == ()
    assert len(desk.clues.listing.ids(ListQuery(desk.clock.today()))) == 0


def test_a_clue_whose_content_is_withheld_leaves_nothing_behind(reviewing: Reviewing, database: Database) -> None:
    draft = ClueDraft("反向审视", unit="青山县公安局", found="民警涉嫌刑讯逼供罪")
    with pytest.raises(ContentWithheld):
        reviewing.service.hand_on_clue(HANDLER, reviewing.review, ClueStart(draft, "第二检察部", DAY("2026-11-21")))
    assert reviewing.service.of(reviewing.review) == ()
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Clue)) == 0


def test_what_is_missing_on_a_suggestion_stands_beside_its_field(reviewing: Reviewing) -> None:
    start = reviewing.service.suggestion_from(reviewing.review, reviewing.findings[1:2])
    assert (start.addressee, start.kind) == ("", SuggestionKind.SOCIAL_GOVERNANCE)
    with pytest.raises(FieldProblem, match="被建议单位"):
        reviewing.service.open_suggestion(HANDLER, reviewing.review, start)


def _settled() -> VerifyDraft:
    return VerifyDraft(DAY("2026-11-22"), "李某", VerificationOutcome.SETTLED)


def _without_path(desk: OpenDesk, letter: int) -> LetterDraft:
    return replace(desk.suggestions.card(letter).draft, path="")
