"""Proposals of deputies become clues and are fed back, letters become proposals; both are counted."""

from datetime import date

import pytest

from app.models.case_terms import Triage, TriageTarget
from app.models.dates import PartialDate
from app.models.letter_terms import ProposalDirection, ProposalKind, ProposalState
from app.models.terms import RecordType, SuggestionKind
from app.services.clues.rows import ClueDraft, TriageDraft
from app.services.clues.withheld import ContentWithheld
from app.services.deputies.rows import ClueOfProposal, Counts
from app.services.documents.preview import text_of
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.lists.listing import ListQuery
from app.services.papers.rows import RecordKey
from app.services.suggestions.rows import LetterDraft
from app.services.trail.since import ChangedMeanwhile
from tests.services.deputies.conftest import PROPOSAL, Proposals

MADE = ProposalDirection.MADE
UNIT = ClueOfProposal(unit="青山县市场监督管理局", handler="张某")


def letter(proposals: Proposals) -> str:
    """The 登记号 of a letter."""
    draft = LetterDraft(kind=SuggestionKind.SOCIAL_GOVERNANCE, addressee="青山县水利局", problem="监管不到位。")
    made = proposals.desk.suggestions.draft(proposals.actor, draft).id
    return proposals.desk.suggestions.card(made).entry_number


def test_a_proposal_gets_an_entry_number_of_its_own_series(proposals: Proposals) -> None:
    cards = [proposals.desk.deputies.card(proposals.register()) for _ in range(2)]
    assert [card.entry_number for card in cards] == ["DB2026-00001", "DB2026-00002"]
    assert cards[0].draft == PROPOSAL
    assert cards[0].state is ProposalState.WAITING


def test_a_proposal_becomes_a_clue_with_its_deputy_as_the_source(proposals: Proposals) -> None:
    desk, key = proposals.desk, proposals.register()
    clue = desk.clues.card(desk.deputies.make_clue(proposals.actor, key, 1, UNIT).id)
    assert (clue.draft.source, clue.draft.source_person) == ("人大代表", "李某")
    assert clue.draft.unit == "青山县市场监督管理局"
    assert (clue.draft.subject, clue.draft.found) == (PROPOSAL.title, "部分商铺销售过期食品。")
    assert clue.draft.remarks == "人大代表建议第31号，登记号 DB2026-00001"
    card = desk.deputies.card(key)
    assert card.record is not None
    assert card.record.entry_number == clue.entry_number
    assert card.state is ProposalState.AWAITING_FEEDBACK


def test_a_member_of_the_consultative_conference_is_named_as_such(proposals: Proposals) -> None:
    key = proposals.register(kind=ProposalKind.MEMBER)
    clue = proposals.desk.deputies.make_clue(proposals.actor, key, 1, UNIT).id
    assert proposals.desk.clues.card(clue).draft.source == "政协委员"


def test_taking_back_the_clue_frees_the_proposal(proposals: Proposals) -> None:
    desk, key = proposals.desk, proposals.register()
    written = desk.deputies.make_clue(proposals.actor, key, 1, UNIT)
    desk.history.take_back(proposals.actor, written.act)
    assert desk.deputies.card(key).state is ProposalState.WAITING
    assert list(desk.clues.listing.ids(ListQuery(date(2026, 11, 22)))) == []


def test_a_proposal_becomes_one_clue_only(proposals: Proposals) -> None:
    desk, key = proposals.desk, proposals.register()
    desk.deputies.make_clue(proposals.actor, key, 1, UNIT)
    with pytest.raises(DomainError, match="已转为线索 XS2026-00001，不能再转"):
        desk.deputies.make_clue(proposals.actor, key, proposals.version(key), UNIT)


def test_a_proposal_about_what_is_not_taken_in_makes_no_clue(proposals: Proposals) -> None:
    key = proposals.register(content="监察委员会正在调查的职务犯罪线索")
    with pytest.raises(ContentWithheld):
        proposals.desk.deputies.make_clue(proposals.actor, key, 1, UNIT)
    assert proposals.desk.deputies.card(key).record is None


def test_the_deputy_is_told_and_the_day_is_kept(proposals: Proposals) -> None:
    desk, key = proposals.desk, proposals.register()
    desk.deputies.make_clue(proposals.actor, key, 1, UNIT)
    desk.deputies.feed_back(proposals.actor, key, proposals.version(key), PartialDate("2026-06-01"), "已制发检察建议。")
    card = desk.deputies.card(key)
    assert (card.state, card.fed_back_on, card.feedback) == (
        ProposalState.FED_BACK,
        PartialDate("2026-06-01"),
        "已制发检察建议。",
    )


