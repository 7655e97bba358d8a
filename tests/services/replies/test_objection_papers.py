"""The answer and the notices say what was registered, and a changed letter may be put right and printed anew."""

from dataclasses import replace

import pytest

from app.models.dates import PartialDate
from app.models.letter_terms import ObjectionOutcome
from app.models.terms import RecordType
from app.services.foundation.errors import FieldProblem
from app.services.papers.objection_facts import ANSWER, CHANGE, WITHDRAWAL
from app.services.papers.rows import LETTER, RecordKey
from app.services.replies.rows import SuperiorOrder
from app.services.suggestions.rows import IssueDraft
from tests.services.replies.conftest import Answers


def text_of(answers: Answers, letter: int, code: str) -> tuple[str, tuple[str, ...]]:
    made = answers.desk.papers.render(answers.actor, code, RecordKey(RecordType.SUGGESTION, letter))
    return made.text, made.missing


def test_the_answer_to_a_kept_objection_needs_no_typing_but_its_number(answers: Answers) -> None:
    letter = answers.served()
    answers.decide(answers.object_to(letter), ObjectionOutcome.KEPT)
    text, missing = text_of(answers, letter, ANSWER)
    for said in (
        "认定的户数有误。",
        "核对了登记台账。",
        "本院认为，认定的事实清楚。",
        "请你局按照检察建议书",
    ):
        assert said in text
    assert not {"提出的异议", "复核情况", "复核意见", "复核结果"} & set(missing)


def test_the_change_notice_lists_the_changes_and_the_new_period(answers: Answers) -> None:
    letter = answers.served(reply_period="两个月")
    changes = "将38户变更为35户。\n将完成时间变更为四个月内。"
    answers.decide(answers.object_to(letter), ObjectionOutcome.CHANGED, changes=changes, restarts_period=True)
    text, _missing = text_of(answers, letter, CHANGE)
    for said in (
        "变更的理由：认定的事实清楚。",
        "将38户变更为35户",
        "将完成时间变更为四个月内",
        "本通知书之日起两个月内",
    ):
        assert said in text


def test_the_change_notice_is_silent_about_a_period_that_stays(answers: Answers) -> None:
    letter = answers.served(reply_period="两个月")
    answers.decide(answers.object_to(letter), ObjectionOutcome.CHANGED, changes="将38户变更为35户。")
    assert "本通知书之日起" not in text_of(answers, letter, CHANGE)[0]


def test_the_withdrawal_notice_takes_its_reasons_from_the_superior_offices_order(answers: Answers) -> None:
    letter = answers.served()
    order = SuperiorOrder(
        ObjectionOutcome.WITHDRAWN,
        "某市人民检察院",
        "某检指〔2026〕5号",
        PartialDate("2026-10-12"),
        "被建议单位不当。",
        answers.scan,
    )
    answers.desk.objections.register_order(answers.actor, letter, order)
    assert "撤回的理由：被建议单位不当。" in text_of(answers, letter, WITHDRAWAL)[0]


def test_a_paper_without_its_decision_says_what_is_missing(answers: Answers) -> None:
    letter = answers.served()
    answers.object_to(letter)
    assert "变更的理由" in text_of(answers, letter, CHANGE)[1]


def test_a_changed_letter_is_put_right_once_and_printed_as_a_later_edition(answers: Answers) -> None:
    desk, actor = answers.desk, answers.actor
    letter = frozen_letter(answers)
    key = RecordKey(RecordType.SUGGESTION, letter)
    said = desk.suggestions.card(letter)
    other = replace(said.draft, facts="35户未登记。")
    with pytest.raises(FieldProblem, match="正文不能再改"):
        desk.suggestions.amend(actor, letter, said.version, other)
    answers.decide(answers.object_to(letter), ObjectionOutcome.CHANGED, changes="将38户变更为35户。")
    desk.suggestions.amend(actor, letter, desk.suggestions.card(letter).version, other)
    first = desk.papers.archive.current(key, LETTER)
    assert first is not None
    desk.papers.issuing.correct(actor, first.id, "依变更通知书更正")
    second = desk.papers.archive.current(key, LETTER)
    assert second is not None
    assert (second.edition, "35户未登记" in second.body, "38户未登记" in first.body) == (2, True, True)
    assert not desk.suggestions.may_be_reworded(letter)


def frozen_letter(answers: Answers) -> int:
    """A letter registered with its text, and received."""
    from app.models.terms import ServiceMethod, SuggestionKind
    from app.services.suggestions.rows import LetterDraft, ServiceDraft

    desk, actor = answers.desk, answers.actor
    draft = LetterDraft(
        SuggestionKind.SOCIAL_GOVERNANCE,
        "青山县市场监督管理局",
        case_source="履职中发现。",
        facts="38户未登记。",
        problem="登记管理不到位。",
        proposal="完善登记制度。",
        basis="《中华人民共和国食品安全法》第三十六条",
        objection_period="十五日",
        reply_period="两个月",
    )
    letter = desk.suggestions.draft(actor, draft).id
    issue = IssueDraft("青检建〔2026〕7号", PartialDate("2026-09-01"))
    desk.papers.issuing.issue(actor, RecordKey(RecordType.SUGGESTION, letter), LETTER, issue)
    service = ServiceDraft(ServiceMethod.WRITTEN, PartialDate("2026-09-03"), "王某", scan=answers.scan)
    desk.suggestions.register_service(actor, letter, service)
    return letter
