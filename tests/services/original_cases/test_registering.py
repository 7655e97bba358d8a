"""Registering and amending original cases."""

from dataclasses import replace

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.case_terms import LinkKind
from app.models.dates import PartialDate
from app.models.review_terms import HitState
from app.models.terms import RecordType
from app.services.clues.rows import ClueDraft
from app.services.foundation.errors import FieldProblem
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.lists.listing import ListQuery
from app.services.original_cases.refusals import CaseNotFound, CaseRegisteredBefore
from tests.services.original_cases.conftest import Register, case_draft


def test_a_case_gets_a_number_of_its_own_series_and_is_found_by_either_number(
    desk: OpenDesk, actor: Actor, register: Register
) -> None:
    case = register()
    card = desk.original_cases.card(actor, case)
    assert card.entry_number == "YA2026-00001"
    assert desk.original_cases.find("ya2026-00001") == desk.original_cases.find("青检一部受〔2025〕12号") == case
    assert card.draft == case_draft()
    with pytest.raises(CaseNotFound):
        desk.original_cases.find("YA2026-00002")


def test_a_second_case_of_a_number_is_refused_and_told_which_one_is_there(register: Register) -> None:
    register()
    with pytest.raises(CaseRegisteredBefore, match="已登记为 YA2026-00001") as refused:
        register(name="另一件", number="青检一部受[2025] 12号")
    assert refused.value.field == "number"
    register(name="没有受案号的", number="")
    register(name="没有受案号的", number="")


def test_days_against_the_order_of_the_stages_are_refused_with_both_days(register: Register) -> None:
    with pytest.raises(FieldProblem, match="一审日期（2025-05-01）早于审查起诉日期（2025-05-20）") as refused:
        register(judgment_on=PartialDate("2025-05-01"))
    assert refused.value.field == "judgment_on"
    with pytest.raises(FieldProblem, match="申诉信访日期（2025-02）早于审查逮捕日期"):
        register(petition_kind="刑事申诉", petitioned_on=PartialDate("2025-02"))
    with pytest.raises(FieldProblem, match="晚于今天"):
        register(closed_on=PartialDate("2027-01-01"))
    register(petition_kind="阻碍律师执业权利", petitioned_on=PartialDate("2025-02"))  # may come before any decision


def test_a_case_needs_its_name_and_kind(register: Register) -> None:
    with pytest.raises(FieldProblem, match="请填写案件名称"):
        register(name=" ")
    with pytest.raises(FieldProblem, match="请填写案件类型"):
        register(kind="")
    with pytest.raises(FieldProblem, match="最多 120 个字"):
        register(cause="罪" * 121)


def test_whoever_amends_an_old_version_is_told_what_changed(desk: OpenDesk, actor: Actor, register: Register) -> None:
    case = register()
    cases = desk.original_cases
    cases.amend(actor, case, 1, case_draft(cause="诈骗罪"))
    with pytest.raises(ChangedMeanwhile, match="案由：盗窃罪→诈骗罪"):
        cases.amend(Actor("李某"), case, 1, case_draft(remarks="晚了一步"))


def test_taking_back_an_amendment_restores_everything(desk: OpenDesk, actor: Actor, register: Register) -> None:
    case = register()
    before = desk.original_cases.card(actor, case)
    changed = replace(before.draft, judgment_result="缓刑", handlers="张某\n李某", petition_times=3)
    written = desk.original_cases.amend(actor, case, before.version, changed)
    assert desk.original_cases.card(actor, case).draft == changed
    desk.history.take_back(actor, written.act)
    assert desk.original_cases.card(actor, case).draft == before.draft


def test_a_case_meets_its_triggers_when_registered_and_when_amended(
    desk: OpenDesk, actor: Actor, register: Register
) -> None:
    case = register(judgment_result="")
    cases = desk.original_cases
    assert cases.card(actor, case).triggers == ()
    written = cases.amend(actor, case, 1, case_draft(judgment_result="无罪"))
    (hit,) = cases.card(actor, case).triggers
    assert (hit.name, hit.state) == ("判决无罪", HitState.OPEN)
    listing, query = cases.listing, ListQuery(desk.clock.today())
    (row,) = listing.rows(listing.ids(query), query)
    assert "判决无罪" in row.cells
    desk.history.take_back(actor, written.act)
    assert cases.card(actor, case).triggers == ()


def test_taking_back_the_registration_removes_the_case(desk: OpenDesk, actor: Actor) -> None:
    written = desk.original_cases.register(actor, case_draft())
    desk.history.take_back(actor, written.act)
    with pytest.raises(CaseNotFound):
        desk.original_cases.card(actor, written.id)
    assert not desk.original_cases.listing.ids(ListQuery(desk.clock.today()))


def test_links_to_what_raised_a_case_are_seen_from_both_sides(desk: OpenDesk, actor: Actor, register: Register) -> None:
    case = register()
    clue = desk.clues.register(actor, ClueDraft(source="12309", found="家属反映判决不公")).id
    pair = (RecordType.ORIGINAL_CASE, case), (RecordType.CLUE, clue)
    desk.clues.link(actor, *pair, LinkKind.SIBLING, "因此提出申诉")
    (seen,) = desk.clues.links_of(pair[0])
    assert (seen.record_type, seen.record_id) == pair[1]
    (back,) = desk.clues.links_of(pair[1])
    assert back.entry_number == "YA2026-00001"
    assert "甲某盗窃案" in back.title


def test_full_text_finds_a_case_by_its_name_and_forgets_one_taken_back(desk: OpenDesk, actor: Actor) -> None:
    written = desk.original_cases.register(actor, case_draft(parties="甲某"))
    (hit,) = desk.search.find("甲某盗窃")
    assert (hit.id, hit.type, hit.record_id) == ("YA2026-00001", RecordType.ORIGINAL_CASE, written.id)
    desk.history.take_back(actor, written.act)
    assert not desk.search.find("甲某盗窃")


def test_the_list_filters_by_words_and_period(desk: OpenDesk, register: Register) -> None:
    first = register()
    second = register(
        number="", name="乙某诈骗案", kind="国家赔偿", cause="诈骗罪", closed_on=PartialDate("2026-01-05")
    )
    listing, today = desk.original_cases.listing, desk.clock.today()
    assert list(listing.ids(ListQuery(today))) == [second, first]
    assert list(listing.ids(ListQuery(today, where=(("类型", "国家赔偿"),)))) == [second]
    assert list(listing.ids(ListQuery(today, issued_from="2025", issued_to="2025-12"))) == [first]
    assert list(listing.ids(ListQuery(today, contains="盗窃"))) == [first]