def test_nobody_is_told_before_the_proposal_came(proposals: Proposals) -> None:
    key = proposals.register()
    with pytest.raises(FieldProblem, match="反馈日期") as refused:
        proposals.desk.deputies.feed_back(proposals.actor, key, 1, PartialDate("2026-03-01"), "已办。")
    assert refused.value.field == "on"


def test_the_letter_to_the_deputy_says_what_came_of_the_proposal(proposals: Proposals) -> None:
    desk, key = proposals.desk, proposals.register()
    clue = desk.deputies.make_clue(proposals.actor, key, 1, UNIT).id
    triage = TriageDraft(Triage.OPENED, PartialDate("2026-11-20"), TriageTarget.SUGGESTION)
    desk.clues.triage(proposals.actor, [clue], triage)
    paper = desk.papers.render(proposals.actor, "deputy-feedback-letter", RecordKey(RecordType.CLUE, clue))
    text = text_of(paper.pdf)
    assert "李某代表" in text
    assert "人大代表建议《关于加强校园周边食品安全监管的建议》（第31号）" in text.replace("\n", "")
    assert "立项为检察建议" in text
    assert list(paper.missing) == ["联系人"] or "联系人" not in paper.missing


def test_a_letter_is_turned_into_a_proposal_and_its_result_is_kept(proposals: Proposals) -> None:
    desk, number = proposals.desk, letter(proposals)
    key = proposals.register(direction=MADE, record_number=number)
    assert desk.deputies.card(key).state is ProposalState.HANDED_ON
    desk.deputies.record_result(proposals.actor, key, 1, "列为重点督办建议。")
    card = desk.deputies.card(key)
    assert (card.state, card.result) == (ProposalState.DONE, "列为重点督办建议。")
    assert [each.entry_number for each in desk.deputies.of(RecordType.SUGGESTION, 1)] == [card.entry_number]


def test_what_was_made_of_a_letter_is_neither_fed_back_nor_a_clue(proposals: Proposals) -> None:
    key = proposals.register(direction=MADE, record_number=letter(proposals))
    deputies = proposals.desk.deputies
    with pytest.raises(DomainError, match="没有要反馈的"):
        deputies.feed_back(proposals.actor, key, 1, PartialDate("2026-06-01"), "已办。")
    with pytest.raises(DomainError, match="不能再转为线索"):
        deputies.make_clue(proposals.actor, key, 1, UNIT)


def test_each_way_links_to_its_own_kind_of_record(proposals: Proposals) -> None:
    with pytest.raises(FieldProblem, match="请填写那份检察建议的登记号"):
        proposals.register(direction=MADE)
    number = letter(proposals)
    with pytest.raises(FieldProblem, match="关联记录只能是线索"):
        proposals.register(record_number=number)
    clue = proposals.desk.clues.register(proposals.actor, ClueDraft("12345", unit="青山县水利局", found="淤塞")).id
    number = proposals.desk.clues.card(clue).entry_number
    with pytest.raises(FieldProblem, match="由检察建议转化的"):
        proposals.register(direction=MADE, record_number=number)


def test_whoever_comes_second_is_told(proposals: Proposals) -> None:
    key = proposals.register()
    proposals.desk.deputies.record_result(proposals.actor, key, 1, "已答复。")
    with pytest.raises(ChangedMeanwhile):
        proposals.desk.deputies.amend(proposals.actor, key, 1, PROPOSAL)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("deputy", " ", "代表委员姓名"),
        ("title", "", "标题"),
        ("received_on", PartialDate("2027-01-01"), "日期"),
        ("title", "长" * 201, "最多 200 个字"),
    ],
)
def test_what_cannot_be_entered_names_its_field(proposals: Proposals, field: str, value: object, said: str) -> None:
    with pytest.raises(FieldProblem, match=said) as refused:
        proposals.register(**{field: value})
    assert refused.value.field == field


def test_both_ways_are_counted_by_the_day_of_the_proposal(proposals: Proposals) -> None:
    desk = proposals.desk
    first = proposals.register()
    proposals.register(received_on=PartialDate("2026-05"))
    clue = desk.deputies.make_clue(proposals.actor, first, 1, UNIT).id
    desk.clues.triage(
        proposals.actor, [clue], TriageDraft(Triage.OPENED, PartialDate("2026-11-20"), TriageTarget.SUGGESTION)
    )
    desk.deputies.feed_back(proposals.actor, first, proposals.version(first), PartialDate("2026-06-01"), "已办。")
    proposals.register(direction=MADE, record_number=letter(proposals))
    assert desk.deputies.counts() == Counts(received=2, became_clues=1, became_cases=1, fed_back=1, made=1)
    assert desk.deputies.counts(date(2026, 4, 1), date(2026, 12, 31)).received == 1
    assert desk.deputies.counts(date(2026, 1, 1), date(2026, 3, 31)) == Counts(1, 1, 1, 1, 1)
