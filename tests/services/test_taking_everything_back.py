"""Each act of a letter's and a matter's life is taken back in turn, and the store stands as it stood before it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.base import Base
from app.models.case_terms import InvestigationKind, Retention, Role, Verdict
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.document import Document, NumberTaken
from app.models.letter_terms import FollowUpKind, ObjectionOutcome, PhotoMoment
from app.models.terms import (
    Adoption,
    DocumentState,
    NumberState,
    RecordType,
    Rectification,
    ServiceMethod,
    Stage,
    SuggestionKind,
)
from app.services.approvals.rows import MeetingOpinion, Proposal, SignedOpinion, SignedSheet
from app.services.follow_ups.rows import Evaluation, LetterArchiveDraft, LookDraft, LookFile
from app.services.foundation.clock import FixedClock
from app.services.foundation.intentions import LOGGED, Intention
from app.services.foundation.resources import Resources
from app.services.investigations.rows import InvestigationDraft, InvestigationEnd
from app.services.matters.rows import MatterDraft, StageStep
from app.services.papers import intentions as paper
from app.services.papers.rows import Decision, RecordKey, TypedPaper
from app.services.papers.service import Papers
from app.services.replies.rows import NoticeDraft, ObjectionDraft, Reconsideration
from app.services.suggestions.intentions import REGISTER_ISSUE
from app.services.suggestions.rows import (
    IssueDraft,
    LetterDraft,
    RectificationDraft,
    ReplyDraft,
    ReplyItemDraft,
    ServiceDraft,
)
from app.services.trail.undoing import LEFT_STANDING
from tests.conftest import CHINA

State = dict[str, list[tuple[object, ...]]]
NOT_COMPARED = {*LEFT_STANDING, "audit_entry"}


@pytest.fixture
def desk(database: Database) -> OpenDesk:
    return OpenDesk(database, FixedClock(datetime(2026, 11, 22, 9, tzinfo=CHINA)), Resources.shipped())


def state(database: Database) -> State:
    """All rows but the trail's and the registers', without their versions."""
    with database.engine.connect() as connection:
        return {
            table.name: [
                tuple(row)
                for row in connection.execute(
                    table.select()
                    .with_only_columns(*(column for column in table.columns if column.name != "version"))
                    .order_by(table.c.id)
                )
            ]
            for table in Base.metadata.sorted_tables
            if table.name not in NOT_COMPARED
        }


def handle_a_matter(before: Callable[[], OpenDesk], actor: Actor, scan: Path) -> int:
    """A matter through its first gate and back for revision, every act of the way once."""
    day = PartialDate
    matter = before().matters.register(actor, MatterDraft("立案监督", "青山县公安局", outcome="已立案")).id
    key, today = RecordKey(RecordType.MATTER, matter), day("2026-11-22")
    before().matters.fill_in(actor, matter, None, {"source": "来信", "found": "未立案", "police_reason": "证据不足"})
    approval = before().approvals.propose(actor, key, Proposal("open", "建议立案", "王某")).id
    before().approvals.add_meeting_opinion(actor, approval, MeetingOpinion(today, "同意立案", scan=scan))
    before().approvals.add_screen_opinion(Actor("王某"), approval, Verdict.AGREED, "同意")
    signed = tuple(
        SignedOpinion(role, name, today, Verdict.AGREED)
        for role, name in ((Role.REVIEW, "王某"), (Role.DECIDE, "钱某"))
    )
    before().approvals.register_signed(actor, approval, SignedSheet(signed, scan))
    before().matters.move(actor, matter, StageStep(Stage.INVESTIGATION))
    inquiry = InvestigationDraft(InvestigationKind.INQUIRY, "询问报案人", day("2026-11-20"), files=(scan,))
    act = before().investigations.record(actor, key, inquiry).id
    before().investigations.amend(actor, act, 1, replace(inquiry, place="本院", files=()))
    before().investigations.end(actor, act, 2, InvestigationEnd(day("2026-11-21"), "已问明"))
    before().matters.move(actor, matter, StageStep(Stage.INTAKE, "立案理由不足", is_revision=True))
    return matter


def follow(before: Callable[[], OpenDesk], actor: Actor, letter: int, scan: Path) -> None:
    """A letter from its filing over looks, evaluation and closing to being taken up again, every act once."""
    day = PartialDate
    desk = before()
    running = desk.docket.of(RecordType.SUGGESTION, letter)
    filing = next(each.id for each in running if "备案" in each.name)
    desk.docket.mark_met(actor, filing, day("2026-09-04"))
    visit = LookDraft(
        FollowUpKind.VISIT,
        day("2026-11-12"),
        Rectification.INCOMPLETE,
        "张某",
        note="照片是别处的",
        signs=("回复了只改一部分",),
        is_paper_only=True,
        files=(LookFile(scan, PhotoMoment.BEFORE),),
    )
    before().follow_ups.record_look(actor, letter, visit)
    again = LookDraft(FollowUpKind.INSPECTION, day("2026-11-16"), Rectification.COMPLETE, "张某")
    before().follow_ups.record_look(actor, letter, again)
    before().follow_ups.evaluate(actor, letter, day("2026-11-17"), Evaluation("已清淤", "巡河制度"))
    before().suggestions.close(actor, letter, day("2026-11-20"), "已整改到位")
    revisit = LookDraft(FollowUpKind.REVISIT, day("2026-11-21"), Rectification.INCOMPLETE, "张某", note="反弹")
    before().follow_ups.record_look(actor, letter, revisit)
    number = LetterArchiveDraft("青检-2026-3-00001", Retention.THIRTY_YEARS)
    before().letter_closing.archive(actor, letter, number)
    before().letter_closing.reopen(actor, letter, day("2026-11-22"), "回头看发现反弹")


def object_and_answer(before: Callable[[], OpenDesk], actor: Actor, letter: int, scan: Path) -> None:
    """An objection that changes the letter, then two replies, the second of them item by item."""
    day = PartialDate
    desk = before()
    desk.objections.register(actor, letter, ObjectionDraft(day("2026-09-08"), "户数有误。", scan, "收2026-1"))
    objection = desk.replies.of(letter).objections[0].id
    decided = {"decided_on": day("2026-09-09"), "decided_by": "钱某", "decided_as": "检察长", "scan": scan}
    changed = Reconsideration(ObjectionOutcome.CHANGED, "核对了。", "有误。", "改为两户。", True, **decided)  # type: ignore[arg-type]  # by name
    before().objections.reconsider(actor, objection, changed)
    before().objections.notify(actor, objection, NoticeDraft("青检建变〔2026〕1号", day("2026-09-11")))
    before().suggestions.record_reply(actor, letter, ReplyDraft(day("2026-11-02"), Adoption.ADOPTED, scan))
    items = (ReplyItemDraft(1, Adoption.ADOPTED), ReplyItemDraft(2, Adoption.PARTLY, "明年办理"))
    later = ReplyDraft(day("2026-11-05"), Adoption.UNRECORDED, scan, items=items, is_vague=True)
    before().suggestions.record_reply(actor, letter, later)


def live(desk: OpenDesk, actor: Actor, folder: Path, database: Database) -> list[State]:
    """A letter from its draft to its closing, with a matter beside it; the state before each act."""
    scan = folder / "扫描件.pdf"
    scan.write_bytes(b"%PDF-1.7 scanned")
    states: list[State] = []

    def before() -> OpenDesk:
        states.append(state(database))
        return desk

    day = PartialDate
    for name, post in (("张某", "检察官"), ("王某", "部门负责人"), ("钱某", "检察长")):
        desk.offices.add_person(actor, name, post)
    matter = handle_a_matter(before, actor, scan)
    draft = LetterDraft(SuggestionKind.SOCIAL_GOVERNANCE, "青山县水利局", problem="河道乱占", matter_id=matter)
    draft = replace(draft, proposal="一、清理乱占。\n二、建立巡查制度。", objection_period="收到之日起十五日内")
    letter = before().suggestions.draft(actor, draft).id
    before().suggestions.register_issue(actor, letter, IssueDraft("青检建〔2026〕3号", day("2026-09-01")))
    service = ServiceDraft(ServiceMethod.WRITTEN, day("2026-09-03"), "王某", scan=scan)
    before().suggestions.register_service(actor, letter, service)
    drafted = folder / "底稿.pdf"
    drafted.write_bytes(b"%PDF-1.7 drafted")
    before().attachments.add(actor, RecordType.SUGGESTION, letter, "底稿", drafted)
    before().attachments.register_final(actor, (RecordType.SUGGESTION, letter), scan)
    object_and_answer(before, actor, letter, scan)
    seen = RectificationDraft(Rectification.COMPLETE, day("2026-11-10"), "张某", scan=scan)
    before().suggestions.record_rectification(actor, letter, seen)
    follow(before, actor, letter, scan)
    return states


def test_a_whole_life_is_taken_back_act_by_act(
    desk: OpenDesk, actor: Actor, database: Database, tmp_path: Path
) -> None:
    for before in reversed(live(desk, actor, tmp_path, database)):
        last = desk.history.last_act()
        assert last is not None
        desk.history.take_back(actor, last.act)
        assert state(database) == before, last.title
    last = desk.history.last_act()
    assert last is not None
    assert last.title == "登记人员"  # what was registered before the life began
    assert desk.store.verify_audit().ok
    assert desk.store.check().ok
    desk.close()


def test_a_life_taken_back_can_be_lived_again(desk: OpenDesk, actor: Actor, database: Database, tmp_path: Path) -> None:
    lived = len(live(desk, actor, tmp_path, database))
    whole = state(database)
    undone = []
    for _act in range(lived):
        last = desk.history.last_act()
        assert last is not None
        undone.append(desk.history.take_back(actor, last.act))
    for act in reversed(undone):
        desk.history.take_back(actor, act)
    assert state(database) == whole
    desk.close()


def live_with_papers(desk: OpenDesk, actor: Actor, database: Database, folder: Path) -> list[tuple[Intention, State]]:
    """Every act on papers once; what each was, and the state before it."""
    texts = dict.fromkeys(("case_source", "facts", "problem", "proposal", "basis"), "经查，河道淤塞。")
    said = {**texts, "objection_period": "十五日", "reply_period": "两个月"}
    letters = [
        desk.suggestions.draft(actor, LetterDraft(SuggestionKind.SOCIAL_GOVERNANCE, name, **said)).id  # type: ignore[arg-type]  # texts only
        for name in ("青山县水利局", "青山县教育局")
    ]
    elsewhere = {**said, "facts": "", "proposal": ""}
    draft = LetterDraft(SuggestionKind.SOCIAL_GOVERNANCE, "青山县林业局", **elsewhere)  # type: ignore[arg-type]  # texts only
    letters.append(desk.suggestions.draft(actor, draft).id)
    first, second, third = (RecordKey(RecordType.SUGGESTION, letter) for letter in letters)
    done: list[tuple[Intention, State]] = []

    def before(intention: Intention) -> Papers:
        done.append((intention, state(database)))
        return desk.papers

    decision, code = Decision("检察长", "2026-11-20", "纪要"), "suggestion-letter"
    before(paper.DECIDE_NUMBERING).rulings.decide_numbering(actor, code, True, decision)
    before(paper.DECIDE_CHECK_CODE).rulings.decide_check_code(actor, code, True, decision)
    before(paper.SAVE_DRAFT).drafts.save(actor, first, code, TypedPaper({"problem": "漏管"}))
    typed = IssueDraft("青检建〔2026〕3号", PartialDate("2026-11-02"))
    before(REGISTER_ISSUE).issuing.issue(actor, first, code, typed)
    before(REGISTER_ISSUE).issuing.issue(actor, second, code, IssueDraft("", PartialDate("2026-11-03")))
    frozen = desk.papers.frozen(code, first)
    assert frozen is not None
    before(paper.CORRECT).issuing.correct(actor, frozen.id, "笔误", TypedPaper({"problem": "漏管两处"}))
    typed = IssueDraft("青检建〔2026〕2号", PartialDate("2026-11-02"), is_number_only=True)
    before(REGISTER_ISSUE).issuing.issue(actor, third, code, typed)
    copied = TypedPaper({"facts": "经查，河道淤塞。", "proposals": "及时清淤。"})
    before(paper.FREEZE_LATE).issuing.late.freeze(actor, third, "依正本录入", copied)
    before(paper.ACCOUNT_FOR_NUMBER).numbers.account_for(actor, "青检建〔2026〕1号", NumberState.VOIDED, "系统中作废")
    desk.papers.write(actor, code, first, folder / "建议书.pdf")  # noted in the log, which only grows
    return done


# These stay where an act on papers is taken back: frozen papers and given numbers voided, the log as it is.
STAYING = {"document", "number_taken", "paper_log"}


def test_acts_on_papers_are_taken_back_and_what_was_frozen_stays_void(
    desk: OpenDesk, actor: Actor, database: Database, tmp_path: Path
) -> None:
    done = live_with_papers(desk, actor, database, tmp_path)
    for intention, before in reversed(done):
        last = desk.history.last_act()
        assert last is not None
        assert last.title == intention.title
        desk.history.take_back(actor, last.act)
        now = state(database)
        assert {name: rows for name, rows in now.items() if name not in STAYING} == {
            name: rows for name, rows in before.items() if name not in STAYING
        }, intention.title
    with database.read() as session:
        papers, numbers = session.scalars(select(Document)).all(), session.scalars(select(NumberTaken)).all()
        assert {each.state for each in papers} == {DocumentState.VOIDED}
        assert [(each.number, each.state) for each in numbers] == [("青检建〔2026〕4号", NumberState.VOIDED)]
        assert len(papers) == 4
    assert len(desk.papers.log.lines()) == 1
    assert desk.store.check().ok
    desk.close()


def test_every_intention_of_papers_is_taken_back_here_or_refused_on_purpose(
    desk: OpenDesk, actor: Actor, database: Database, tmp_path: Path
) -> None:
    lived = {intention for intention, _state in live_with_papers(desk, actor, database, tmp_path)}
    declared = {value for value in vars(paper).values() if isinstance(value, Intention)}
    # Other kinds than the letter have no template of ours without a folder of its own: tests/services/papers.
    assert declared - lived == {paper.ISSUE, paper.VOID, paper.RECORD_OUTPUT, paper.NOTE_OUTPUT}
    assert {paper.RECORD_OUTPUT.inverse, paper.NOTE_OUTPUT.inverse} == {LOGGED}
    desk.close()


def test_every_act_of_a_life_is_told_in_chinese(
    desk: OpenDesk, actor: Actor, database: Database, tmp_path: Path
) -> None:
    live(desk, actor, tmp_path, database)
    letter, matter = desk.history.lines(RecordType.SUGGESTION, 1), desk.history.lines(RecordType.MATTER, 1)
    assert [line.title for line in letter] == [
        "起草检察建议书", "登记制发", "登记送达", "添加附件", "登记定稿",
        "登记异议", "登记复核", "登记复核通知", "登记回复", "登记回复", "登记整改",
        "登记期限完成", "登记核查", "登记核查", "登记评估", "办结", "登记核查", "检察建议归档", "重新办理检察建议",
    ]  # fmt: skip
    assert [line.title for line in matter] == [
        "登记监督事项", "填写案卡", "提请审批", "登记联席会议意见", "内部流转意见", "登记签批", "转入阶段",
        "登记调查", "修改调查登记", "登记调查结束", "转入阶段",
    ]  # fmt: skip
    shown = [text for line in (*letter, *matter) for change in line.changes for text in change]
    assert [text for text in shown if text.isascii() and text.isalpha()] == []
    desk.close()


def test_every_act_of_a_life_is_done_again_as_it_was(
    desk: OpenDesk, actor: Actor, database: Database, tmp_path: Path
) -> None:
    lived = len(live(desk, actor, tmp_path, database))
    states, titles = [state(database)], []
    for _act in range(lived):
        last = desk.history.last_act()
        assert last is not None
        titles.append(last.title)
        desk.history.take_back(actor, last.act)
        states.append(state(database))
    for after, title in zip(reversed(states[:-1]), reversed(titles), strict=True):
        undone = desk.history.last_taken_back()
        assert undone is not None
        assert undone.title == title
        desk.history.do_again(actor, undone.act)
        assert state(database) == after, title
    assert desk.history.last_taken_back() is None
    assert desk.store.verify_audit().ok
    desk.close()
