"""Deciding about many clues at once, deciding again, and taking a decision back."""

from datetime import date

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.case_terms import LinkKind, Triage, TriageTarget
from app.models.dates import PartialDate
from app.models.terms import RecordType, Stage, SuggestionKind
from app.services.clues.refusals import CluesRefused
from app.services.clues.rows import TriageDraft
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.lists.listing import ListQuery
from app.services.matters.service import MatterNotFound
from app.services.trail.undoing import StillUsed, WorkedOnSince
from tests.services.clues.conftest import Register

TODAY = PartialDate("2026-11-22")


def opened(**facts: object) -> TriageDraft:
    """立项 as a matter."""
    return TriageDraft(Triage.OPENED, TODAY, TriageTarget.MATTER, **facts)  # type: ignore[arg-type]  # a test's own fields


def matters_of(desk: OpenDesk) -> int:
    return len(desk.matters.listing.ids(ListQuery(as_of=desk.clock.today())))


def test_each_clue_becomes_a_matter_with_its_facts(desk: OpenDesk, actor: Actor, register: Register) -> None:
    first = register(
        source="上级交办",
        source_person="省院某处",
        found_on=PartialDate("2026-11-02"),
        subject="采砂案",
        parties="王某",
        department="公益诉讼检察部",
        handler="张某",
        task_number="转1号",
        wanted_by=date(2026, 12, 20),
    )
    second = register(unit="青山县林业局", kind="")
    done = desk.clues.triage(actor, [first, second], opened(kind="行政违法行为监督"))
    cards = [desk.matters.card(made.id) for made in done.made]
    assert [card.draft.unit for card in cards] == ["青山县水利局", "青山县林业局"]
    draft = cards[0].draft
    assert (draft.kind, draft.source, draft.source_person) == ("行政违法行为监督", "上级交办", "省院某处")
    assert (draft.source_on, draft.accepted_on) == (PartialDate("2026-11-02"), TODAY)
    assert (draft.subject, draft.parties, draft.found) == ("采砂案", "王某", "河道采砂无人监管")
    assert (draft.department, draft.handler) == ("公益诉讼检察部", "张某")
    assert (draft.task_number, draft.wanted_by, draft.stage) == ("转1号", date(2026, 12, 20), Stage.INTAKE)
    assert desk.clues.card(first).opened_as == done.made[0]


def test_a_clue_becomes_a_draft_letter(desk: OpenDesk, actor: Actor, register: Register) -> None:
    clue = register(source_person="赵代表", found_on=PartialDate("2026-11-02"))
    draft = TriageDraft(Triage.OPENED, TODAY, TriageTarget.SUGGESTION, suggestion_kind=SuggestionKind.PUBLIC_INTEREST)
    made = desk.clues.triage(actor, [clue], draft).made[0]
    letter = desk.suggestions.card(made.id).draft
    assert made.record_type is RecordType.SUGGESTION
    assert (letter.kind, letter.addressee) == (SuggestionKind.PUBLIC_INTEREST, "青山县水利局")
    assert (letter.problem, letter.case_source) == ("河道采砂无人监管", "12345（赵代表），2026年11月2日")


@pytest.mark.parametrize("target", [TriageTarget.RESEARCH, TriageTarget.MODEL])
def test_a_report_or_a_model_is_only_recorded(
    desk: OpenDesk, actor: Actor, register: Register, target: TriageTarget
) -> None:
    clue = register(unit="")
    done = desk.clues.triage(actor, [clue], TriageDraft(Triage.OPENED, TODAY, target))
    card = desk.clues.card(clue)
    assert (done.made, card.triage_target, card.opened_as) == ((), target, None)


def test_several_clues_become_one_matter_as_a_group(desk: OpenDesk, actor: Actor, register: Register) -> None:
    clues = [register(), register(unit="青山县林业局", parties="王某、李某"), register(parties="李某")]
    done = desk.clues.triage(actor, clues, opened(is_joined=True, reason="同一河段同一手法"))
    (made,) = done.made
    draft = desk.matters.card(made.id).draft
    assert (draft.unit, draft.parties) == ("青山县水利局等2家单位", "王某、李某")
    assert "XS2026-00002 青山县林业局：河道采砂无人监管" in draft.found
    links = desk.clues.links_of((RecordType.MATTER, made.id))
    assert [(link.entry_number, link.kind, link.reason) for link in links] == [
        (f"XS2026-0000{number}", LinkKind.GROUP, "同一河段同一手法") for number in (1, 2, 3)
    ]
    assert desk.clues.links_of((RecordType.CLUE, clues[0]))[0].entry_number == made.entry_number


def test_a_referral_is_kept_for_its_answer(desk: OpenDesk, actor: Actor, register: Register) -> None:
    clue = register()
    desk.clues.triage(actor, [clue], TriageDraft(Triage.REFERRED, TODAY, referred_to="青山县公安局", letter_number="1"))
    (referral,) = desk.clues.card(clue).referrals
    assert (referral.recipient, referral.letter_number, referral.is_inside) == ("青山县公安局", "1", False)
    assert referral.content == "青山县水利局：河道采砂无人监管"


