"""审计记录 read by person, time, act and record."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk, Shop
from app.models.actor import Actor
from app.models.terms import RecordType, SuggestionKind
from app.models.trust_terms import Shielded
from app.services.drafts.rows import DraftNote, DraftPlace
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.resources import Resources
from app.services.matters.rows import MatterDraft
from app.services.papers.rows import RecordKey
from app.services.suggestions.rows import LetterDraft
from app.services.trail.log_rows import LogQuery
from tests.conftest import CHINA, OFFICE

ZHANG, LI = Actor("张某"), Actor("李某")


@pytest.fixture
def desk(tmp_path: Path, resources: Resources) -> Iterator[OpenDesk]:
    """A matter by 张某, a letter by 李某, and the letter taken back."""
    shop = Shop(FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA)), resources)
    path = tmp_path / "台账.jdt"
    shop.create(path, OFFICE, "青检")
    opened = shop.open(path)
    opened.matters.register(ZHANG, MatterDraft(kind="行政违法行为监督", unit="青山县公安局"))
    draft = LetterDraft(kind=SuggestionKind.SOCIAL_GOVERNANCE, addressee="青山县教育局", problem="校车没有登记")
    written = opened.suggestions.draft(LI, draft)
    opened.history.take_back(ZHANG, written.act, "登记重复")
    yield opened
    opened.close()


def test_acts_are_told_newest_first_with_who_what_why_and_the_records(desk: OpenDesk) -> None:
    told = [(line.actor, line.title, line.reason, line.records) for line in desk.audit_log.page(LogQuery())]
    assert told[0] == ("张某", "撤销：起草检察建议书", "登记重复", ("JY2026-00001",))
    assert told[1][0], told[1][3] == ("李某", ("JY2026-00001",))
    assert told[2][3] == ("SX2026-00001",)


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        (LogQuery(actor="李某"), [("JY2026-00001",)]),
        (LogQuery(record="SX2026-00001"), [("SX2026-00001",)]),
        (LogQuery(what="撤销"), [("JY2026-00001",)]),
        (LogQuery(first=date(2026, 11, 23)), []),
        (LogQuery(last=date(2026, 11, 21)), []),
    ],
)
def test_only_the_acts_asked_for_are_told(desk: OpenDesk, query: LogQuery, numbers: list[tuple[str, ...]]) -> None:
    assert [line.records for line in desk.audit_log.page(query)] == numbers


def test_older_acts_follow_page_by_page(desk: OpenDesk) -> None:
    every = desk.audit_log.page(LogQuery())
    assert desk.audit_log.page(LogQuery(), before=every[1].act) == every[2:]


def test_an_act_shows_each_field_before_and_after(desk: OpenDesk) -> None:
    act = desk.audit_log.page(LogQuery(actor="李某"))[0].act
    assert ("被建议单位", "", "青山县教育局") in desk.audit_log.details(act).changes


def test_what_nobody_knows_is_refused_in_words(desk: OpenDesk) -> None:
    with pytest.raises(FieldProblem, match="没有登记号为“JY2026-00099”的记录"):
        desk.audit_log.page(LogQuery(record="JY2026-00099"))
    with pytest.raises(FieldProblem, match="截止日期早于起始日期"):
        desk.audit_log.page(LogQuery(first=date(2026, 2, 1), last=date(2026, 1, 1)))
    with pytest.raises(DomainError, match="没有第 9999 号操作"):
        desk.audit_log.details(9999)


def test_a_name_that_a_record_masks_is_told_by_no_act_also_once_the_record_is_in_the_trash(desk: OpenDesk) -> None:
    matter = desk.matters.register(ZHANG, MatterDraft(kind="行政违法行为监督", unit="某局", subject="王小五被害案")).id
    desk.secrecy.shield(ZHANG, RecordKey(RecordType.MATTER, matter), "王小五", Shielded.VICTIM)

    def told() -> str:
        acts = [line.act for line in desk.audit_log.page(LogQuery())]
        return str([desk.audit_log.page(LogQuery()), *(desk.audit_log.details(act) for act in acts)])

    assert "王小五" not in told()
    assert "王某某被害案" in told()
    desk.trash.remove(ZHANG, RecordType.MATTER, matter, "王小五案登记重复")
    assert "王小五" not in told()
    assert "王小五" not in str(desk.trash.lines())


def test_a_draft_on_the_workbench_says_no_masked_name(desk: OpenDesk) -> None:
    matter = desk.matters.register(ZHANG, MatterDraft(kind="行政违法行为监督", unit="某局")).id
    desk.secrecy.shield(ZHANG, RecordKey(RecordType.MATTER, matter), "王小五", Shielded.VICTIM)
    desk.drafts.keep(ZHANG, DraftPlace("form", "1"), DraftNote("修改", "SX2026-00001 王小五案", "matters"), {"a": "b"})
    assert [each.note.subject for each in desk.drafts.of("张某")] == ["SX2026-00001 王某某案"]
