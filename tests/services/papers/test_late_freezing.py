"""The text of a letter issued by number alone is frozen afterwards: both days on record, one copy, undoable."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from app.models.database import Database
from app.models.document import Document, NumberTaken
from app.models.terms import DocumentState, NumberState, RecordType
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.papers.numbers import NumberUnusual
from app.services.papers.rows import FrozenPaper, RecordKey
from tests.services.papers.conftest import LETTER, WHOLE, Office

NUMBER, WHY = "青检建〔2026〕3号", "依业务系统中的正本录入"


def by_number_alone(office: Office, number: str = NUMBER) -> RecordKey:
    """A letter whose text was left to the national system."""
    key = office.letter(facts="", proposal="")
    with pytest.raises(AssertionError):  # nothing is frozen
        office.issue(key, number, is_number_only=True, is_number_checked=True)
    return key


def complete(office: Office, key: RecordKey, **texts: str) -> None:
    """Type what the letter says into its record."""
    card = office.desk.suggestions.card(key.record_id)
    draft = replace(card.draft, **{**WHOLE, **texts})  # type: ignore[arg-type]  # texts only
    office.desk.suggestions.amend(office.actor, card.id, card.version, draft)


def freeze(office: Office, key: RecordKey, why: str = WHY, **more: bool) -> FrozenPaper:
    office.desk.papers.issuing.late.freeze(office.actor, key, why, **more)
    return office.frozen(key)


def imported(office: Office, folder: Path, issued: str = "2026-05-06", number: str = NUMBER) -> RecordKey:
    """A letter that a ledger brought along, with number and day and no text."""
    path = folder / "台账.csv"
    path.write_text(f"文号,被建议单位,发出日期\n{number},青山县水利局,{issued}\n", encoding="utf-8")
    importing = office.desk.importing
    importing.commit(office.actor, importing.plan("suggestions", path))
    return RecordKey(RecordType.SUGGESTION, office.desk.suggestions.find(number))


def test_the_present_text_is_frozen_under_the_number_and_day_of_the_issue_and_says_it_came_later(
    office: Office, database: Database
) -> None:
    key = by_number_alone(office)
    complete(office, key)
    paper = freeze(office, key)
    assert (paper.number, str(paper.issued_on), paper.made_at[:10]) == (NUMBER, "2026-11-02", "2026-11-22")
    assert (paper.is_late, paper.state, paper.reason) == (True, DocumentState.FROZEN, WHY)
    assert paper.late_words == "制发后补登：2026-11-02 制发，2026-11-22 存定"
    assert "河道淤塞三处" in paper.body
    assert "2026年11月2日" in paper.body
    assert office.desk.papers.render(office.actor, LETTER, key).pdf == office.bytes_of(key)
    line = office.desk.history.lines(RecordType.SUGGESTION, key.record_id)[-1]
    assert (line.title, line.reason) == ("补登文书正文", WHY)
    assert ("文书·制发后补登", "", "是") in line.changes
    assert ("文书·成文日期", "", "2026-11-02") in line.changes
    assert line.at.startswith("2026-11-22")
    with database.read() as session:
        (taken,) = session.scalars(select(NumberTaken)).all()
        assert taken.document_id == paper.id
    assert office.desk.store.check().ok


def test_checking_the_paper_tells_both_days(office: Office, tmp_path: Path) -> None:
    key = by_number_alone(office)
    complete(office, key)
    paper = freeze(office, key)
    (tmp_path / "建议书.pdf").write_bytes(office.bytes_of(key))
    told = office.desk.papers.checking.verify_pdf(tmp_path / "建议书.pdf")
    assert told.is_genuine
    assert "2026-11-02 制发时只登记了文号，正文到 2026-11-22 才补登存定。" in told.sentences
    assert told.paper == paper


def test_an_ordinary_issue_is_not_late(office: Office) -> None:
    paper = office.issue(office.letter(), NUMBER)
    assert (paper.is_late, paper.late_words) == (False, "")


def test_a_letter_issued_by_number_alone_may_be_completed_until_its_text_is_frozen(office: Office) -> None:
    key = by_number_alone(office)
    assert office.desk.suggestions.may_be_reworded(key.record_id)
    complete(office, key)
    complete(office, key, facts="经查，河道淤塞四处。")
    freeze(office, key)
    assert not office.desk.suggestions.may_be_reworded(key.record_id)
    with pytest.raises(FieldProblem, match="正文不能再改"):
        complete(office, key, facts="经查，河道淤塞五处。")


def test_what_is_missing_is_named_with_the_other_way(office: Office, database: Database) -> None:
    key = by_number_alone(office)
    assert office.desk.papers.issuing.late.readiness(office.actor, key).missing == ("事实及证据", "建议内容")
    with pytest.raises(DomainError, match=r"缺少事实及证据、建议内容，不能补登正文.*登记定稿"):
        freeze(office, key)
    with database.read() as session:
        assert session.scalars(select(Document)).all() == []


def test_a_letter_that_has_a_frozen_text_is_refused(office: Office) -> None:
    key = office.letter()
    office.issue(key, NUMBER)
    with pytest.raises(DomainError, match="已于 2026-11-22 存定，不能再补登"):
        freeze(office, key)


def test_a_letter_that_was_not_issued_is_refused(office: Office) -> None:
    with pytest.raises(DomainError, match="还没有登记制发，不能补登正文"):
        freeze(office, office.letter())


def test_only_letters_can_be_frozen_late(office: Office) -> None:
    with pytest.raises(DomainError, match="只有检察建议书可以补登正文"):
        freeze(office, office.matter())


def test_the_ground_is_required(office: Office) -> None:
    key = by_number_alone(office)
    complete(office, key)
    with pytest.raises(FieldProblem) as refusal:
        freeze(office, key, " ")
    assert refusal.value.field == "reason"


def test_a_letter_of_a_ledger_is_frozen_late_and_takes_its_number(
    office: Office, database: Database, tmp_path: Path
) -> None:
    key = imported(office, tmp_path)
    complete(office, key)
    paper = freeze(office, key)
    assert (paper.number, str(paper.issued_on), paper.is_late) == (NUMBER, "2026-05-06", True)
    with database.read() as session:
        (taken,) = session.scalars(select(NumberTaken)).all()
        assert (taken.document_id, taken.number) == (paper.id, NUMBER)
    assert not office.desk.suggestions.may_be_reworded(key.record_id)
    office.take_back_last()
    assert office.desk.papers.archive.current(key, LETTER) is None
    assert office.desk.suggestions.may_be_reworded(key.record_id)
    with database.read() as session:
        assert session.scalars(select(NumberTaken)).all() == []


def test_a_number_that_is_accounted_for_otherwise_is_refused(office: Office, tmp_path: Path) -> None:
    office.desk.papers.numbers.account_for(office.actor, NUMBER, NumberState.ELSEWHERE, "用于公函")
    key = imported(office, tmp_path)
    complete(office, key)
    with pytest.raises(FieldProblem, match="已说明另有用途（用于公函）"):
        freeze(office, key)


def test_a_day_known_to_the_month_is_refused_with_the_other_way(office: Office, tmp_path: Path) -> None:
    key = imported(office, tmp_path, "2026-05")
    complete(office, key)
    with pytest.raises(DomainError, match=r"只知道是 2026-05，不能补登正文：成文日期要写到日.*登记定稿"):
        freeze(office, key)


def test_a_number_unlike_the_office_s_is_asked_about(office: Office) -> None:
    key = by_number_alone(office, "青检督〔2026〕3号")
    complete(office, key)
    assert office.desk.papers.issuing.late.readiness(office.actor, key).doubts
    with pytest.raises(NumberUnusual, match="文号已核对"):
        freeze(office, key)
    assert freeze(office, key, is_number_checked=True).number == "青检督〔2026〕3号"


def test_taking_it_back_voids_the_copy_keeps_the_number_and_lets_it_be_done_again(
    office: Office, database: Database
) -> None:
    key = by_number_alone(office)
    complete(office, key)
    first = freeze(office, key)
    office.take_back_last()
    assert office.desk.papers.frozen(LETTER, key) is None
    assert office.desk.papers.archive.paper(first.id).state is DocumentState.VOIDED
    assert office.desk.suggestions.card(key.record_id).number == NUMBER
    assert office.desk.suggestions.may_be_reworded(key.record_id)
    with database.read() as session:
        (taken,) = session.scalars(select(NumberTaken)).all()
        assert taken.document_id is None
    assert freeze(office, key).is_late
    assert office.desk.store.check().ok


def test_a_correction_of_a_late_copy_stays_late(office: Office) -> None:
    key = by_number_alone(office)
    complete(office, key)
    first = freeze(office, key)
    office.type_on(key, facts="经查，河道淤塞四处。")
    office.desk.papers.issuing.correct(office.actor, first.id, "录入有误")
    later = office.frozen(key)
    assert (later.edition, later.is_late) == (2, True)


def test_a_letter_changed_meanwhile_is_refused(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.services.papers import late

    key = by_number_alone(office)
    complete(office, key)
    drawn = late.prepare

    def changed_while_drawing(*parts: object) -> object:
        complete(office, key, problem="日常监管缺位。")
        return drawn(*parts)  # type: ignore[arg-type]  # handed through

    monkeypatch.setattr(late, "prepare", changed_while_drawing)
    with pytest.raises(ChangedMeanwhile):
        freeze(office, key)