def test_all_or_none_is_decided_and_each_refusal_names_its_clue(
    desk: OpenDesk, actor: Actor, register: Register
) -> None:
    good, without_unit, without_kind, gone = register(), register(unit=""), register(kind=""), register()
    desk.clues.triage(actor, [gone], opened())
    with pytest.raises(CluesRefused) as refused:
        desk.clues.triage(actor, [good, without_unit, without_kind, gone], opened())
    said = refused.value.refusals
    assert [sentence.split("：")[0] for sentence in said] == ["XS2026-00002", "XS2026-00003", "XS2026-00004"]
    assert "没有涉及单位" in said[0]
    assert "没有拟办类型" in said[1]
    assert "SX2026-00001" in said[2]
    assert desk.clues.card(good).triage is Triage.PENDING
    assert matters_of(desk) == 1


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (TriageDraft(Triage.PENDING, TODAY), "outcome"),
        (TriageDraft(Triage.OPENED, TODAY), "target"),
        (TriageDraft(Triage.DECLINED, TODAY, reason=" "), "reason"),
        (TriageDraft(Triage.REFERRED, TODAY), "referred_to"),
        (TriageDraft(Triage.RESERVED, PartialDate("2026-11-23")), "on"),
        (TriageDraft(Triage.OPENED, TODAY, TriageTarget.MATTER, is_joined=True, reason="同案"), "is_joined"),
        (TriageDraft(Triage.OPENED, TODAY, TriageTarget.MATTER, is_joined=True), "reason"),
    ],
)
def test_what_the_decision_itself_lacks_is_refused(
    desk: OpenDesk, actor: Actor, register: Register, draft: TriageDraft, field: str
) -> None:
    with pytest.raises(FieldProblem) as refused:
        desk.clues.triage(actor, [register()], draft)
    assert refused.value.field == field


def test_a_day_before_the_finding_is_refused(desk: OpenDesk, actor: Actor, register: Register) -> None:
    clue = register(found_on=PartialDate("2026-11-20"))
    with pytest.raises(CluesRefused, match="早于发现日期"):
        desk.clues.triage(actor, [clue], TriageDraft(Triage.RESERVED, PartialDate("2026-11-19")))


@pytest.mark.parametrize("first", [Triage.RESERVED, Triage.DECLINED])
def test_what_was_reserved_or_declined_may_be_decided_again_with_a_reason(
    desk: OpenDesk, actor: Actor, register: Register, first: Triage
) -> None:
    clue = register()
    desk.clues.triage(actor, [clue], TriageDraft(first, TODAY, reason="暂不具备条件"))
    with pytest.raises(CluesRefused, match="重新研判要写明理由"):
        desk.clues.triage(actor, [clue], opened())
    desk.clues.triage(actor, [clue], opened(reason="发现新的证据"))
    assert desk.clues.card(clue).triage is Triage.OPENED


def test_a_clue_that_was_opened_or_waits_for_an_answer_is_not_decided_again(
    desk: OpenDesk, actor: Actor, register: Register
) -> None:
    clue, sent = register(), register()
    desk.clues.triage(actor, [clue], opened())
    desk.clues.triage(actor, [sent], TriageDraft(Triage.REFERRED, TODAY, referred_to="青山县公安局"))
    again = TriageDraft(Triage.DECLINED, TODAY, reason="重复")
    with pytest.raises(CluesRefused, match="请先撤销那次研判"):
        desk.clues.triage(actor, [clue], again)
    with pytest.raises(CluesRefused, match="还没有登记反馈"):
        desk.clues.triage(actor, [sent], again)


def test_taking_a_triage_back_removes_the_matters_it_made(desk: OpenDesk, actor: Actor, register: Register) -> None:
    clues = [register(), register()]
    done = desk.clues.triage(actor, clues, opened(is_joined=True, reason="同案"))
    desk.history.take_back(actor, done.act)
    assert [desk.clues.card(clue).triage for clue in clues] == [Triage.PENDING, Triage.PENDING]
    with pytest.raises(MatterNotFound):
        desk.matters.card(done.made[0].id)
    assert desk.clues.links_of((RecordType.CLUE, clues[0])) == ()


def test_it_is_refused_once_the_matter_was_worked_on(desk: OpenDesk, actor: Actor, register: Register) -> None:
    done = desk.clues.triage(actor, [register()], opened())
    desk.matters.fill_in(actor, done.made[0].id, None, {"found": "河道采砂"})
    with pytest.raises(WorkedOnSince, match="SX2026-00001"):
        desk.history.take_back(actor, done.act)


def test_it_is_refused_while_another_record_is_linked_to_the_matter(
    desk: OpenDesk, actor: Actor, register: Register
) -> None:
    done, other = desk.clues.triage(actor, [register()], opened()), register()
    desk.clues.link(actor, (RecordType.CLUE, other), (RecordType.MATTER, done.made[0].id), LinkKind.SIBLING, "同一单位")
    with pytest.raises(StillUsed, match="关联"):
        desk.history.take_back(actor, done.act)


def test_nothing_selected_is_refused(desk: OpenDesk, actor: Actor) -> None:
    with pytest.raises(DomainError, match="没有选中线索"):
        desk.clues.triage(actor, [], opened())
