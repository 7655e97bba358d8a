"""Likely duplicates and siblings with their reasons, and links seen from both sides."""

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.case_terms import LinkKind
from app.models.dates import PartialDate
from app.models.terms import RecordType, SuggestionKind
from app.services.clues.rows import ClueDraft
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.matters.rows import MatterDraft
from app.services.search.likeness import likeness, shared_words
from app.services.search.words import pairs_of
from app.services.suggestions.rows import LetterDraft
from tests.services.clues.conftest import Register


def test_kin_are_found_with_their_reasons_in_words(desk: OpenDesk, actor: Actor, register: Register) -> None:
    register(unit="青山县水利局", found="河道非法采砂长期无人监管", parties="王某、李某")
    register(unit="青山县教育局", found="校园周边食品摊点无证经营")
    register(unit="青山县民政局", found="养老机构消防不合格", parties="李某")
    draft = ClueDraft("媒体", unit="青山县水利局", found="河道非法采砂无人监管", parties="李某")
    first, second = desk.clues.likely_kin(draft)
    assert (first.entry_number, second.entry_number) == ("XS2026-00001", "XS2026-00003")
    assert first.reasons[:2] == ("同一单位：青山县水利局", "同一当事人：李某")
    assert first.reasons[2].startswith(f"措辞相近 {first.likeness}%：共同词 河道非法采砂")
    assert second.reasons == ("同一当事人：李某",)


def test_matters_and_letters_are_kin_too(desk: OpenDesk, actor: Actor, register: Register) -> None:
    desk.matters.register(actor, MatterDraft("行政公益诉讼", "青山县水利局"))
    letter = LetterDraft(SuggestionKind.SOCIAL_GOVERNANCE, "青山县教育局", problem="校园周边食品摊点无证经营问题突出")
    desk.suggestions.draft(actor, letter)
    clue = register(unit="青山县水利局", found="校园周边食品摊点无证经营")
    kinds = {kin.record_type: kin.reasons for kin in desk.clues.likely_kin(clue)}
    assert kinds[RecordType.MATTER] == ("同一单位：青山县水利局",)
    assert "校园周边食品摊点无证经营" in kinds[RecordType.SUGGESTION][0]


def test_neither_the_clue_itself_nor_one_forwarded_is_its_kin(desk: OpenDesk, actor: Actor, register: Register) -> None:
    desk.clues.record_forwarded(actor, PartialDate("2026-11-20"), "李某", "青山市人民检察院")
    assert desk.clues.likely_kin(register()) == ()


def test_a_linked_kin_says_so(desk: OpenDesk, actor: Actor, register: Register) -> None:
    one, other = register(), register()
    desk.clues.link(actor, (RecordType.CLUE, one), (RecordType.CLUE, other), LinkKind.DUPLICATE, "同一电话反映")
    assert [kin.is_linked for kin in desk.clues.likely_kin(one)] == [True]


def test_a_link_is_seen_from_both_and_taken_away(desk: OpenDesk, actor: Actor, register: Register) -> None:
    clue = RecordType.CLUE, register()
    matter = RecordType.MATTER, desk.matters.register(actor, MatterDraft("其他", "青山县水利局")).id
    made = desk.clues.link(actor, clue, matter, LinkKind.SIBLING, "同一单位").id
    assert [(row.entry_number, row.kind) for row in desk.clues.links_of(clue)] == [("SX2026-00001", LinkKind.SIBLING)]
    assert [(row.entry_number, row.reason) for row in desk.clues.links_of(matter)] == [("XS2026-00001", "同一单位")]
    titles = [line.title for line in desk.history.lines(*matter)]
    assert "关联记录" in titles
    desk.clues.unlink(actor, made, "弄错了")
    assert desk.clues.links_of(matter) == ()


def test_records_are_not_linked_twice_nor_to_themselves_nor_without_a_reason(
    desk: OpenDesk, actor: Actor, register: Register
) -> None:
    one, other = (RecordType.CLUE, register()), (RecordType.CLUE, register())
    desk.clues.link(actor, one, other, LinkKind.SIBLING, "同一单位")
    with pytest.raises(DomainError, match="已经关联"):
        desk.clues.link(actor, other, one, LinkKind.GROUP, "同案")
    with pytest.raises(DomainError, match="不能与自己关联"):
        desk.clues.link(actor, one, one, LinkKind.GROUP, "同案")
    with pytest.raises(FieldProblem, match="理由"):
        desk.clues.link(actor, one, other, LinkKind.GROUP, " ")


def test_likeness_counts_pairs_in_both() -> None:
    assert likeness(pairs_of("河道采砂"), pairs_of("河道采砂")) == 100
    assert likeness(pairs_of("河道采砂"), pairs_of("校园食品")) == 0
    assert likeness(frozenset(), pairs_of("河道采砂")) == 0


def test_shared_words_are_the_longest_stretches() -> None:
    assert shared_words("河道非法采砂无人监管", "采砂监管、河道非法采砂") == ("河道非法采砂", "监管")
