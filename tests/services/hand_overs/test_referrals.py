"""A referral keeps to whom, by which letter, on which day and what; its answer is registered once."""

from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.case_terms import Triage
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.terms import RecordType
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.hand_overs.rows import AnswerDraft, ReferralDraft
from app.services.papers.rows import RecordKey
from tests.services.hand_overs.conftest import CLERK, lay_clue
from tests.services.records import lay_matter

POLICE = ReferralDraft(
    recipient="青山县公安局",
    referred_on=PartialDate("2026-11-10"),
    content="赵某涉嫌掩饰、隐瞒犯罪所得。",
    letter_number="青检函〔2026〕5号",
)


@pytest.fixture
def key(desk: OpenDesk, database: Database) -> RecordKey:
    return RecordKey(RecordType.MATTER, lay_matter(database, department="第一检察部", handler="李某"))


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "移送函.pdf"
    path.write_bytes(b"%PDF-1.7 scanned")
    return path


def test_a_referral_waits_for_its_answer_and_counts_the_days(
    desk: OpenDesk, database: Database, key: RecordKey
) -> None:
    clue = RecordKey(RecordType.CLUE, lay_clue(database, subject="食堂采购线索"))
    desk.referrals.refer(CLERK, key, POLICE)
    inside = ReferralDraft("第二检察部", PartialDate("2026-11-01"), "食堂采购不规范")
    desk.referrals.refer(CLERK, clue, inside)
    assert [(row.recipient, row.is_inside, row.days, row.title) for row in desk.referrals.waiting()] == [
        ("第二检察部", True, 21, "食堂采购线索"),
        ("青山县公安局", False, 12, "青山县公安局"),
    ]


def test_an_answer_ends_the_waiting_and_its_file_hangs_on_the_record(
    desk: OpenDesk, key: RecordKey, scan: Path
) -> None:
    desk.referrals.refer(CLERK, key, POLICE)
    (row,) = desk.referrals.of(key)
    desk.referrals.record_answer(CLERK, row.id, AnswerDraft(PartialDate("2026-11-20"), "已立案侦查", scan))
    (row,) = desk.referrals.of(key)
    assert (row.answer, row.answered_on, row.days, row.is_waiting) == (
        "已立案侦查",
        PartialDate("2026-11-20"),
        10,
        False,
    )
    assert desk.referrals.waiting() == ()
    assert [file.purpose for file in desk.attachments.of(*key)] == ["移送反馈"]


def test_the_second_answer_is_refused_with_the_day_of_the_first(
    desk: OpenDesk, second: OpenDesk, key: RecordKey
) -> None:
    desk.referrals.refer(CLERK, key, POLICE)
    (row,) = second.referrals.of(key)
    desk.referrals.record_answer(CLERK, row.id, AnswerDraft(PartialDate("2026-11-20"), "已立案侦查"))
    with pytest.raises(DomainError, match=r"移送青山县公安局的反馈已登记（2026-11-20）"):
        second.referrals.record_answer(CLERK, row.id, AnswerDraft(PartialDate("2026-11-21"), "不予立案"))


def test_the_scan_of_the_letter_cannot_be_removed_under_the_referral(
    desk: OpenDesk, key: RecordKey, scan: Path
) -> None:
    written = desk.referrals.refer(
        CLERK, key, ReferralDraft("青山县公安局", PartialDate("2026-11-10"), "线索", "", scan)
    )
    (file,) = desk.attachments.of(*key)
    with pytest.raises(DomainError, match=r"是已登记事项.*的依据"):
        desk.attachments.remove(CLERK, file.id)
    desk.history.take_back(CLERK, written.act)
    assert (desk.referrals.of(key), desk.attachments.of(*key)) == ((), ())


