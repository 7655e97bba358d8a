"""Acts of investigation: recorded with their files; some stop the clock, where the law says so and nowhere else."""

from datetime import datetime
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.case_terms import InvestigationKind
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import DeadlineState, RecordType
from app.services.docket.rows import Authority, DeadlineCard
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.resources import Resources
from app.services.investigations.rows import InvestigationDraft, InvestigationEnd
from app.services.papers.rows import RecordKey
from tests.conftest import CHINA
from tests.services.casework import HANDLER, Casework

APPRAISAL = InvestigationKind.APPRAISAL


@pytest.fixture
def desk(database: Database) -> OpenDesk:
    """All services on an empty store, on 22 November 2026."""
    return OpenDesk(database, FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA)), Resources.shipped())


@pytest.fixture
def work(desk: OpenDesk, tmp_path: Path) -> Casework:
    """The office and its people."""
    return Casework(desk, tmp_path)


@pytest.fixture
def civil(work: Casework) -> RecordKey:
    """A civil matter whose three months of review run since 1 October."""
    return RecordKey(
        RecordType.MATTER,
        work.matter(kind="民事生效裁判监督", unit="青山县人民法院", accepted_on=PartialDate("2026-10-01")),
    )


def review(desk: OpenDesk, key: RecordKey) -> DeadlineCard:
    (found,) = (card for card in desk.docket.of(*key) if card.rule_code == "C01")
    return found


def appraisal(began: str = "2026-10-20", ended: str = "", **more: object) -> InvestigationDraft:
    told = {"stops_clock": True, "others": "某司法鉴定中心", **more}
    end = PartialDate(ended) if ended else None
    return InvestigationDraft(APPRAISAL, "笔迹鉴定", PartialDate(began), end, **told)  # type: ignore[arg-type]  # a test's own fields


def test_an_act_is_recorded_with_its_people_and_files(work: Casework, desk: OpenDesk) -> None:
    key = RecordKey(RecordType.MATTER, work.matter())
    draft = InvestigationDraft(
        *(InvestigationKind.INQUIRY, "询问报案人", PartialDate("2026-11-20"), PartialDate("2026-11-20")),
        place="本院询问室",
        people="张某、孙某",
        others="赵某",
        result="报案人称两次报案均未立案",
        files=(work.scan,),
    )
    desk.investigations.record(HANDLER, key, draft)
    (card,) = desk.investigations.of(key)
    assert (card.kind, card.title, card.place, card.people, card.clock_words) == (
        InvestigationKind.INQUIRY,
        "询问报案人",
        "本院询问室",
        "张某、孙某",
        "计入",
    )
    assert [(file.purpose, file.file_name) for file in card.files] == [("调查：询问", "审批表.pdf")]
    with pytest.raises(DomainError, match=r"是已登记事项.*的依据"):
        desk.attachments.remove(HANDLER, card.files[0].id)


def test_an_appraisal_stops_the_review_period_and_its_end_lets_it_run_again(desk: OpenDesk, civil: RecordKey) -> None:
    before = review(desk, civil)
    act = desk.investigations.record(HANDLER, civil, appraisal()).id
    assert str(review(desk, civil).paused_on) == "2026-10-20"
    (card,) = desk.investigations.of(civil)
    assert card.clock_words == "不计入，期限已中止"
    desk.investigations.end(HANDLER, act, card.version, InvestigationEnd(PartialDate("2026-11-09"), "系同一人书写"))
    after = review(desk, civil)
    assert (after.paused_on, after.state) == (None, DeadlineState.OPEN)
    # From 1 October three months end on 1 January; twenty days did not count. Without them the holiday rolls it.
    assert (str(before.due_on), str(after.due_on)) == ("2027-01-04", "2027-01-21")
    assert "第五十二条" in "".join(after.steps)


def test_an_appraisal_recorded_after_it_ended_moves_the_due_date_at_once(desk: OpenDesk, civil: RecordKey) -> None:
    before = review(desk, civil)
    desk.investigations.record(HANDLER, civil, appraisal(ended="2026-11-09"))
    after = review(desk, civil)
    assert after.due_on is not None
    assert before.due_on is not None
    assert after.due_on > before.due_on
    assert after.paused_on is None


