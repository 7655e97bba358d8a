"""A letter's course from draft to closing, and what is refused on the way."""

import pytest
from sqlalchemy import select

from app.models.audit import AuditEntry
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import (
    Adoption,
    Lamp,
    Rectification,
    ServiceMethod,
    SuggestionKind,
    SuggestionState,
    Timeliness,
)
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.suggestions.rows import IssueDraft, LetterDraft, RectificationDraft, ReplyDraft, ServiceDraft
from tests.services.suggestions.conftest import Letters


def test_a_draft_gets_an_entry_number_at_once_and_waits_without_a_number(letters: Letters) -> None:
    card = letters.desk.suggestions.card(letters.drafted())
    assert (card.entry_number, card.number, card.state) == ("JY2026-00001", None, SuggestionState.DRAFT)
    assert card.office == "青山县人民检察院"


def test_entry_numbers_run_on_within_the_year(letters: Letters) -> None:
    assert [letters.desk.suggestions.card(letters.drafted()).entry_number for _ in range(3)] == [
        "JY2026-00001",
        "JY2026-00002",
        "JY2026-00003",
    ]


def test_an_issued_letter_waits_for_service_and_no_period_runs_yet(letters: Letters) -> None:
    card = letters.desk.suggestions.card(letters.issued())
    assert (card.state, card.due_on, card.number) == (SuggestionState.AWAITING_SERVICE, None, "青检建〔2026〕3号")
    assert "自收到之日起算" in card.explanations[0].steps[0]


def test_the_reply_period_runs_from_receipt_and_rolls_over_a_weekend(letters: Letters) -> None:
    card = letters.desk.suggestions.card(letters.served(received="2026-09-05"))
    assert str(card.due_on) == "2026-11-05"
    assert (card.state, card.lamp, card.lamp_words) == (SuggestionState.AWAITING_REPLY, Lamp.OVERDUE, "逾期17天")
    assert any("收到日" in step for step in card.explanations[0].steps)


def test_the_letters_own_period_wins_over_the_rule(letters: Letters) -> None:
    letter = letters.served(received="2026-11-10", on="2026-11-09", reply_period="十五日（紧急）")
    assert letters.cell(letter, "due_on") == "2026-11-25"
    assert letters.cell(letter, "due_source") == "台账"


def test_a_reply_puts_the_lamp_out_and_is_on_time(letters: Letters) -> None:
    card = letters.desk.suggestions.card(letters.replied(on="2026-11-02"))
    assert (card.state, card.lamp, card.timeliness) == (SuggestionState.REPLIED, Lamp.DONE, Timeliness.ON_TIME)
    assert [file.purpose for file in card.attachments] == ["送达回证", "回复函"]


def test_a_reply_without_its_scan_is_refused_beside_the_field(letters: Letters) -> None:
    letter = letters.served()
    with pytest.raises(FieldProblem, match="扫描件") as refused:
        letters.desk.suggestions.record_reply(
            letters.actor, letter, ReplyDraft(PartialDate("2026-11-02"), Adoption.ADOPTED, None)
        )
    assert refused.value.field == "scan"


def test_a_reply_needs_the_day_not_only_the_month(letters: Letters) -> None:
    letter = letters.served()
    with pytest.raises(FieldProblem, match="具体日期"):
        letters.desk.suggestions.record_reply(
            letters.actor, letter, ReplyDraft(PartialDate("2026-11"), Adoption.ADOPTED, letters.scan)
        )


def test_a_reply_before_the_receipt_is_refused(letters: Letters) -> None:
    letter = letters.served(received="2026-09-03")
    with pytest.raises(FieldProblem, match="早于上一步"):
        letters.desk.suggestions.record_reply(
            letters.actor, letter, ReplyDraft(PartialDate("2026-09-02"), Adoption.ADOPTED, letters.scan)
        )


def test_a_date_in_the_future_is_refused(letters: Letters) -> None:
    letter = letters.drafted()
    with pytest.raises(FieldProblem, match="晚于今天"):
        letters.desk.suggestions.register_issue(
            letters.actor, letter, IssueDraft("青检建〔2026〕3号", PartialDate("2026-11-23"))
        )


@pytest.mark.parametrize("written", ["青检建[2026]3号", "青检建（2026）3号", " 青检建 〔2026〕 3 号 "])
def test_brackets_of_another_shape_become_the_prescribed_ones(letters: Letters, written: str) -> None:
    assert letters.desk.suggestions.card(letters.issued(number=written)).number == "青检建〔2026〕3号"


@pytest.mark.parametrize("written", ["青检建2026第3号", "青检建〔26〕3号", "青检建〔2026〕03号", "3"])
def test_a_number_of_another_form_is_refused_with_an_example(letters: Letters, written: str) -> None:
    with pytest.raises(FieldProblem, match="格式不对"):
        letters.issued(number=written)


def test_a_number_already_used_names_the_letter_that_has_it(letters: Letters) -> None:
    letters.issued(addressee="青山县教育局")
    with pytest.raises(FieldProblem, match=r"JY2026-00001（青山县教育局）"):
        letters.issued()