def test_an_answer_is_taken_back_and_the_referral_waits_again(desk: OpenDesk, key: RecordKey) -> None:
    referring = desk.referrals.refer(CLERK, key, POLICE).act
    (row,) = desk.referrals.of(key)
    answering = desk.referrals.record_answer(CLERK, row.id, AnswerDraft(PartialDate("2026-11-20"), "已立案侦查")).act
    desk.history.take_back(CLERK, answering)
    assert desk.referrals.of(key)[0].is_waiting
    desk.history.take_back(CLERK, referring)
    with pytest.raises(DomainError, match="这次移送已被撤销"):
        desk.referrals.record_answer(CLERK, row.id, AnswerDraft(PartialDate("2026-11-20"), "已立案侦查"))


@pytest.mark.parametrize(
    ("draft", "field", "words"),
    [
        (ReferralDraft(" ", PartialDate("2026-11-10"), "线索"), "recipient", "请填写受移送单位或部门"),
        (ReferralDraft("青山县公安局", PartialDate("2026-11-10"), " "), "content", "请填写移送内容"),
        (ReferralDraft("青山县公安局", PartialDate("2026-11-23"), "线索"), "referred_on", "晚于今天"),
    ],
)
def test_a_referral_without_what_it_needs_is_refused(
    desk: OpenDesk, key: RecordKey, draft: ReferralDraft, field: str, words: str
) -> None:
    with pytest.raises(FieldProblem, match=words) as refused:
        desk.referrals.refer(CLERK, key, draft)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("draft", "field", "words"),
    [
        (AnswerDraft(PartialDate("2026-11-20"), " "), "answer", "请填写反馈情况"),
        (AnswerDraft(PartialDate("2026-11-09"), "已立案"), "on", "早于上一步"),
        (AnswerDraft(PartialDate("2026-11-23"), "已立案"), "on", "晚于今天"),
    ],
)
def test_an_answer_without_what_it_needs_is_refused(
    desk: OpenDesk, key: RecordKey, draft: AnswerDraft, field: str, words: str
) -> None:
    desk.referrals.refer(CLERK, key, POLICE)
    with pytest.raises(FieldProblem, match=words) as refused:
        desk.referrals.record_answer(CLERK, desk.referrals.of(key)[0].id, draft)
    assert refused.value.field == field


def test_archived_matters_and_clues_for_special_bodies_are_not_referred_here(
    desk: OpenDesk, database: Database
) -> None:
    archived = RecordKey(RecordType.MATTER, lay_matter(database, archived_on=PartialDate("2026-11-01")))
    with pytest.raises(DomainError, match="已归档，不能再移送"):
        desk.referrals.refer(CLERK, archived, POLICE)
    forwarded = RecordKey(RecordType.CLUE, lay_clue(database, triage=Triage.FORWARDED))
    with pytest.raises(DomainError, match="已移送专门机关"):
        desk.referrals.refer(CLERK, forwarded, POLICE)


def test_the_papers_of_a_referral_take_their_facts_from_the_newest_one(desk: OpenDesk, key: RecordKey) -> None:
    desk.referrals.refer(CLERK, key, ReferralDraft("第二检察部", PartialDate("2026-11-02"), "先前的线索"))
    desk.referrals.refer(CLERK, key, POLICE)
    row = desk.referrals.of(key)[0]
    desk.referrals.record_answer(CLERK, row.id, AnswerDraft(PartialDate("2026-11-20"), "已立案侦查"))
    papers = desk.papers
    letter = papers.facts(CLERK, papers.template("clue-transfer-letter", key), key).values
    assert (letter["addressee"], letter["address_as"], letter["clue_facts"]) == (
        "青山县公安局",
        "你局",
        POLICE.content,
    )
    sheet = papers.facts(CLERK, papers.template("clue-transfer", key), key).values
    assert (sheet["transferred_on"], sheet["receiving_department"]) == (POLICE.referred_on, "青山县公安局")
    feedback = papers.facts(CLERK, papers.template("clue-feedback", key), key).values
    assert (feedback["handling_progress"], feedback["sending_department"]) == ("已立案侦查", "第一检察部")


def test_a_transfer_letter_without_a_referral_is_not_addressed_to_the_supervised_unit(
    desk: OpenDesk, key: RecordKey
) -> None:
    papers = desk.papers
    facts = papers.facts(CLERK, papers.template("clue-transfer-letter", key), key)
    assert facts.values["addressee"] == ""
