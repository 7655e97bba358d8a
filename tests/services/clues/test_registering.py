"""Registering a clue, changing it, and what is refused."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.case_terms import Triage
from app.models.dates import PartialDate
from app.models.terms import RecordType
from app.services.clues.refusals import ClueNotFound
from app.services.clues.rows import ClueDraft
from app.services.clues.withheld import ContentWithheld
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.lists.listing import ListQuery
from tests.services.clues.conftest import Register


def test_a_clue_gets_an_entry_number_and_waits_for_triage(desk: OpenDesk, register: Register) -> None:
    card = desk.clues.card(register())
    assert (card.entry_number, card.triage) == ("XS2026-00001", Triage.PENDING)
    assert desk.clues.find("xs2026-00001") == card.id


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"source": " "}, "source"),
        ({"unit": "", "found": "", "subject": ""}, "found"),
        ({"found_on": PartialDate("2026-11-23")}, "found_on"),
        ({"source": "上级交办", "wanted_by": date(2026, 12, 1)}, "task_number"),
        ({"source": "省院交办", "task_number": "转〔2026〕3号"}, "wanted_by"),
    ],
)
def test_what_is_missing_is_refused_beside_its_field(register: Register, facts: dict[str, object], field: str) -> None:
    with pytest.raises(FieldProblem) as refused:
        register(**facts)
    assert refused.value.field == field


def test_a_source_the_register_does_not_have_may_be_typed(desk: OpenDesk, register: Register) -> None:
    assert desk.clues.card(register(source="某某协会来函")).draft.source == "某某协会来函"


def test_the_register_names_every_source_once(desk: OpenDesk) -> None:
    names = [source.name for source in desk.clues.sources()]
    assert len(names) == len(set(names))
    assert {"上级交办", "人大代表", "益心为公", "监督模型", "检察长接待日", "行刑衔接"} <= set(names)


def test_whoever_changes_a_clue_that_was_changed_meanwhile_is_told(
    desk: OpenDesk, actor: Actor, register: Register
) -> None:
    clue = register()
    seen = desk.clues.card(clue)
    desk.clues.amend(Actor("李某"), clue, seen.version, replace(seen.draft, parties="王某"))
    with pytest.raises(ChangedMeanwhile, match="XS2026-00001"):
        desk.clues.amend(actor, clue, seen.version, replace(seen.draft, parties="赵某"))
    assert desk.clues.card(clue).draft.parties == "王某"


def test_a_clue_that_is_not_there_is_refused(desk: OpenDesk) -> None:
    with pytest.raises(ClueNotFound, match="XS2026-00009"):
        desk.clues.find("XS2026-00009")


WITHHELD = [
    {"found": "反映某民警涉嫌滥用职权"},
    {"found": "办案中发现徇私枉法罪线索"},
    {"found": "司法工作人员徇私枉法线索"},
    {"subject": "司法工作人员相关职务犯罪线索"},
    {"remarks": "拟移送监委处理"},
    {"found": "某局长涉 嫌 受贿"},
]


@pytest.mark.parametrize("facts", WITHHELD)
def test_clues_of_special_bodies_are_not_taken_in(
    desk: OpenDesk, actor: Actor, register: Register, facts: dict[str, object]
) -> None:
    with pytest.raises(ContentWithheld, match="登记已移送"):
        register(**facts)
    clue = register()
    seen = desk.clues.card(clue)
    with pytest.raises(ContentWithheld, match="没有保存"):
        desk.clues.amend(actor, clue, seen.version, replace(seen.draft, **facts))  # type: ignore[arg-type]  # a test's own fields


@pytest.mark.parametrize(
    "found",
    [
        "侦查人员对嫌疑人刑讯逼供",
        "李某涉嫌非法拘禁，公安机关不立案",
        "某局滥用职权违法处罚",
        "纪委监委移交的环境问题",
    ],
)
def test_what_the_office_supervises_itself_is_taken_in(desk: OpenDesk, register: Register, found: str) -> None:
    assert desk.clues.card(register(found=found)).draft.found == found


def test_of_a_forwarded_clue_only_day_handler_and_body_are_kept(desk: OpenDesk, actor: Actor) -> None:
    clue = desk.clues.record_forwarded(actor, PartialDate("2026-11-20"), "李某", "青山市人民检察院").id
    card = desk.clues.card(clue)
    said = (card.triage, card.triaged_on, card.draft.handler, card.referred_to)
    assert said == (Triage.FORWARDED, PartialDate("2026-11-20"), "李某", "青山市人民检察院")
    assert card.draft == ClueDraft(source="不收录", handler="李某")


def test_nothing_is_filled_into_or_attached_to_a_forwarded_clue(desk: OpenDesk, actor: Actor, tmp_path: Path) -> None:
    clue = desk.clues.record_forwarded(actor, PartialDate("2026-11-20"), "李某", "青山市人民检察院").id
    scan = tmp_path / "材料.txt"
    scan.write_text("内容", encoding="utf-8")
    with pytest.raises(DomainError, match="不能填写内容"):
        desk.clues.amend(actor, clue, desk.clues.card(clue).version, ClueDraft("12345", unit="某局"))
    with pytest.raises(DomainError, match="不能添加附件"):
        desk.clues.attach(actor, clue, "材料", scan)
    with pytest.raises(DomainError, match="不能添加附件"):
        desk.attachments.add_all(actor, (RecordType.CLUE, clue), "材料", [scan])


def test_a_file_whose_name_speaks_of_what_is_not_taken_in_is_refused(
    desk: OpenDesk, actor: Actor, register: Register, tmp_path: Path
) -> None:
    scan = tmp_path / "民警王某涉嫌玩忽职守的举报信.txt"
    scan.write_text("内容", encoding="utf-8")
    with pytest.raises(ContentWithheld, match="没有添加附件"):
        desk.clues.attach(actor, register(), "举报材料", scan)


def test_the_list_filters_by_what_is_shown(desk: OpenDesk, register: Register) -> None:
    register()
    register(source="媒体", unit="青山县林业局")
    query = ListQuery(as_of=desk.clock.today(), where=(("来源", "媒体"), ("研判结果", "待研判")))
    rows = desk.clues.listing.rows(desk.clues.listing.ids(query), query)
    assert [row.cells[1] for row in rows] == ["XS2026-00002"]


def test_clues_are_found_by_their_words(desk: OpenDesk, register: Register) -> None:
    register(parties="欧阳某")
    hits = desk.search.find("欧阳")
    assert [(hit.id, hit.type.label, hit.title) for hit in hits] == [("XS2026-00001", "线索", "青山县水利局")]
