"""检查文书: a code or a file is recognised, and what is not ours, changed, replaced or void is said so."""

from pathlib import Path

import pytest

from app.models.dates import PartialDate
from app.services.documents.preview import text_of
from app.services.foundation.errors import FieldProblem, KnownError
from app.services.papers.rows import Decision, TypedPaper, Verdict
from tests.services.papers.conftest import LETTER, RECEIPT, SHEET, Office


def saved(folder: Path, pdf: bytes) -> Path:
    path = folder / "拿来的.pdf"
    path.write_bytes(pdf)
    return path


def told(verdict: Verdict) -> str:
    return "".join((*verdict.sentences, *verdict.differences))


def test_a_code_is_known_however_it_is_typed(office: Office) -> None:
    paper = office.issue(office.letter(), "青检建〔2026〕3号")
    spaced = " ".join(paper.check_code[place : place + 4] for place in range(0, 16, 4))
    full_width = "".join(chr(ord(character) + 0xFEE0) for character in paper.check_code)
    for typed in (paper.check_code, spaced.lower(), full_width):
        verdict = office.desk.papers.checking.verify_code(typed)
        assert verdict.is_genuine
        assert "青检建〔2026〕3号" in told(verdict)
        assert "现行有效" in told(verdict)


@pytest.mark.parametrize("typed", ["", "1234", "GGGG 0000 0000 0000", "12345678901234567"])
def test_what_is_no_code_is_refused_beside_its_field(office: Office, typed: str) -> None:
    with pytest.raises(FieldProblem, match="校验码是 16 位"):
        office.desk.papers.checking.verify_code(typed)


def test_an_unknown_code_is_not_found(office: Office) -> None:
    verdict = office.desk.papers.checking.verify_code("0123 4567 89AB CDEF")
    assert not verdict.is_genuine
    assert "没有找到校验码 0123 4567 89AB CDEF" in verdict.headline


def test_the_registered_file_is_the_same_byte_by_byte(office: Office, tmp_path: Path) -> None:
    key = office.letter()
    office.issue(key, "青检建〔2026〕3号")
    verdict = office.desk.papers.checking.verify_pdf(saved(tmp_path, office.bytes_of(key)))
    assert (verdict.is_genuine, verdict.is_same_file) == (True, True)
    assert "逐字节相同" in verdict.headline


def test_one_changed_byte_is_told_though_the_words_are_the_same(office: Office, tmp_path: Path) -> None:
    key = office.letter()
    office.issue(key, "青检建〔2026〕3号")
    verdict = office.desk.papers.checking.verify_pdf(saved(tmp_path, office.bytes_of(key) + b"\n"))
    assert (verdict.is_genuine, verdict.is_same_file) == (False, False)
    assert "不是登记时的那个文件，文字与登记的" in verdict.headline


def test_changed_words_are_told_one_by_one(office: Office, tmp_path: Path) -> None:
    key = office.letter()
    office.issue(key, "青检建〔2026〕3号")
    forged = TypedPaper({"facts": "经查，河道淤塞五处。", "proposals": "及时清淤。"})
    pdf = office.desk.papers.render_anew(office.actor, LETTER, key, forged).pdf
    verdict = office.desk.papers.checking.verify_pdf(saved(tmp_path, pdf))
    assert "已被改动" in verdict.headline
    assert "河道淤塞三处" in verdict.differences[0]
    assert "河道淤塞五处" in verdict.differences[0]
    assert any("建立台账" in difference for difference in verdict.differences)


def test_a_paper_of_somebody_else_is_not_ours(office: Office, tmp_path: Path) -> None:
    key = office.letter()
    office.issue(office.letter(), "青检建〔2026〕3号")
    draft = office.desk.papers.render(office.actor, LETTER, key).pdf
    assert "不是本台账登记的文书" in office.desk.papers.checking.verify_pdf(saved(tmp_path, draft)).headline


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7 cut off"], ids=["empty", "zip", "cut"])
def test_what_is_no_pdf_is_refused_in_a_sentence(office: Office, tmp_path: Path, content: bytes) -> None:
    with pytest.raises(KnownError, match="不是 PDF"):
        office.desk.papers.checking.verify_pdf(saved(tmp_path, content))
    with pytest.raises(KnownError, match="读不了"):
        office.desk.papers.checking.verify_pdf(tmp_path / "没有.pdf")


def test_a_replaced_and_a_voided_paper_are_told_as_such(office: Office, tmp_path: Path) -> None:
    key = office.letter()
    first = office.issue(key, "青检建〔2026〕3号")
    path = saved(tmp_path, office.bytes_of(key))
    office.desk.papers.issuing.correct(office.actor, first.id, "表述有误", TypedPaper({"problem": "改"}))
    replaced = office.desk.papers.checking.verify_pdf(path)
    assert (replaced.is_genuine, replaced.is_same_file) == (False, True)
    assert "已被第2版替换（表述有误）" in told(replaced)
    office.take_back_last()
    office.take_back_last()
    voided = office.desk.papers.checking.verify_code(first.check_code)
    assert not voided.is_genuine
    assert "已作废（撤销“登记制发”）" in told(voided)


def test_a_letter_that_was_withdrawn_is_told_as_such(office: Office) -> None:
    key = office.letter()
    code = office.issue(key, "青检建〔2026〕3号").check_code
    office.desk.suggestions.withdraw(office.actor, key.record_id, PartialDate("2026-11-20"), "情况有变")
    verdict = office.desk.papers.checking.verify_code(code)
    assert not verdict.is_genuine
    assert "已于 2026-11-20 撤回" in told(verdict)


def test_the_code_stands_on_internal_sheets_and_on_letters_only_by_decision(office: Office, tmp_path: Path) -> None:
    sheet, letter = office.matter(), office.letter()
    code = office.issue(sheet, code=SHEET).check_code
    assert f"校验码{code}" in text_of(office.bytes_of(sheet, SHEET))
    office.issue(letter, "青检建〔2026〕3号")
    assert "校验码" not in text_of(office.bytes_of(letter))
    decision = Decision("检察长", "2026-11-20", "检委会纪要")
    office.desk.papers.rulings.decide_check_code(office.actor, LETTER, True, decision)
    second = office.letter("青山县教育局")
    printed = office.issue(second, "青检建〔2026〕4号").check_code
    assert f"校验码{printed}" in text_of(office.bytes_of(second))
    altered = saved(tmp_path, office.bytes_of(second) + b" ")
    assert office.desk.papers.checking.verify_pdf(altered).paper == office.frozen(second)


def test_a_draft_carries_no_code_and_a_sheet_without_number_is_known_by_it(office: Office, tmp_path: Path) -> None:
    key = office.matter()
    assert "校验码" not in text_of(office.bytes_of(key, RECEIPT))
    office.issue(key, code=RECEIPT)
    verdict = office.desk.papers.checking.verify_pdf(saved(tmp_path, office.bytes_of(key, RECEIPT) + b" "))
    assert verdict.paper == office.frozen(key, RECEIPT)
