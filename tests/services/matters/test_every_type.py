"""Every shipped matter type walked from entry to each of its exits, and what it refuses on the way."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from app.bootstrap import OpenDesk
from app.models.case_terms import MatterExit, Retention
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.matter import Matter, StageMove
from app.models.terms import Lamp, RecordType, Stage
from app.services.closing.rows import ArchiveDraft, LineState
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.resources import Resources
from app.services.matter_types.library import TypeLibrary
from app.services.matter_types.model import MatterType
from app.services.matters.gates import GateClosed
from app.services.matters.rows import StageStep
from app.services.papers.rows import RecordKey
from tests.conftest import CHINA
from tests.services.casework import HANDLER, Casework

TYPES = TypeLibrary(Resources.shipped().matter_types).standard
ORDER = list(Stage)
KINDS = [(each, kind) for each in TYPES for kind in each.offered]
EXITS = [(each, way) for each in TYPES for way in each.exits]
REOPENED = [each for each in TYPES if each.rule(Stage.RE_EXAMINATION)]


def named(value: object) -> str:
    """A parameter as the run names it."""
    if isinstance(value, MatterType):
        return value.name
    return value.label if isinstance(value, Stage | MatterExit) else str(value)


class Office(Casework):
    """The office of all walks, with its store to look into."""

    def __init__(self, database: Database, folder: Path) -> None:
        """On 22 November 2026."""
        self.database = database
        clock = FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA))
        super().__init__(OpenDesk(database, clock, Resources.shipped()), folder)

    def row(self, matter: int) -> Matter:
        """A matter as it is stored."""
        with self.database.read() as session:
            return session.get_one(Matter, matter)

    def moves(self, matter: int) -> list[tuple[Stage | None, Stage]]:
        """The steps a matter took, as they are stored."""
        wanted = select(StageMove).where(StageMove.record_type == RecordType.MATTER, StageMove.record_id == matter)
        with self.database.read() as session:
            return [(each.left, each.entered) for each in session.scalars(wanted.order_by(StageMove.id))]


@pytest.fixture(scope="module")
def work(empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for all walks: each has a matter of its own."""
    folder = tmp_path_factory.mktemp("types")
    database = Database(Path(shutil.copy(empty_store, folder / "台账.jdt")))
    yield Office(database, folder)
    database.close()


def by_turns(every: int = 3) -> list[object]:
    """Every type and way out but closing; in CI one of ``every``."""
    others = [each for each in EXITS if each[1] is not MatterExit.CLOSED]
    return [pytest.param(*each, marks=[pytest.mark.exhaustive] if at % every else []) for at, each in enumerate(others)]


def course(kind: MatterType, *, is_short: bool) -> list[Stage]:
    """The stages a matter goes through before 结案归档, with or without the optional ones."""
    return [each.stage for each in kind.stages[:-1] if not (is_short and each.is_optional)]


def bring(work: Office, matter: int, stages: list[Stage]) -> None:
    """Through each gate in turn; the matter stands at the first stage."""
    for stage in stages[1:]:
        work.go_on(matter, stage)


def assert_left(work: Office, matter: int, way: MatterExit, through: list[Stage]) -> None:
    """The matter has left by a way, every step it took is written down, and nothing of it runs on."""
    left = work.row(matter)
    assert (left.exit, left.stage, left.closed_on) == (way, Stage.CLOSING, work.today)
    assert left.outcome
    assert work.moves(matter) == list(zip(through, [*through[1:], Stage.CLOSING], strict=True))
    assert work.desk.matters.card(matter).lamp is Lamp.DONE
    assert [each for each in work.desk.docket.of(RecordType.MATTER, matter) if each.state.label == "进行中"] == []


@pytest.mark.parametrize("kind", TYPES, ids=named)
def test_a_matter_of_every_type_goes_from_entry_to_its_closing_past_the_optional_stages(
    work: Office, kind: MatterType
) -> None:
    matter = work.matter(kind=kind.offered[0])
    assert work.case(matter).type_name == kind.name
    through = course(kind, is_short=True)
    bring(work, matter, through)
    work.satisfy(matter)
    work.supply(matter, work.case(matter).missing_to_close)
    assert [each.title for each in work.desk.closing.card(matter).lines if each.state is LineState.MISSING] == []
    work.leave(matter, MatterExit.CLOSED)
    assert_left(work, matter, MatterExit.CLOSED, through)


@pytest.mark.parametrize(("kind", "way"), by_turns(2), ids=named)
def test_a_matter_of_every_type_leaves_by_each_other_exit_once_that_was_decided(
    work: Office, kind: MatterType, way: MatterExit
) -> None:
    matter = work.matter(kind=kind.offered[-1])
    through = course(kind, is_short=True)[:2]
    bring(work, matter, through)
    work.leave(matter, way)
    assert_left(work, matter, way, through)


@pytest.mark.heavy
@pytest.mark.parametrize(("kind", "way"), by_turns(), ids=named)
def test_every_stage_of_every_type_has_each_exit(work: Office, kind: MatterType, way: MatterExit) -> None:
    through = course(kind, is_short=False)
    for last in range(1, len(through) + 1):
        matter = work.matter(kind=kind.offered[0])
        bring(work, matter, through[:last])
        work.leave(matter, way)
        assert_left(work, matter, way, through[:last])


