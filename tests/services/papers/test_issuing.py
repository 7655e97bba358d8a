"""登记制发 freezes a paper: same bytes for ever, nothing half done, later versions beside the old one."""

import hashlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.bootstrap import OpenDesk
from app.models.database import Database
from app.models.document import Document, NumberTaken, TemplateVersion
from app.models.terms import DocumentState, NumberState, RecordType, SuggestionState
from app.services.documents.preview import page_count, text_of
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.resources import Resources
from app.services.papers.as_json import check_code, template_digest
from app.services.papers.kept_bytes import PaperLost
from app.services.papers.rows import RecordKey, TypedPaper
from app.services.store.places import attachments_of
from tests.architecture.source_tree import ROOT
from tests.services.papers.conftest import LETTER, RECEIPT, SHEET, Office


def count(database: Database, table: type[Document] | type[NumberTaken] | type[TemplateVersion]) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_registering_a_letter_freezes_number_text_template_and_bytes(office: Office, database: Database) -> None:
    key = office.letter()
    paper = office.issue(key, "青检建〔2026〕3号")
    pdf = office.bytes_of(key)
    assert hashlib.sha256(pdf).hexdigest() == paper.sha256
    assert (paper.number, paper.edition, paper.state) == ("青检建〔2026〕3号", 1, DocumentState.FROZEN)
    assert paper.page_count == page_count(pdf)
    assert "河道淤塞三处" in paper.body
    assert "2026年11月2日" in text_of(pdf)
    assert "草稿" not in text_of(pdf)
    with database.read() as session:
        kept = session.scalars(select(TemplateVersion)).one()
        assert (template_digest(kept.body), kept.source) == (paper.template_digest, "标准")
    assert office.desk.suggestions.card(key.record_id).state is SuggestionState.AWAITING_SERVICE
    assert paper.check_code == check_code(paper.number, paper.template_digest, paper.body)


def test_a_registered_letter_prints_the_same_bytes_after_template_and_office_have_changed(
    office: Office, resources: Resources, open_desk: Callable[[], OpenDesk], tmp_path: Path
) -> None:
    key = office.letter()
    office.issue(key, "青检建〔2026〕3号")
    before = office.bytes_of(key)
    for template in (resources.documents / "suggestions").glob("suggestion-letter*.toml"):
        template.write_text(template.read_text("utf-8").replace("如有异议", "若有不同意见"), encoding="utf-8")
    later = open_desk()
    later.settings.put(office.actor, "letter_style", "official")
    office.type_on(key, problem="另一种说法")
    assert later.papers.render(office.actor, "检察建议书", key).pdf == before
    later.papers.write(office.actor, LETTER, key, tmp_path / "建议书.pdf")
    assert (tmp_path / "建议书.pdf").read_bytes() == before
    assert "若有不同意见" in text_of(later.papers.render_anew(office.actor, LETTER, key).pdf)


def test_a_registered_letter_prints_although_its_template_is_no_longer_in_force(
    office: Office, resources: Resources, open_desk: Callable[[], OpenDesk]
) -> None:
    key = office.letter()
    office.issue(key, "青检建〔2026〕3号")
    before = office.bytes_of(key)
    for template in (resources.documents / "suggestions").glob("suggestion-letter*.toml"):
        lines = template.read_text("utf-8").splitlines()
        ended = ["valid_to = 2026-11-20", *lines]  # keys before the first table belong to the template
        template.write_text("\n".join(ended), encoding="utf-8")
    assert open_desk().papers.render(office.actor, "检察建议书", key).pdf == before


def test_a_letter_that_lacks_something_is_not_frozen_and_says_what(office: Office, database: Database) -> None:
    key = office.letter(basis="", objection_period="")
    with pytest.raises(DomainError, match="缺少建议依据、异议期限，不能登记制发"):
        office.issue(key, "青检建〔2026〕3号")
    assert count(database, Document) == count(database, NumberTaken) == 0
    assert office.desk.suggestions.card(key.record_id).number is None


def test_what_was_typed_on_the_paper_fills_what_the_record_lacks(office: Office) -> None:
    key = office.letter(basis="")
    office.type_on(key, basis="《中华人民共和国水法》第六十五条")
    assert "水法》第六十五条" in office.issue(key, "青检建〔2026〕3号").body


def test_a_letter_written_elsewhere_may_be_registered_by_its_number_alone(office: Office, database: Database) -> None:
    key = office.letter(facts="", proposal="")
    with pytest.raises(DomainError, match="只登记文号，正文在系统中"):
        office.issue(key, "青检建〔2026〕3号")
    draft = {"number": "青检建〔2026〕3号", "on": "2026-11-02", "is_number_only": True}
    with pytest.raises(AssertionError):  # nothing is frozen
        office.issue(key, **draft)  # type: ignore[arg-type]  # texts and a flag
    lines = office.desk.history.lines(RecordType.SUGGESTION, key.record_id)
    assert lines[-1].reason == "只登记文号，正文在业务系统中"
    assert (count(database, Document), count(database, NumberTaken)) == (0, 1)


