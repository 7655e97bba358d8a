"""Two people at the same records, each at a desk of his own: the second is told what changed and loses nothing."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.case_terms import ApprovalState, InvestigationKind
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import RecordType, Stage, SuggestionKind
from app.services.foundation.clock import FixedClock
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.foundation.resources import Resources
from app.services.investigations.rows import InvestigationDraft, InvestigationEnd
from app.services.matters.rows import MatterDraft, StageStep
from app.services.papers.rows import RecordKey
from app.services.suggestions.rows import LetterDraft
from tests.conftest import CHINA
from tests.services.casework import HANDLER, Casework

OTHER = Actor("李某")
AT = FixedClock(datetime(2026, 11, 22, 9, 0, tzinfo=CHINA))


@pytest.fixture
def work(database: Database, tmp_path: Path) -> Casework:
    """张某 at his desk."""
    return Casework(OpenDesk(database, AT, Resources.shipped()), tmp_path)


@pytest.fixture
def other(database: Database, work: Casework) -> Iterator[OpenDesk]:
    """李某 at another desk, on the same store."""
    opened = Database(database.path)
    yield OpenDesk(opened, AT, Resources.shipped())
    opened.close()


def test_the_second_to_fill_in_a_field_is_told_who_wrote_what(work: Casework, other: OpenDesk) -> None:
    matter = work.matter()
    shown = work.case(matter).version
    other.matters.fill_in(OTHER, matter, shown, {"review_opinion": "不应立案", "source": "来信来访"})
    with pytest.raises(ChangedMeanwhile) as refused:
        work.desk.matters.fill_in(HANDLER, matter, shown, {"review_opinion": "应当立案"})
    (act,) = refused.value.since
    assert (act.actor, act.title) == ("李某", "填写案卡")
    assert ("来源", "", "来信来访") in act.changes
    assert ("案卡项目·内容", "", "不应立案") in act.changes
    assert "李某于 2026-11-22 09:00“填写案卡”" in str(refused.value)
    # Once told, saving again keeps the other's field and writes one's own.
    work.fill(matter, review_opinion="应当立案")
    assert work.desk.matters.card(matter).draft.source == "来信来访"


def test_an_entry_alone_is_a_change_too(work: Casework, other: OpenDesk) -> None:
    matter = work.matter()
    shown = work.case(matter).version
    other.matters.fill_in(OTHER, matter, shown, {"review_opinion": "不应立案"})
    with pytest.raises(ChangedMeanwhile) as refused:
        work.desk.matters.fill_in(HANDLER, matter, shown, {"police_reason": "证据不足"})
    assert [each.actor for each in refused.value.since] == ["李某"]
    assert work.case(matter).of(Stage.DECISION).texts == ("不应立案",)  # type: ignore[union-attr]  # the type has it


def test_every_act_since_is_told_in_order(work: Casework, other: OpenDesk) -> None:
    matter = work.matter()
    card = work.desk.matters.card(matter)
    other.matters.fill_in(OTHER, matter, None, {"review_opinion": "不应立案"})
    other.matters.fill_in(OTHER, matter, None, {"source": "来信来访"})
    draft = MatterDraft("监督立案", "青山县公安局", handler="张某")
    with pytest.raises(ChangedMeanwhile) as refused:
        work.desk.matters.amend(HANDLER, matter, card.version, draft)
    assert [each.changes[-1][2] for each in refused.value.since] == ["不应立案", "来信来访"]


def test_a_matter_moved_meanwhile_is_not_moved_again(work: Casework, other: OpenDesk) -> None:
    matter = work.matter()
    work.satisfy(matter)
    shown = work.case(matter).version
    other.matters.move(OTHER, matter, StageStep(Stage.INVESTIGATION, version=shown))
    with pytest.raises(ChangedMeanwhile, match="阶段：受理立案→调查核实"):
        work.desk.matters.move(HANDLER, matter, StageStep(Stage.INVESTIGATION, version=shown))


def test_an_approval_decided_meanwhile_is_not_decided_again(work: Casework, other: OpenDesk) -> None:
    matter = work.matter()
    approval = work.propose(matter, "open")
    shown = work.desk.approvals.card(approval).version
    other.approvals.register_signed(OTHER, approval, work.sheet(), shown)
    with pytest.raises(ChangedMeanwhile, match="李某于 2026-11-22 09:00“登记签批”"):
        work.desk.approvals.register_signed(HANDLER, approval, work.sheet(), shown)
    card = work.desk.approvals.card(approval)
    assert (card.state, len(card.opinions)) == (ApprovalState.APPROVED, 2)


def test_an_act_of_investigation_ended_meanwhile_is_told(work: Casework, other: OpenDesk) -> None:
    key = RecordKey(RecordType.MATTER, work.matter())
    draft = InvestigationDraft(InvestigationKind.INQUIRY, "询问报案人", PartialDate("2026-11-20"))
    act = work.desk.investigations.record(HANDLER, key, draft).id
    end = InvestigationEnd(PartialDate("2026-11-21"), "已问明")
    other.investigations.end(OTHER, act, 1, end)
    with pytest.raises(ChangedMeanwhile, match="李某于"):
        work.desk.investigations.end(HANDLER, act, 1, end)


def test_a_letter_amended_meanwhile_is_told_with_its_fields(work: Casework, other: OpenDesk) -> None:
    draft = LetterDraft(SuggestionKind.SOCIAL_GOVERNANCE, "青山县水利局", problem="河道淤塞")
    letter = work.desk.suggestions.draft(HANDLER, draft).id
    shown = work.desk.suggestions.card(letter).version
    other.suggestions.amend(
        OTHER, letter, shown, LetterDraft(SuggestionKind.SOCIAL_GOVERNANCE, "青山县水利局", problem="堤防破损")
    )
    with pytest.raises(ChangedMeanwhile, match="主要问题：河道淤塞→堤防破损"):
        work.desk.suggestions.amend(HANDLER, letter, shown, draft)
