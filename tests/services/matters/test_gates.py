"""The gates of a typed matter: what is asked for, from which stage one may go where, what stays when one goes back."""

from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import select

from app.bootstrap import OpenDesk
from app.models.case_terms import ApprovalState
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.matter import Matter, StageMove
from app.models.terms import RecordType, Stage, SuggestionKind
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.resources import Resources
from app.services.matters.gates import GateClosed
from app.services.matters.rows import MatterDraft, MissingKind
from app.services.papers.rows import RecordKey
from app.services.suggestions.rows import IssueDraft, LetterDraft
from tests.conftest import CHINA
from tests.services.casework import HANDLER, Casework

COURSE = (Stage.INTAKE, Stage.INVESTIGATION, Stage.DECISION, Stage.SUPERVISION, Stage.FOLLOW_UP)


@pytest.fixture
def desk(database: Database) -> OpenDesk:
    """All services on an empty store, on 22 November 2026."""
    return OpenDesk(database, FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA)), Resources.shipped())


@pytest.fixture
def work(desk: OpenDesk, tmp_path: Path) -> Casework:
    """The office and its people."""
    return Casework(desk, tmp_path)


def titles(work: Casework, matter: int) -> list[tuple[MissingKind, str]]:
    return [(each.kind, each.title) for each in work.case(matter).missing]


def test_a_matter_keeps_the_version_of_its_type_and_knows_since_when_it_is_in_its_stage(
    work: Casework, database: Database
) -> None:
    matter = work.matter()
    with database.read() as session:
        row = session.get_one(Matter, matter)
        assert (row.type_code, row.entered_stage, str(row.stage_since)) == (
            "filing-supervision",
            Stage.INTAKE,
            "2026-11-22",
        )
    assert work.case(matter).type_name == "监督立案"


def test_a_matter_whose_kind_fits_no_type_has_no_gates(desk: OpenDesk, work: Casework) -> None:
    matter = desk.matters.register(HANDLER, MatterDraft("以前的事项", "青山县公安局")).id
    assert desk.matters.case(matter) is None
    desk.matters.move_to(HANDLER, matter, Stage.SUPERVISION, "台账如此")
    assert desk.matters.card(matter).draft.stage is Stage.SUPERVISION


def test_the_first_stage_says_what_it_lacks(work: Casework) -> None:
    assert titles(work, work.matter()) == [
        (MissingKind.FIELD, "线索来源"),
        (MissingKind.FIELD, "发现的问题"),
        (MissingKind.APPROVAL, "立案（受理）"),
    ]


def test_leaving_with_things_missing_is_refused_and_names_each_on_its_line(work: Casework) -> None:
    matter = work.matter()
    with pytest.raises(GateClosed) as refused:
        work.step(matter, Stage.INVESTIGATION)
    lines = str(refused.value).splitlines()
    assert lines[0] == "SX2026-00001 还不能转入“调查核实”，缺少："
    assert [line.split("（“受理立案”阶段）")[0] for line in lines[1:]] == [
        "案卡项目“线索来源”没有填写",
        "案卡项目“发现的问题”没有填写",
        "“立案（受理）”还没有批准",
    ]
    assert work.case(matter).stage is Stage.INTAKE


def test_a_matter_goes_from_intake_to_closing_once_each_gate_is_satisfied(work: Casework, database: Database) -> None:
    matter = work.matter()
    for stage in COURSE[1:]:
        work.go_on(matter, stage)
    work.satisfy(matter)
    assert [each.title for each in work.case(matter).missing_to_close] == ["结果", "结案"]
    work.close(matter)
    assert work.case(matter).stage is Stage.CLOSING
    with database.read() as session:
        moves = [(each.left, each.entered) for each in session.scalars(select(StageMove).order_by(StageMove.id))]
    assert moves == [*pairwise(COURSE), (Stage.FOLLOW_UP, Stage.CLOSING)]


@pytest.mark.parametrize(
    ("begin", "to"),
    [
        (begin, to)
        for begin in COURSE
        for to in Stage
        if list(Stage).index(to) > list(Stage).index(begin) + 1
        and not (begin is Stage.FOLLOW_UP and to is Stage.CLOSING)
    ],
)
def test_a_stage_cannot_be_skipped_from_anywhere_even_with_a_reason(work: Casework, begin: Stage, to: Stage) -> None:
    matter = work.matter(begin)
    with pytest.raises(FieldProblem, match="要先转入") as refused:
        work.step(matter, to, "检察长要求")
    assert refused.value.field == "stage"
    following = list(Stage)[list(Stage).index(begin) + 1]
    expected = Stage.CLOSING if begin is Stage.FOLLOW_UP else following
    assert expected.label in str(refused.value)


def test_the_optional_stage_may_be_passed_by_or_entered(work: Casework) -> None:
    assert work.case(work.matter(Stage.FOLLOW_UP)).ahead == (Stage.RE_EXAMINATION, Stage.CLOSING)


@pytest.mark.parametrize("begin", COURSE[1:])
def test_going_back_needs_a_reason_from_every_stage(work: Casework, begin: Stage) -> None:
    matter = work.matter(begin)
    with pytest.raises(FieldProblem, match="请写明理由") as refused:
        work.step(matter, Stage.INTAKE)
    assert refused.value.field == "reason"
    work.step(matter, Stage.INTAKE, "受理材料有误")
    assert work.case(matter).stage is Stage.INTAKE