def test_a_letter_written_here_cannot_leave_its_text_to_the_system(office: Office) -> None:
    key = office.letter(basis="")
    with pytest.raises(FieldProblem, match="是在这里起草的"):
        office.issue(key, "青检建〔2026〕3号", is_number_only=True)
    begun = office.letter(facts="")
    office.type_on(begun, facts="经查")
    with pytest.raises(FieldProblem, match="是在这里起草的"):
        office.issue(begun, "青检建〔2026〕4号", is_number_only=True)


def test_a_paper_is_registered_once_and_names_the_way_to_change_it(office: Office) -> None:
    key = office.matter()
    office.issue(key, code=SHEET)
    with pytest.raises(DomainError, match="内容要改的请用“更正”"):
        office.issue(key, code=SHEET)


def test_a_month_alone_is_no_date_for_a_paper(office: Office) -> None:
    with pytest.raises(FieldProblem, match="具体日期"):
        office.issue(office.letter(), "青检建〔2026〕3号", on="2026-11")


def test_a_refusal_after_the_bytes_were_kept_leaves_no_row_and_only_a_hint(office: Office, database: Database) -> None:
    office.issue(office.letter(), "青检建〔2026〕3号")
    second = office.letter("青山县教育局")
    with pytest.raises(FieldProblem, match="已用于 JY2026-00001"):
        office.issue(second, "青检建〔2026〕3号")
    assert count(database, Document) == 1
    report = office.desk.store.check()
    assert report.ok
    assert [finding.message for finding in report.findings if finding.area == "附件"] == [
        "有 1 个文件没有记录引用，可能是已移除的附件。"
    ]


KILLED = """
import os, sys
from pathlib import Path
from sqlalchemy import event
from sqlalchemy.orm import Session
from app.bootstrap import Shop
from app.models.actor import Actor
from app.models.dates import PartialDate
from app.models.terms import RecordType
from app.services.foundation.clock import SystemClock
from app.services.foundation.resources import Resources
from app.services.papers.rows import RecordKey
from app.services.suggestions.rows import IssueDraft

desk = Shop(SystemClock(), Resources.shipped()).open(Path(sys.argv[1]))
draft = IssueDraft("青检建〔2026〕3号", PartialDate("2026-11-02"))
event.listen(Session, "before_commit", lambda _: os._exit(9))  # the power goes as the commit begins
desk.papers.issuing.issue(Actor("张某"), RecordKey(RecordType.SUGGESTION, int(sys.argv[2])), "suggestion-letter", draft)
"""


