"""What somebody of one department draws says above its rows that they are not the whole office's."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.models.dates import PartialDate
from app.models.terms import RecordType
from app.models.trust_terms import Marking, Role
from app.open_desk import OpenDesk
from app.services.documents.preview import text_of
from app.services.lists.listing import ListQuery
from app.services.matters.rows import MatterDraft
from app.services.papers.rows import LogQuery, RecordKey
from app.services.secrecy.rows import PARTLY, Mark
from tests.services.access.conftest import FIRST, sign_in

MATTER = MatterDraft(kind="监督立案", unit="青山县公安局", department=FIRST, accepted_on=PartialDate("2026-09-01"))


@pytest.mark.parametrize(("role", "told"), [(Role.CLERK, True), (Role.CASE_MANAGEMENT, False)])
def test_a_tracking_sheet_of_one_department_says_so_on_paper_and_in_excel(
    desk: OpenDesk, tmp_path: Path, role: Role, told: bool
) -> None:
    sign_in(desk, role)
    query = ListQuery(desk.clock.today())
    for name in ("跟踪表.pdf", "跟踪表.xlsx"):
        desk.sheets.reply_tracking(query, tmp_path / name)
    sheet = load_workbook(tmp_path / "跟踪表.xlsx").worksheets[0]
    in_excel = any(PARTLY in str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    assert (PARTLY in text_of((tmp_path / "跟踪表.pdf").read_bytes()), in_excel) == (told, told)


@pytest.mark.parametrize(("role", "told"), [(Role.CLERK, True), (Role.CASE_MANAGEMENT, False)])
def test_the_register_of_prints_drawn_by_one_department_says_so_and_heads_its_marks_as_marks(
    desk: OpenDesk, role: Role, told: bool
) -> None:
    sign_in(desk, role)
    text = text_of(desk.papers.registers.printed_log(LogQuery())).replace("\n", "")
    assert (PARTLY in text, PARTLY in desk.papers.log.table().head_lines) == (told, told)
    assert "标记" in text
    assert "密级" not in text


def test_registers_bound_by_one_department_say_so_and_bear_the_marks_of_their_records(
    desk: OpenDesk, tmp_path: Path
) -> None:
    clerk = sign_in(desk, Role.CLERK)
    made = desk.matters.register(clerk, MATTER).id
    desk.secrecy.mark(clerk, RecordKey(RecordType.MATTER, made), Mark(Marking.WORK_SECRET, "承办人"))
    bound = desk.year_end.bind(clerk, 2026, tmp_path / "2026")
    register = next(each for each in bound.volumes if each.title == "监督事项登记簿")
    text = text_of((bound.folder / register.file_name).read_bytes())
    assert PARTLY in text
    assert "标记：工作秘密1件" in text
