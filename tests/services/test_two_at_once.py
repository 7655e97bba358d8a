"""Two people at the same records, each at a desk of his own: the second is told what changed and loses nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.case_terms import ApprovalState, InvestigationKind, MatterExit, Retention, Triage, TriageTarget
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import Adoption, Receipt, RecordType, Stage, SuggestionKind, SuggestionStep
from app.services.approvals.rows import Proposal, SignedSheet
from app.services.closing.rows import NO_INTERFERENCE, ArchiveDraft, CloseDraft
from app.services.clues.rows import ClueDraft, TriageDraft
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.foundation.resources import Resources
from app.services.hand_overs.rows import Target
from app.services.investigations.rows import InvestigationDraft, InvestigationEnd
from app.services.lists.listing import ListQuery
from app.services.matters.rows import MatterDraft, StageStep
from app.services.papers.rows import RecordKey
from app.services.replies.rows import ObjectionDraft
from app.services.suggestions.rows import LetterDraft, ReplyDraft
from tests.conftest import CHINA
from tests.services.casework import ACTS_OF_EXITS, HANDLER, HEAD, Casework
from tests.services.records import lay_letter

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


def test_a_matter_closed_meanwhile_is_not_closed_again(work: Casework, other: OpenDesk) -> None:
    matter = ready_to_close(work)
    shown = work.desk.closing.card(matter).version
    draft = CloseDraft(on=work.today, interference=NO_INTERFERENCE, version=shown)
    other.closing.close(OTHER, matter, draft)
    with pytest.raises(ChangedMeanwhile, match="李某于 2026-11-22 09:00“办结”"):
        work.desk.closing.close(HANDLER, matter, draft)
    assert work.desk.closing.card(matter).exit is MatterExit.CLOSED


@pytest.mark.parametrize("way", [way for way in MatterExit if way is not MatterExit.CLOSED])
def test_an_exit_from_what_was_changed_meanwhile_is_refused_and_taken_once_it_was_told(
    work: Casework, other: OpenDesk, way: MatterExit
) -> None:
    matter = work.matter()
    work.approve(matter, ACTS_OF_EXITS[way])
    shown = work.case(matter).version
    other.matters.fill_in(OTHER, matter, shown, {"source": "来信来访"})
    with pytest.raises(ChangedMeanwhile, match="来信来访"):
        work.take(matter, way, version=shown)
    work.take(matter, way, version=work.case(matter).version)
    assert work.desk.closing.card(matter).exit is way
    assert work.desk.matters.card(matter).draft.source == "来信来访"


def test_a_matter_taken_up_again_meanwhile_is_neither_archived_nor_taken_up_twice(
    work: Casework, other: OpenDesk
) -> None:
    matter = ready_to_close(work)
    work.leave(matter, MatterExit.CLOSED)
    card = work.desk.closing.card(matter)
    other.closing.reopen(OTHER, matter, work.today, "公安机关提出异议", card.version)
    with pytest.raises(ChangedMeanwhile, match="李某于 2026-11-22 09:00“重新办理（复查救济）”"):
        work.desk.closing.reopen(HANDLER, matter, work.today, "要求复查", card.version)
    archiving = ArchiveDraft(card.archive_number, Retention.THIRTY_YEARS, work.today, card.version)
    with pytest.raises(ChangedMeanwhile, match="李某"):
        work.desk.closing.archive(HANDLER, matter, archiving)
    assert work.case(matter).stage is Stage.RE_EXAMINATION


def test_an_act_put_up_meanwhile_is_not_put_up_twice(work: Casework, other: OpenDesk) -> None:
    matter = work.matter()
    other.approvals.propose(OTHER, RecordKey(RecordType.MATTER, matter), Proposal("open", "建议立案。", "王某"))
    with pytest.raises(DomainError, match="已由李某于 2026-11-22 提请"):
        work.propose(matter, "open")
    assert len(work.desk.approvals.of(RecordKey(RecordType.MATTER, matter))) == 1


def test_what_was_signed_in_part_meanwhile_is_told_before_the_rest_is_registered(
    work: Casework, other: OpenDesk
) -> None:
    matter = work.matter()
    approval = work.propose(matter, "open")
    shown = work.desk.approvals.card(approval).version
    sheet = work.sheet()
    other.approvals.register_signed(OTHER, approval, SignedSheet(sheet.opinions[:1], sheet.scan), shown)
    with pytest.raises(ChangedMeanwhile, match="李某"):
        work.desk.approvals.register_signed(HANDLER, approval, sheet, shown)
    rest = SignedSheet(sheet.opinions[1:], sheet.scan)
    work.desk.approvals.register_signed(HANDLER, approval, rest, work.desk.approvals.card(approval).version)
    card = work.desk.approvals.card(approval)
    assert (card.state, len(card.opinions)) == (ApprovalState.APPROVED, 2)


def test_a_hand_over_answered_meanwhile_is_not_answered_again(work: Casework, other: OpenDesk) -> None:
    key = RecordKey(RecordType.MATTER, work.matter(handler="张某"))
    work.desk.hand_overs.offer(HEAD, [key], Target(handler="李某"), "分工调整")
    (offer,) = work.desk.hand_overs.of(key)
    other.hand_overs.accept(OTHER, offer.id)
    with pytest.raises(DomainError) as refused:
        work.desk.hand_overs.return_(OTHER, offer.id, "手头案件已满")
    assert "李某" in str(refused.value)
    assert work.desk.matters.card(key.record_id).draft.handler == "李某"


def test_a_matter_handed_over_meanwhile_is_not_offered_again(work: Casework, other: OpenDesk) -> None:
    key = RecordKey(RecordType.MATTER, work.matter(handler="张某"))
    other.hand_overs.offer(HEAD, [key], Target(handler="李某"), "分工调整")
    with pytest.raises(DomainError, match="李某"):
        work.desk.hand_overs.offer(HEAD, [key], Target(handler="孙某"), "分工调整")
    assert len(work.desk.hand_overs.of(key)) == 1


def test_clues_decided_meanwhile_are_not_decided_again_and_make_no_second_matter(
    work: Casework, other: OpenDesk
) -> None:
    said = ClueDraft(source="来信来访", unit="青山县公安局", found="应当立案而未立案", kind="监督立案")
    first, second = (work.desk.clues.register(HANDLER, said).id for _ in range(2))
    opening = TriageDraft(Triage.OPENED, work.today, TriageTarget.MATTER)
    other.clues.triage(OTHER, [first], opening)
    with pytest.raises(DomainError, match="XS2026-00001"):
        work.desk.clues.triage(HANDLER, [first, second], opening)
    assert work.desk.clues.card(second).triage is Triage.PENDING
    assert len(work.desk.matters.listing.ids(ListQuery(work.desk.clock.today()))) == 1
    assert work.desk.clues.triage(HANDLER, [second], opening).made[0].record_type is RecordType.MATTER


def test_a_clue_amended_meanwhile_is_told_with_its_fields(work: Casework, other: OpenDesk) -> None:
    said = ClueDraft(source="来信来访", unit="青山县公安局", found="应当立案而未立案")
    clue = work.desk.clues.register(HANDLER, said).id
    shown = work.desk.clues.card(clue).version
    other.clues.amend(OTHER, clue, shown, replace(said, found="应当撤案而未撤案"))
    with pytest.raises(ChangedMeanwhile, match="应当立案而未立案→应当撤案而未撤案"):
        work.desk.clues.amend(HANDLER, clue, shown, replace(said, unit="青山县公安局城关派出所"))


def ready_to_close(work: Casework) -> int:
    """A matter with everything its closing asks for."""
    matter = work.matter(Stage.FOLLOW_UP)
    work.satisfy(matter)
    work.supply(matter, work.case(matter).missing_to_close)
    return matter


def test_of_two_who_register_a_reply_at_once_the_second_is_told_and_the_reply_stands_once(
    work: Casework, other: OpenDesk, database: Database
) -> None:
    letter = lay_letter(
        database,  # a letter that a ledger brought, received and not answered
        step=SuggestionStep.ISSUED,
        receipt=Receipt.RECEIVED,
        issued_on=PartialDate("2026-09-01"),
        received_on=PartialDate("2026-09-03"),
    )
    shown = work.desk.replies.of(letter).version
    reply = ReplyDraft(PartialDate("2026-11-02"), Adoption.ADOPTED, work.scan)
    other.suggestions.record_reply(OTHER, letter, reply, shown=shown)
    with pytest.raises(ChangedMeanwhile, match=r"李某于.*登记回复"):
        work.desk.suggestions.record_reply(HANDLER, letter, reply, shown=shown)
    assert len(work.desk.replies.of(letter).replies) == 1


def test_of_two_who_register_an_objection_at_once_the_second_is_sent_to_the_first(
    work: Casework, other: OpenDesk, database: Database
) -> None:
    letter = lay_letter(database, step=SuggestionStep.ISSUED, receipt=Receipt.UNKNOWN)
    objection = ObjectionDraft(PartialDate("2026-11-02"), "户数有误。", work.scan)
    other.objections.register(OTHER, letter, objection)
    with pytest.raises(DomainError, match="还在复核"):
        work.desk.objections.register(HANDLER, letter, objection)