@pytest.mark.heavy
@pytest.mark.parametrize(("kind", "called"), KINDS, ids=named)
def test_everything_a_type_names_can_be_had_in_its_stage(work: Office, kind: MatterType, called: str) -> None:
    matter = work.matter(kind=called)
    for rule in kind.stages[:-1]:
        work.give_all(matter)
        case = work.case(matter)
        assert case.missing == ()
        given = case.of(rule.stage)
        assert given is not None
        assert all(given.texts)
        if rule is not kind.stages[-2]:
            work.step(matter, kind.stages[kind.stages.index(rule) + 1].stage)
    work.supply(matter, work.case(matter).missing_to_close)
    if work.row(matter).task_number:  # an upper-level task is reported before it is closed
        work.desk.clues.report_done(HANDLER, (RecordType.MATTER, matter), work.today, "")
    work.leave(matter, MatterExit.CLOSED)
    assert_left(work, matter, MatterExit.CLOSED, course(kind, is_short=False))


@pytest.mark.parametrize("kind", TYPES, ids=named)
def test_through_all_stages_of_every_type_none_is_skipped_left_unfinished_or_gone_back_from_without_a_reason(
    work: Office, kind: MatterType
) -> None:
    matter = work.matter(kind=kind.offered[0])
    through = course(kind, is_short=False)
    for place, stage in enumerate(through):
        refuse_strange_steps(work, matter, kind)
        refuse_unfinished(work, matter)
        assert work.case(matter).stage is stage
        work.satisfy(matter)
        if place + 1 < len(through):
            work.step(matter, through[place + 1])
    with pytest.raises(GateClosed, match="结案"):
        work.step(matter, Stage.CLOSING)
    work.supply(matter, work.case(matter).missing_to_close)
    with pytest.raises(FieldProblem, match="结案清单"):
        work.step(matter, Stage.CLOSING)
    work.leave(matter, MatterExit.CLOSED)
    with pytest.raises(FieldProblem, match="重新办理"):
        work.step(matter, through[-1], "还想再办")
    assert_left(work, matter, MatterExit.CLOSED, through)


def refuse_strange_steps(work: Office, matter: int, kind: MatterType) -> None:
    """From where a matter is: to no stage but the next ones with a reason alone, to none before without one."""
    case = work.case(matter)
    here = ORDER.index(case.stage)
    for target in Stage:
        if target in case.ahead:
            continue
        is_back = ORDER.index(target) < here
        told = "已在" if target is case.stage else "请写明理由" if is_back else "要先转入"
        if kind.rule(target) is None:
            told = f"没有“{target.label}”阶段"
        with pytest.raises(DomainError, match=told):
            work.desk.matters.move(HANDLER, matter, StageStep(target, "" if is_back else "检察长要求"))
    assert work.case(matter).stage is case.stage


def refuse_unfinished(work: Office, matter: int) -> None:
    """While something is missing: no step on, even with a reason; no closing; no exit that nobody decided."""
    case = work.case(matter)
    for target in case.ahead if case.missing else ():
        with pytest.raises(GateClosed) as refused:
            work.step(matter, target, "情况紧急")
        told = str(refused.value)
        assert all(each.sentence in told for each in case.missing)
    assert not work.desk.closing.card(matter).can_close


@pytest.mark.parametrize("kind", REOPENED, ids=named)
def test_a_closed_matter_of_every_type_is_taken_up_again_closed_anew_and_archived(
    work: Office, kind: MatterType
) -> None:
    through = course(kind, is_short=True)[-1:]
    matter = work.matter(through[0], kind=kind.offered[0])
    work.satisfy(matter)
    work.close(matter, "已纠正")
    work.desk.closing.reopen(HANDLER, matter, work.today, "对方提出异议")
    assert [each.title for each in work.case(matter).missing_to_close] == ["结案"]
    work.satisfy(matter)
    work.close(matter, "维持原意见")
    assert_left(work, matter, MatterExit.CLOSED, [*through, Stage.CLOSING, Stage.RE_EXAMINATION])
    number = work.desk.closing.card(matter).archive_number
    work.desk.closing.archive(HANDLER, matter, ArchiveDraft(number, Retention.THIRTY_YEARS, work.today))
    assert work.row(matter).archived_on == PartialDate("2026-11-22")


def test_a_type_without_re_examination_is_not_taken_up_again_but_says_what_to_do(work: Office) -> None:
    for kind in (each for each in TYPES if each not in REOPENED):
        matter = work.matter(kind=kind.offered[0])
        work.leave(matter, MatterExit.TERMINATED)
        with pytest.raises(DomainError, match="请另行登记一件新的事项并关联"):
            work.desk.closing.reopen(HANDLER, matter, work.today, "对方提出异议")


@pytest.mark.parametrize("kind", TYPES, ids=named)
def test_every_document_of_a_type_can_be_written_for_its_matter_or_drafted_as_a_letter(
    work: Office, kind: MatterType
) -> None:
    key = RecordKey(RecordType.MATTER, work.matter(kind=kind.offered[0]))
    offered = {each.code for each in work.desk.papers.offered(key)}
    named_here = {each.code for rule in kind.stages for each in rule.papers}
    assert {code for code in named_here - offered if not code.startswith("suggestion-letter")} == set()
