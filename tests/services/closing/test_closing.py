"""How matters leave: the checklist, every exit and what it refuses, taking up again, archiving."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from app.bootstrap import OpenDesk
from app.models.case_terms import ApprovalState, MatterExit, Retention
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.hand_over import Referral
from app.models.matter import Matter, StageMove
from app.models.terms import Lamp, RecordType, Stage, SuggestionKind
from app.services.closing.rows import (
    NO_INTERFERENCE,
    OTHER_GROUND,
    ArchiveDraft,
    CloseDraft,
    ConversionDraft,
    LeavingReferral,
    LineState,
    TerminationDraft,
)
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.foundation.resources import Resources
from app.services.lists.listing import ListQuery
from app.services.matters.rows import MatterDraft
from app.services.papers.rows import RecordKey
from app.services.suggestions.rows import LetterDraft
from tests.conftest import CHINA
from tests.services.casework import HANDLER, Casework

DAY = PartialDate("2026-11-20")
EXITS = (MatterExit.CONVERTED, MatterExit.TERMINATED, MatterExit.REFERRED)


@pytest.fixture
def desk(database: Database) -> OpenDesk:
    """All services on an empty store, on 22 November 2026."""
    return OpenDesk(database, FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA)), Resources.shipped())


@pytest.fixture
def work(desk: OpenDesk, tmp_path: Path) -> Casework:
    """The office and its people."""
    return Casework(desk, tmp_path)


@pytest.fixture
def ready(work: Casework) -> int:
    """A matter with everything its closing asks for."""
    matter = work.matter(Stage.FOLLOW_UP)
    work.satisfy(matter)
    work.fill(matter, outcome="已立案")
    work.approve(matter, "close")
    return matter


def leave(desk: OpenDesk, matter: int, way: MatterExit) -> None:
    """The shortest way out of each kind."""
    closing, common = desk.closing, {"on": DAY, "interference": NO_INTERFERENCE, "reason": "依法"}
    if way is MatterExit.CLOSED:
        closing.close(HANDLER, matter, CloseDraft(**common))  # type: ignore[arg-type]  # a test's own fields
    elif way is MatterExit.CONVERTED:
        closing.convert(HANDLER, matter, ConversionDraft(**common, case_number="青检刑诉受2026001"))  # type: ignore[arg-type]  # as above
    elif way is MatterExit.TERMINATED:
        closing.terminate(HANDLER, matter, TerminationDraft(**common, ground=OTHER_GROUND))  # type: ignore[arg-type]  # as above
    else:
        closing.refer(HANDLER, matter, LeavingReferral(**common, recipient="第四检察部", content="行政违法线索"))  # type: ignore[arg-type]  # as above


def row(database: Database, matter: int) -> Matter:
    with database.read() as session:
        return session.get_one(Matter, matter)


def red(desk: OpenDesk, matter: int) -> list[str]:
    return [line.title for line in desk.closing.card(matter).lines if line.state is LineState.MISSING]


def test_the_checklist_of_a_new_matter_names_all_that_is_missing(desk: OpenDesk, work: Casework) -> None:
    assert red(desk, work.matter()) == ["阶段", "线索来源", "发现的问题", "立案（受理）", "结果", "结案"]


def test_a_ready_matter_has_no_red_line_and_is_asked_about_interference(desk: OpenDesk, ready: int) -> None:
    card = desk.closing.card(ready)
    assert card.can_close
    assert [line.title for line in card.lines if line.state is LineState.ASKED] == ["过问干预情形"]


def test_closing_with_red_lines_is_refused_and_names_each(desk: OpenDesk, work: Casework) -> None:
    matter = work.matter(Stage.FOLLOW_UP)
    with pytest.raises(DomainError) as refused:
        desk.closing.close(HANDLER, matter, CloseDraft(on=DAY, interference=NO_INTERFERENCE, outcome="已立案"))
    told = str(refused.value)
    assert told.startswith("SX2026-00001 还不能办结：")
    assert "对方处理" in told
    assert "结案" in told
    assert work.case(matter).stage is Stage.FOLLOW_UP


def test_a_closed_matter_is_done_and_says_how(desk: OpenDesk, database: Database, ready: int) -> None:
    leave(desk, ready, MatterExit.CLOSED)
    closed = row(database, ready)
    assert (closed.exit, closed.stage, closed.closed_on) == (MatterExit.CLOSED, Stage.CLOSING, DAY)
    assert closed.interference == NO_INTERFERENCE
    assert desk.matters.card(ready).lamp is Lamp.DONE
    assert all(card.state.label != "进行中" for card in desk.docket.of(RecordType.MATTER, ready))


def test_interference_must_be_answered(desk: OpenDesk, ready: int) -> None:
    with pytest.raises(FieldProblem, match="过问干预") as refused:
        desk.closing.close(HANDLER, ready, CloseDraft(on=DAY))
    assert refused.value.field == "interference"


def test_closing_asks_about_letters_that_have_not_ended(desk: OpenDesk, database: Database, ready: int) -> None:
    letter = LetterDraft(kind=SuggestionKind.OTHER, addressee="青山县公安局", matter_id=ready)
    desk.suggestions.draft(HANDLER, letter)
    with pytest.raises(FieldProblem, match="青山县公安局") as refused:
        leave(desk, ready, MatterExit.CLOSED)
    assert refused.value.field == "letters_reason"
    said = CloseDraft(on=DAY, interference=NO_INTERFERENCE, letters_reason="建议书另行跟踪")
    desk.closing.close(HANDLER, ready, said)
    assert row(database, ready).exit_reason == "建议书另行跟踪"


def test_a_running_approval_keeps_a_matter_open(desk: OpenDesk, work: Casework, ready: int) -> None:
    work.propose(ready, "extend")
    assert red(desk, ready) == ["审批"]


@pytest.mark.parametrize("way", EXITS)
def test_no_other_exit_without_the_decision(desk: OpenDesk, work: Casework, way: MatterExit) -> None:
    matter = work.matter(Stage.INVESTIGATION)
    with pytest.raises(DomainError, match="还没有批准"):
        leave(desk, matter, way)
    assert work.case(matter).stage is Stage.INVESTIGATION


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.CLOSING])
@pytest.mark.parametrize(
    ("way", "act"),
    [(MatterExit.CONVERTED, "convert"), (MatterExit.TERMINATED, "terminate"), (MatterExit.REFERRED, "refer")],
)
def test_the_other_exits_lead_out_of_every_stage(
    desk: OpenDesk, work: Casework, database: Database, stage: Stage, way: MatterExit, act: str
) -> None:
    matter = work.matter(stage)
    work.approve(matter, act)
    leave(desk, matter, way)
    left = row(database, matter)
    assert (left.exit, left.stage, left.closed_on) == (way, Stage.CLOSING, DAY)
    with database.read() as session:
        move = session.scalars(select(StageMove).order_by(StageMove.id.desc())).first()
    assert move is not None
    assert (move.left, move.entered, move.reason) == (stage, Stage.CLOSING, f"{way.label}：依法")


def test_a_converted_matter_keeps_the_number_of_its_case(desk: OpenDesk, work: Casework, database: Database) -> None:
    matter = work.matter()
    work.approve(matter, "convert")
    leave(desk, matter, MatterExit.CONVERTED)
    converted = row(database, matter)
    assert (converted.converted_number, converted.outcome) == ("青检刑诉受2026001", "转为案件（青检刑诉受2026001）")


@pytest.mark.parametrize("number", ["", "12", "有 空格 的号码", "号" * 61])
def test_a_case_number_that_cannot_be_is_refused(desk: OpenDesk, work: Casework, number: str) -> None:
    matter = work.matter()
    work.approve(matter, "convert")
    with pytest.raises(FieldProblem) as refused:
        desk.closing.convert(HANDLER, matter, ConversionDraft(on=DAY, interference=NO_INTERFERENCE, case_number=number))
    assert refused.value.field == "case_number"


def test_a_case_number_belongs_to_one_matter(desk: OpenDesk, work: Casework) -> None:
    first, second = work.matter(), work.matter(unit="青山县水利局")
    for matter in (first, second):
        work.approve(matter, "convert")
    leave(desk, first, MatterExit.CONVERTED)
    with pytest.raises(FieldProblem, match="SX2026-00001"):
        leave(desk, second, MatterExit.CONVERTED)


def test_termination_takes_only_the_grounds_of_the_type(desk: OpenDesk, work: Casework) -> None:
    matter = work.matter()
    work.approve(matter, "terminate")
    draft = TerminationDraft(on=DAY, interference=NO_INTERFERENCE, reason="依法", ground="不想办了")
    with pytest.raises(FieldProblem, match="请从") as refused:
        desk.closing.terminate(HANDLER, matter, draft)
    assert refused.value.field == "ground"


def test_a_referred_matter_leaves_a_referral_that_waits_for_its_answer(
    desk: OpenDesk, work: Casework, database: Database
) -> None:
    matter = work.matter()
    work.approve(matter, "refer")
    leave(desk, matter, MatterExit.REFERRED)
    with database.read() as session:
        referral = session.scalars(select(Referral)).one()
    assert (referral.recipient, referral.answered_on, referral.record_id) == ("第四检察部", None, matter)


def test_a_matter_leaves_once(desk: OpenDesk, ready: int) -> None:
    leave(desk, ready, MatterExit.CLOSED)
    with pytest.raises(DomainError, match="已经结案，结案方式“办结”"):
        leave(desk, ready, MatterExit.TERMINATED)


def test_a_day_before_acceptance_or_after_today_is_refused(desk: OpenDesk, ready: int) -> None:
    for day in ("2026-08-31", "2026-11-23"):
        with pytest.raises(FieldProblem) as refused:
            desk.closing.close(HANDLER, ready, CloseDraft(on=PartialDate(day), interference=NO_INTERFERENCE))
        assert refused.value.field == "on"


def test_whoever_closes_second_is_told_what_changed(desk: OpenDesk, work: Casework, ready: int) -> None:
    shown = desk.closing.card(ready).version
    work.fill(ready, outcome="已立案侦查")
    with pytest.raises(ChangedMeanwhile, match="已立案侦查"):
        desk.closing.close(HANDLER, ready, CloseDraft(on=DAY, interference=NO_INTERFERENCE, version=shown))


def test_a_closed_matter_is_taken_up_again_through_re_examination(
    desk: OpenDesk, work: Casework, database: Database, ready: int
) -> None:
    leave(desk, ready, MatterExit.CLOSED)
    desk.closing.reopen(HANDLER, ready, PartialDate("2026-11-21"), "公安机关提出异议")
    again = row(database, ready)
    assert (again.stage, again.exit, again.closed_on) == (Stage.RE_EXAMINATION, None, None)
    assert str(again.reopened_on) == "2026-11-21"
    assert red(desk, ready) == ["结案"]
    states = [each.state for each in desk.approvals.of(RecordKey(RecordType.MATTER, ready)) if each.act == "close"]
    assert states == [ApprovalState.RETURNED]


def test_an_open_matter_is_not_taken_up_again(desk: OpenDesk, work: Casework) -> None:
    with pytest.raises(DomainError, match="还在办理"):
        desk.closing.reopen(HANDLER, work.matter(), DAY, "理由")


def test_the_proposed_archive_number_follows_the_last(desk: OpenDesk, work: Casework, ready: int) -> None:
    assert desk.closing.card(ready).archive_number == "青检-2026-3-00001"
    leave(desk, ready, MatterExit.CLOSED)
    desk.closing.archive(HANDLER, ready, ArchiveDraft("青检-2026-3-00041", Retention.THIRTY_YEARS, DAY))
    assert desk.closing.card(work.matter(unit="青山县水利局")).archive_number == "青检-2026-3-00042"


@pytest.mark.parametrize(
    ("number", "retention", "told"),
    [
        ("青检2026", Retention.THIRTY_YEARS, "不是"),
        ("青检-2026-1-00001", Retention.THIRTY_YEARS, "保管代码"),
        ("青检-2025-3-00001", Retention.THIRTY_YEARS, "结案年度"),
    ],
)
def test_an_archive_number_that_cannot_be_is_refused(
    desk: OpenDesk, ready: int, number: str, retention: Retention, told: str
) -> None:
    leave(desk, ready, MatterExit.CLOSED)
    with pytest.raises(FieldProblem, match=told):
        desk.closing.archive(HANDLER, ready, ArchiveDraft(number, retention, DAY))


def test_an_archive_number_is_given_once(desk: OpenDesk, work: Casework, ready: int) -> None:
    leave(desk, ready, MatterExit.CLOSED)
    desk.closing.archive(HANDLER, ready, ArchiveDraft("青检-2026-3-00001", Retention.THIRTY_YEARS, DAY))
    second = work.matter(unit="青山县水利局")
    work.approve(second, "refer")
    leave(desk, second, MatterExit.REFERRED)
    with pytest.raises(FieldProblem, match="SX2026-00001 使用"):
        desk.closing.archive(HANDLER, second, ArchiveDraft("青检-2026-3-00001", Retention.THIRTY_YEARS, DAY))


def test_an_archived_matter_leaves_everyday_work_but_is_found(desk: OpenDesk, ready: int) -> None:
    leave(desk, ready, MatterExit.CLOSED)
    desk.closing.archive(HANDLER, ready, ArchiveDraft("青检-2026-3-00001", Retention.THIRTY_YEARS, DAY))
    today = desk.clock.today()
    assert list(desk.matters.listing.ids(ListQuery(today, is_everyday=True))) == []
    assert list(desk.matters.listing.ids(ListQuery(today))) == [ready]
    assert [hit.id for hit in desk.search.find("青山县公安局")] == ["SX2026-00001"]


def test_an_open_matter_is_not_archived(desk: OpenDesk, work: Casework) -> None:
    with pytest.raises(DomainError, match="还没有结案"):
        desk.closing.archive(HANDLER, work.matter(), ArchiveDraft("青检-2026-3-00001", Retention.THIRTY_YEARS, DAY))


def test_every_way_out_can_be_taken_back(desk: OpenDesk, database: Database, ready: int) -> None:
    before = row(database, ready)
    act = desk.closing.close(HANDLER, ready, CloseDraft(on=DAY, interference=NO_INTERFERENCE)).act
    desk.history.take_back(HANDLER, act)
    after = row(database, ready)
    assert (after.stage, after.exit, after.closed_on) == (before.stage, None, None)


def test_a_matter_without_type_is_closed_by_its_outcome(desk: OpenDesk, database: Database) -> None:
    matter = desk.matters.register(HANDLER, MatterDraft("以前的事项", "青山县公安局", accepted_on=DAY)).id
    with pytest.raises(FieldProblem, match="请填写结果"):
        leave(desk, matter, MatterExit.CLOSED)
    desk.closing.close(HANDLER, matter, CloseDraft(on=DAY, interference=NO_INTERFERENCE, outcome="已纠正"))
    assert row(database, matter).exit is MatterExit.CLOSED


def test_moving_to_the_last_stage_leads_to_the_checklist(work: Casework, ready: int) -> None:
    with pytest.raises(FieldProblem, match="结案清单") as refused:
        work.step(ready, Stage.CLOSING)
    assert refused.value.field == "stage"