def test_staying_where_one_is_is_refused(work: Casework) -> None:
    with pytest.raises(DomainError, match="已在“受理立案”阶段"):
        work.step(work.matter(), Stage.INTAKE)


def test_only_stages_from_where_the_matter_came_in_are_asked_for(work: Casework) -> None:
    matter = work.matter(Stage.FOLLOW_UP)
    assert titles(work, matter) == [(MissingKind.FIELD, "对方处理"), (MissingKind.FIELD, "处理日期")]


def test_what_a_passed_stage_required_is_asked_for_again_where_it_has_gone(work: Casework) -> None:
    matter = work.matter()
    work.go_on(matter, Stage.INVESTIGATION)
    work.fill(matter, found="")
    with pytest.raises(GateClosed, match="发现的问题"):
        work.step(matter, Stage.DECISION)


def test_an_approval_stays_when_going_back_and_is_asked_for_anew_when_going_back_for_revision(
    work: Casework, desk: OpenDesk
) -> None:
    matter = work.matter()
    work.go_on(matter, Stage.INVESTIGATION)
    work.step(matter, Stage.INTAKE, "补充材料")
    assert work.case(matter).missing == ()
    work.step(matter, Stage.INVESTIGATION)
    work.step(matter, Stage.INTAKE, "立案理由不足", is_revision=True)
    assert titles(work, matter) == [(MissingKind.APPROVAL, "立案（受理）")]
    (approval,) = desk.approvals.of(RecordKey(RecordType.MATTER, matter))
    assert approval.state is ApprovalState.RETURNED
    assert len(approval.opinions) == 2


def test_revision_is_only_for_going_back(work: Casework) -> None:
    matter = work.matter()
    work.satisfy(matter)
    with pytest.raises(FieldProblem, match="退回修改"):
        work.step(matter, Stage.INVESTIGATION, "理由", is_revision=True)


def test_a_closed_matter_taken_up_again_needs_a_new_decision_to_close(work: Casework) -> None:
    matter = work.matter(Stage.FOLLOW_UP)
    work.satisfy(matter)
    work.close(matter)
    work.desk.closing.reopen(HANDLER, matter, work.today, "公安机关要求复查")
    assert [each.title for each in work.case(matter).missing_to_close] == ["结案"]


def test_closing_asks_for_the_result_and_the_decision_to_close(work: Casework) -> None:
    matter = work.matter(Stage.FOLLOW_UP)
    work.satisfy(matter)
    with pytest.raises(GateClosed) as refused:
        work.step(matter, Stage.CLOSING)
    assert [each.title for each in refused.value.missing] == ["结果", "结案"]


def test_a_paper_is_there_once_a_file_with_its_name_as_purpose_is_attached(work: Casework) -> None:
    matter = work.matter(Stage.SUPERVISION)
    work.fill(matter, instrument="通知立案书", instrument_on="2026-10-01")
    assert titles(work, matter) == [(MissingKind.PAPER, "通知立案书")]
    work.attach(matter, "通知立案书")
    assert titles(work, matter) == []


def test_a_letter_counts_for_its_paper_only_once_it_is_issued(
    work: Casework, desk: OpenDesk, tmp_path: Path, database: Database
) -> None:
    letters = tmp_path / "types"
    letters.mkdir()
    text = (desk.resources.matter_types / "01_filing_supervision.toml").read_text("utf-8")
    (letters / "01.toml").write_text(text.replace('code = "filing-notice"', 'code = "suggestion-letter"'), "utf-8")
    (letters / "powers.toml").write_text((desk.resources.matter_types / "powers.toml").read_text("utf-8"), "utf-8")
    root = tmp_path / "resources"
    root.mkdir()
    for each in desk.resources.root.iterdir():
        (root / each.name).symlink_to(letters if each.name == "matter_types" else each)
    other = Casework.__new__(Casework)
    other.desk, other.scan = OpenDesk(database, FixedClock(desk.clock.now()), Resources(root)), work.scan
    matter = other.matter(Stage.SUPERVISION)
    other.fill(matter, instrument="检察建议书", instrument_on="2026-10-01")
    draft = LetterDraft(SuggestionKind.CORRECTION, "青山县公安局", matter_id=matter)
    letter = other.desk.suggestions.draft(HANDLER, draft).id
    assert [each.kind for each in other.case(matter).missing] == [MissingKind.PAPER]
    other.desk.suggestions.register_issue(HANDLER, letter, IssueDraft("青检建〔2026〕1号", PartialDate("2026-10-01")))
    assert other.case(matter).missing == ()


def test_the_case_card_cannot_move_the_matter(work: Casework, desk: OpenDesk) -> None:
    matter = work.matter()
    card = desk.matters.card(matter)
    draft = MatterDraft("监督立案", "青山县公安局", stage=Stage.CLOSING, outcome="已立案")
    with pytest.raises(FieldProblem, match="转入阶段"):
        desk.matters.amend(HANDLER, matter, card.version, draft)


def test_a_step_through_a_gate_is_taken_back_whole(work: Casework, desk: OpenDesk, database: Database) -> None:
    matter = work.matter()
    work.go_on(matter, Stage.INVESTIGATION)
    last = desk.history.last_act()
    assert last is not None
    desk.history.take_back(HANDLER, last.act)
    assert work.case(matter).stage is Stage.INTAKE
    with database.read() as session:
        assert session.scalars(select(StageMove)).all() == []