def test_a_power_cut_between_file_and_commit_leaves_a_draft_and_no_half(
    office: Office, database: Database, open_desk: Callable[[], OpenDesk]
) -> None:
    key = office.letter()
    database.close()
    command = [sys.executable, "-c", KILLED, str(database.path), str(key.record_id)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 9, told.stderr
    assert len([path for path in attachments_of(database.path).rglob("*") if path.is_file()]) == 1
    assert count(database, Document) == count(database, NumberTaken) == 0
    assert open_desk().suggestions.card(key.record_id).state is SuggestionState.DRAFT
    assert open_desk().store.check().ok
    assert office.issue(key, "青检建〔2026〕3号").edition == 1


def test_taking_the_issue_back_voids_the_paper_and_frees_a_typed_number(office: Office, database: Database) -> None:
    key = office.letter()
    paper = office.issue(key, "青检建〔2026〕3号")
    office.take_back_last()
    (kept,) = office.desk.papers.archive.of(key)
    assert (kept.id, kept.state, kept.reason) == (paper.id, DocumentState.VOIDED, "撤销“登记制发”")
    assert office.desk.suggestions.card(key.record_id).number is None
    assert count(database, NumberTaken) == 0
    again = office.issue(key, "青检建〔2026〕3号")
    assert (again.edition, again.state) == (1, DocumentState.FROZEN)
    assert len(office.desk.papers.archive.of(key)) == 2


def test_a_taken_back_issue_can_itself_be_taken_back(office: Office) -> None:
    key = office.letter()
    paper = office.issue(key, "青检建〔2026〕3号")
    last = office.desk.history.last_act()
    assert last is not None
    undone = office.desk.history.take_back(office.actor, last.act)
    office.desk.history.take_back(office.actor, undone)
    assert office.frozen(key) == paper


def test_an_automatic_number_that_is_taken_back_stays_void_with_its_reason(office: Office, database: Database) -> None:
    first = office.matter()
    assert office.issue(first, code=SHEET).number == "青检审〔2026〕1号"
    last = office.desk.history.last_act()
    assert last is not None
    office.desk.history.take_back(office.actor, last.act, "选错了案件")
    line = office.desk.papers.numbers.lines("青检审", 2026)[0]
    assert (line.state, line.reason) == (NumberState.VOIDED, "撤销“登记文书”：选错了案件")
    assert office.issue(first, code=SHEET).number == "青检审〔2026〕2号"


def test_a_correction_is_a_later_version_beside_the_old_one(office: Office) -> None:
    key = office.letter()
    first = office.issue(key, "青检建〔2026〕3号")
    before = office.bytes_of(key)
    office.type_on(key, problem="监管存在漏洞。")
    office.desk.papers.issuing.correct(office.actor, first.id, "表述有误")
    second = office.frozen(key)
    assert (second.edition, second.replaces_id, second.reason, second.number) == (2, first.id, "表述有误", first.number)
    assert second.issued_on == first.issued_on
    old = office.desk.papers.archive.paper(first.id)
    assert old.state is DocumentState.SUPERSEDED
    assert office.desk.papers.archive.rendered(old).pdf == before != office.bytes_of(key)
    office.take_back_last()
    assert office.frozen(key) == first
    assert office.desk.papers.archive.paper(second.id).state is DocumentState.VOIDED


@pytest.mark.parametrize(("reason", "typed", "said"), [("", "改", "更正的理由"), ("笔误", "", "没有变化")])
def test_a_correction_needs_a_reason_and_something_to_correct(
    office: Office, reason: str, typed: str, said: str
) -> None:
    key = office.letter()
    paper = office.issue(key, "青检建〔2026〕3号")
    saying = TypedPaper({"problem": typed} if typed else {})
    with pytest.raises(DomainError, match=said):
        office.desk.papers.issuing.correct(office.actor, paper.id, reason, saying)


def test_the_issue_is_not_taken_back_under_a_later_version(office: Office) -> None:
    key = office.letter()
    paper = office.issue(key, "青检建〔2026〕3号")
    issued = office.desk.history.last_act()
    office.desk.papers.issuing.correct(office.actor, paper.id, "笔误", TypedPaper({"problem": "改"}))
    assert issued is not None
    with pytest.raises(DomainError, match=r"不能撤销“登记制发”.*更正文书"):
        office.desk.history.take_back(office.actor, issued.act)


def test_a_voided_paper_stays_with_its_number_and_the_next_may_be_made(office: Office) -> None:
    key = office.matter()
    paper = office.issue(key, code=SHEET)
    office.desk.papers.issuing.void(office.actor, paper.id, "重复制作")
    assert office.desk.papers.frozen(SHEET, key) is None
    assert office.desk.papers.numbers.lines("青检审", 2026)[0].reason == "重复制作"
    assert office.issue(key, code=SHEET).number == "青检审〔2026〕2号"
    with pytest.raises(DomainError, match="已作废，不能再改"):
        office.desk.papers.issuing.void(office.actor, paper.id, "再一次")


def test_registering_and_voiding_a_sheet_are_taken_back(office: Office) -> None:
    key = office.matter()
    paper = office.issue(key, code=SHEET)
    office.desk.papers.issuing.void(office.actor, paper.id, "重复制作")
    office.take_back_last()
    assert office.frozen(key, SHEET) == paper
    assert office.desk.papers.numbers.lines("青检审", 2026)[0].state is NumberState.TAKEN
    office.take_back_last()
    assert office.desk.papers.frozen(SHEET, key) is None
    assert office.desk.papers.numbers.lines("青检审", 2026)[0].state is NumberState.VOIDED


def test_a_letter_is_not_voided_but_withdrawn(office: Office) -> None:
    paper = office.issue(office.letter(), "青检建〔2026〕3号")
    with pytest.raises(DomainError, match="用“撤回”"):
        office.desk.papers.issuing.void(office.actor, paper.id, "不当")


def test_a_paper_without_number_is_frozen_by_its_date(office: Office) -> None:
    key = office.matter()
    assert office.issue(key, code=RECEIPT).number == ""
    with pytest.raises(FieldProblem, match="不编文号"):
        office.issue(office.matter(), "青检审〔2026〕1号", code=RECEIPT)


def test_lost_and_changed_bytes_are_told_instead_of_printed(office: Office, database: Database) -> None:
    key = office.letter()
    paper = office.issue(key, "青检建〔2026〕3号")
    place = attachments_of(database.path) / paper.sha256[:2] / paper.sha256
    place.write_bytes(place.read_bytes() + b" ")
    with pytest.raises(PaperLost, match="已被改动，没有打开"):
        office.bytes_of(key)
    place.unlink()
    with pytest.raises(PaperLost, match="不见了"):
        office.bytes_of(key)


def test_drafts_are_kept_by_record_and_kind_and_saved_once(office: Office) -> None:
    key, drafts = office.letter(), office.desk.papers.drafts
    typed = TypedPaper({"facts": "**经查**"}, copy_number="000001", secrecy="内部")
    assert drafts.read(key, LETTER) == TypedPaper()
    assert drafts.save(office.actor, key, LETTER, typed).act > 0
    assert drafts.save(office.actor, key, LETTER, typed).act == 0
    assert drafts.read(key, LETTER) == typed
    assert drafts.read(RecordKey(RecordType.MATTER, key.record_id), LETTER) == TypedPaper()
    office.take_back_last()
    assert not drafts.has(key, LETTER)