def test_of_two_appraisals_that_overlap_the_last_end_counts(desk: OpenDesk, civil: RecordKey) -> None:
    first = desk.investigations.record(HANDLER, civil, appraisal("2026-10-20")).id
    other = desk.investigations.record(HANDLER, civil, appraisal("2026-10-26")).id
    desk.investigations.end(HANDLER, first, 1, InvestigationEnd(PartialDate("2026-11-02"), "已出意见"))
    assert str(review(desk, civil).paused_on) == "2026-10-20"
    desk.investigations.end(HANDLER, other, 1, InvestigationEnd(PartialDate("2026-11-09"), "已出意见"))
    assert review(desk, civil).paused_on is None


def test_what_somebody_decided_to_pause_is_not_resumed_by_an_act(desk: OpenDesk, civil: RecordKey) -> None:
    authority = Authority("检察长", "等待关联案件")
    desk.docket.pause(HANDLER, review(desk, civil).id, datetime(2026, 10, 10, tzinfo=CHINA).date(), authority)
    desk.investigations.record(HANDLER, civil, appraisal(ended="2026-11-09"))
    assert str(review(desk, civil).paused_on) == "2026-10-10"


def test_in_a_criminal_matter_nothing_stops(work: Casework, desk: OpenDesk) -> None:
    matter = work.matter()
    work.fill(matter, reason_requested_on="2026-11-20")
    key = RecordKey(RecordType.MATTER, matter)
    assert desk.investigations.clock_offer(key, APPRAISAL) is None
    with pytest.raises(FieldProblem, match="不能停止计算") as refused:
        desk.investigations.record(HANDLER, key, appraisal("2026-11-21"))
    assert refused.value.field == "stops_clock"
    assert desk.investigations.of(key) == ()


def test_only_calling_for_the_court_file_is_left_to_the_clerk(desk: OpenDesk, civil: RecordKey) -> None:
    certain = desk.investigations.clock_offer(civil, APPRAISAL)
    asked = desk.investigations.clock_offer(civil, InvestigationKind.COLLECTION)
    assert certain is not None
    assert asked is not None
    assert (certain.is_asked, asked.is_asked) == (False, True)
    assert "调阅人民法院案卷" in asked.words
    assert desk.investigations.clock_offer(civil, InvestigationKind.INQUIRY) is None


@pytest.mark.parametrize(
    ("draft", "field", "told"),
    [
        (appraisal("2026-11-23"), "began_on", "晚于今天"),
        (appraisal("2026-11-20", "2026-11-19"), "ended_on", "早于上一步"),
        (appraisal("2026-10"), "began_on", "要写到日"),
        (InvestigationDraft(APPRAISAL, " ", PartialDate("2026-11-01")), "title", "请填写名称"),
        (InvestigationDraft(APPRAISAL, "长" * 121, PartialDate("2026-11-01")), "title", "最多 120 个字"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    desk: OpenDesk, civil: RecordKey, draft: InvestigationDraft, field: str, told: str
) -> None:
    with pytest.raises(FieldProblem, match=told) as refused:
        desk.investigations.record(HANDLER, civil, draft)
    assert refused.value.field == field


def test_an_act_that_stopped_the_clock_keeps_its_days(desk: OpenDesk, civil: RecordKey) -> None:
    act = desk.investigations.record(HANDLER, civil, appraisal()).id
    with pytest.raises(FieldProblem, match="撤销登记后重新登记"):
        desk.investigations.amend(HANDLER, act, 1, appraisal("2026-10-25"))
    desk.investigations.amend(HANDLER, act, 1, appraisal(place="某市"))
    assert desk.investigations.of(civil)[0].place == "某市"


def test_an_act_ends_once(desk: OpenDesk, civil: RecordKey) -> None:
    act = desk.investigations.record(HANDLER, civil, appraisal(ended="2026-11-09")).id
    with pytest.raises(DomainError, match="已于 2026-11-09 结束"):
        desk.investigations.end(HANDLER, act, 1, InvestigationEnd(PartialDate("2026-11-10"), "重复"))


def test_taking_the_act_back_lets_the_clock_run_as_before(desk: OpenDesk, civil: RecordKey) -> None:
    before = review(desk, civil)
    written = desk.investigations.record(HANDLER, civil, appraisal(ended="2026-11-09"))
    desk.history.take_back(HANDLER, written.act)
    after = review(desk, civil)
    assert (after.due_on, after.events, after.paused_on) == (before.due_on, (), None)