def test_service_before_issue_is_refused_with_what_to_do_first(letters: Letters) -> None:
    with pytest.raises(DomainError, match="请先登记制发"):
        letters.desk.suggestions.register_service(
            letters.actor, letters.drafted(), ServiceDraft(ServiceMethod.WRITTEN, PartialDate("2026-09-03"))
        )


def test_what_an_issued_letter_says_stays_as_issued(letters: Letters) -> None:
    letter = letters.issued()
    draft = LetterDraft(kind=SuggestionKind.SOCIAL_GOVERNANCE, addressee="青山县水利局", problem="改过的问题")
    with pytest.raises(FieldProblem, match="正文不能再改"):
        letters.desk.suggestions.amend(letters.actor, letter, letters.desk.suggestions.card(letter).version, draft)


def test_the_handler_of_an_issued_letter_may_change(letters: Letters) -> None:
    letter = letters.issued()
    draft = LetterDraft(kind=SuggestionKind.SOCIAL_GOVERNANCE, addressee="青山县水利局", handler="李某")
    letters.desk.suggestions.amend(letters.actor, letter, letters.desk.suggestions.card(letter).version, draft)
    assert letters.desk.suggestions.card(letter).draft.handler == "李某"


def test_an_amendment_of_an_old_version_is_refused(letters: Letters) -> None:
    letter = letters.drafted()
    seen = letters.desk.suggestions.card(letter)
    first = LetterDraft(kind=seen.draft.kind, addressee="青山县水利局", problem="甲")
    letters.desk.suggestions.amend(letters.actor, letter, seen.version, first)
    with pytest.raises(DomainError, match="已被修改"):
        letters.desk.suggestions.amend(letters.actor, letter, seen.version, first)


def test_rectification_is_a_state_of_its_own(letters: Letters) -> None:
    letter = letters.replied()
    seen = RectificationDraft(Rectification.INCOMPLETE, PartialDate("2026-11-10"), "李某", "只清理了一半")
    letters.desk.suggestions.record_rectification(letters.actor, letter, seen)
    assert letters.cell(letter, "state") == "整改中"
    done = RectificationDraft(Rectification.COMPLETE, PartialDate("2026-11-20"))
    letters.desk.suggestions.record_rectification(letters.actor, letter, done)
    card = letters.desk.suggestions.card(letter)
    assert (card.state, str(card.rectified_on)) == (SuggestionState.REPLIED, "2026-11-20")
    assert card.rectification_note == "只清理了一半"


def test_a_closed_letter_takes_no_reply(letters: Letters) -> None:
    letter = letters.ready()
    letters.desk.suggestions.close(letters.actor, letter, PartialDate("2026-11-21"), "整改到位")
    with pytest.raises(DomainError, match="已办结"):
        letters.desk.suggestions.record_reply(
            letters.actor, letter, ReplyDraft(PartialDate("2026-11-21"), Adoption.ADOPTED, letters.scan)
        )


def test_closing_without_a_reason_is_refused(letters: Letters) -> None:
    with pytest.raises(FieldProblem, match="理由"):
        letters.desk.suggestions.close(letters.actor, letters.replied(), PartialDate("2026-11-21"), "  ")


def test_an_issued_letter_cannot_be_declined_only_withdrawn(letters: Letters) -> None:
    letter = letters.issued()
    with pytest.raises(DomainError, match="撤回"):
        letters.desk.suggestions.decline(letters.actor, letter, PartialDate("2026-09-02"), "另有处理")
    letters.desk.suggestions.withdraw(letters.actor, letter, PartialDate("2026-09-02"), "事实有变")
    assert letters.cell(letter, "state") == "撤回"


def test_a_declined_draft_says_so(letters: Letters) -> None:
    letter = letters.drafted()
    letters.desk.suggestions.decline(letters.actor, letter, PartialDate("2026-11-20"), "已自行整改")
    assert letters.cell(letter, "state") == "不予制发"


def test_every_step_leaves_its_name_and_actor_in_the_trail(letters: Letters, database: Database) -> None:
    letters.replied()
    with database.read() as session:
        trail = session.execute(select(AuditEntry.intention, AuditEntry.actor).order_by(AuditEntry.seq)).all()
    steps = list(dict.fromkeys(intention for intention, actor in trail if actor == "张某"))
    assert steps[-4:] == [
        "suggestion.draft",
        "suggestion.register_issue",
        "suggestion.register_service",
        "suggestion.record_reply",
    ]


def test_a_refused_step_leaves_nothing_behind(letters: Letters, database: Database) -> None:
    letter = letters.issued()
    with database.read() as session:
        before = session.scalars(select(AuditEntry.seq)).all()
    with pytest.raises(FieldProblem):
        letters.desk.suggestions.register_service(
            letters.actor, letter, ServiceDraft(ServiceMethod.WRITTEN, PartialDate("2026-08-01"), scan=letters.scan)
        )
    with database.read() as session:
        assert session.scalars(select(AuditEntry.seq)).all() == before
    assert letters.desk.suggestions.card(letter).state is SuggestionState.AWAITING_SERVICE


def test_a_step_tells_the_windows_which_letter_changed(letters: Letters) -> None:
    told: list[tuple[int, ...]] = []
    letters.desk.changes.subscribe(lambda change: told.append(change.ids))
    letter = letters.issued()
    assert told[-1] == (letter,)
