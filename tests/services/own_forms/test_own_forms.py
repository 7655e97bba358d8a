"""本院报表: taken in, mapped, proposed, renewed, filled; what else stands in the workbook stays as it was."""

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from app.figure_desk import FigureDesk
from app.models.actor import Actor
from app.models.indicator_terms import FormPart, FormReach, FormSource
from app.services.base_data.periods import Months
from app.services.base_data.rows import FigureDraft
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.own_forms.figures import as_written
from app.services.own_forms.rows import Filling, Found, MappingDraft
from tests.services.own_forms.forms import parts_of

OCTOBER = Filling(Months("2026-10", "2026-10"), {"filler": "张某", "reviewer": "=李某"})
SHEET = "基本情况"


def _taken_in(desk: FigureDesk, actor: Actor, path: Path) -> int:
    return desk.own_forms.take_in(actor, path).id


def _confirm_proposals(desk: FigureDesk, actor: Actor, form: int) -> None:
    desk.own_forms.map_cells(actor, form, [each.draft for each in desk.own_forms.proposals(form)])


def test_the_labels_at_the_left_and_above_propose_what_goes_into_a_cell(
    desk: FigureDesk, actor: Actor, form_path: Path
) -> None:
    form = _taken_in(desk, actor, form_path)
    told = {each.draft.cell: each.title for each in desk.own_forms.proposals(form)}
    assert told["C5"] == "批捕人数 · 本期"
    assert told["D6"] == "不捕人数 · 去年同期"
    assert told["E7"] == "起诉人数 · 本年累计"
    assert told["B2"] == "填报单位"
    assert told["D12"] == "审核人"
    assert told["C10"].startswith("不捕率")
    assert not {"C9", "F5"} & set(told)  # formulas


def test_under_a_title_that_names_letters_and_matters_the_nearest_label_decides_and_heads_stay_within_the_form(
    desk: FigureDesk, actor: Actor, tmp_path: Path
) -> None:
    book = Workbook()
    sheet = book.active
    for area, text in (
        ("A1:D1", "检察建议和监督事项月报表"),
        ("A2:B2", "填报单位："),
        ("C2:D2", "统计期间："),
        ("A3:B3", "检察建议"),
        ("C3:D3", "监督事项"),
    ):
        sheet.merge_cells(area)
        sheet[area.partition(":")[0]] = text
    for place, text in {"A4": "项目", "B4": "办结", "C4": "办结", "D4": "未结", "A5": "本月", "H5": "校验"}.items():
        sheet[place] = text
    path = tmp_path / "月报.xlsx"
    book.save(path)
    form = desk.own_forms.take_in(actor, path).id
    found = {each.draft.cell: each.draft.code for each in desk.own_forms.proposals(form)}
    assert found == {
        **{"A2": "unit", "C2": "period"},
        **{"B5": "suggestions.closed", "C5": "matters.closed", "D5": "matters.open"},
    }


def test_a_filled_form_has_real_numbers_and_lists_what_it_left_empty(
    desk: FigureDesk, actor: Actor, form_path: Path, tmp_path: Path
) -> None:
    form = _taken_in(desk, actor, form_path)
    _confirm_proposals(desk, actor, form)
    report = desk.own_forms.write(actor, form, OCTOBER, tmp_path / "十月.xlsx")
    sheet = load_workbook(tmp_path / "十月.xlsx")[SHEET]
    assert (sheet["C5"].value, sheet["C6"].value, sheet["D5"].value) == (8, 3, 9)
    assert sheet["C10"].value == pytest.approx(0.2727)  # 3 of 11 in a cell that shows per cent
    assert sheet["C8"].value is None
    assert sheet["B2"].value == "青山县人民检察院"
    assert sheet["E2"].value == "2026年10月"
    assert (sheet["D12"].value, sheet["D12"].data_type) == ("=李某", "s")
    empty = {each.cell: each.note for each in report.left_empty}
    assert "没有填报过" in empty["C8"]
    assert "没有填报过" in empty["E5"]  # January to August are not known: nothing is guessed
    assert {each.cell: each.shown for each in report.filled}["C10"] == "27.27%（3/11）"


def test_a_quarter_adds_up_its_months_and_looks_back_by_as_many(
    desk: FigureDesk, actor: Actor, form_path: Path
) -> None:
    form = _taken_in(desk, actor, form_path)
    places = {"C5": FormReach.NOW, "D5": FormReach.PREVIOUS}
    drafts = [MappingDraft(SHEET, cell, FormSource.ITEM, "批捕人数", reach) for cell, reach in places.items()]
    desk.own_forms.map_cells(actor, form, drafts)
    _content, report = desk.own_forms.fill(form, Filling(Months("2026-10", "2026-10")))
    assert [each.shown for each in report.cells] == ["8", "12"]
    _content, report = desk.own_forms.fill(form, Filling(Months("2026-09", "2026-10")))
    assert [each.shown for each in report.cells] == ["20", ""]


def test_what_is_not_mapped_stays_byte_for_byte_and_styles_and_formulas_stay(
    desk: FigureDesk, actor: Actor, form_path: Path, tmp_path: Path
) -> None:
    form = _taken_in(desk, actor, form_path)
    _confirm_proposals(desk, actor, form)
    target = tmp_path / "十月.xlsx"
    report = desk.own_forms.write(actor, form, OCTOBER, target)
    before, after = parts_of(form_path), parts_of(target)
    touched = {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} <= touched
    old, new = load_workbook(form_path)[SHEET], load_workbook(target)[SHEET]
    filled = {each.cell for each in report.cells}
    for row in old.iter_rows():
        for cell in row:
            assert new[cell.coordinate].style_id == cell.style_id, cell.coordinate
            if cell.coordinate not in filled:
                assert new[cell.coordinate].value == cell.value
    assert new.merged_cells.ranges == old.merged_cells.ranges
    assert new.column_dimensions["B"].width == 31.5
    assert new.row_dimensions[1].height == 40
    assert (new.page_setup.orientation, new.print_title_rows) == ("landscape", old.print_title_rows)
    assert [each.sqref for each in new.conditional_formatting] == [each.sqref for each in old.conditional_formatting]
    assert any("图表" in each for each in report.warnings)


def test_a_cell_with_a_formula_is_refused_in_words(desk: FigureDesk, actor: Actor, form_path: Path) -> None:
    form = _taken_in(desk, actor, form_path)
    with pytest.raises(FieldProblem, match="C9 里是公式"):
        desk.own_forms.map_cells(actor, form, [MappingDraft(SHEET, "C9", FormSource.ITEM, "批捕人数")])
    assert desk.own_forms.mappings(form) == ()


def test_the_second_of_two_at_the_same_cell_is_told(desk: FigureDesk, actor: Actor, form_path: Path) -> None:
    forms, form = desk.own_forms, _taken_in(desk, actor, form_path)
    forms.map_cells(actor, form, [MappingDraft(SHEET, "C5", FormSource.ITEM, "批捕人数")])
    shown = forms.mappings(form)[0]
    with pytest.raises(ChangedMeanwhile):
        forms.map_cells(Actor("李某"), form, [MappingDraft(SHEET, "C5", FormSource.ITEM, "不捕人数")])
    forms.map_cells(
        Actor("李某"), form, [MappingDraft(SHEET, "C5", FormSource.ITEM, "不捕人数", version=shown.version)]
    )
    with pytest.raises(ChangedMeanwhile, match="李某"):
        forms.unmap(actor, form, [shown])


def test_taking_an_act_back_brings_mappings_and_forms_back(desk: FigureDesk, actor: Actor, form_path: Path) -> None:
    forms = desk.own_forms
    taken = forms.take_in(actor, form_path, "季度表")
    mapped = forms.map_cells(actor, taken.id, [MappingDraft(SHEET, "C5", FormSource.ITEM, "批捕人数")])
    gone = forms.unmap(actor, taken.id, forms.mappings(taken.id))
    desk.history.take_back(actor, gone.act)
    assert [each.cell for each in forms.mappings(taken.id)] == ["C5"]
    desk.history.take_back(actor, mapped.act)
    desk.history.take_back(actor, taken.act)
    assert forms.forms() == ()


def test_a_new_edition_keeps_mappings_whose_labels_still_match_and_lists_the_others(
    desk: FigureDesk, actor: Actor, form_path: Path, tmp_path: Path
) -> None:
    forms, form = desk.own_forms, _taken_in(desk, actor, form_path)
    _confirm_proposals(desk, actor, form)
    book = load_workbook(form_path)
    sheet = book[SHEET]
    sheet["B6"] = "2、不批准逮捕的人数"  # called otherwise now
    sheet["A13"], sheet["B13"] = "刑事", "1、批捕人数"
    sheet["A5"], sheet["B5"] = "民事", "受理件数"  # its old row is another's now
    changed = tmp_path / "新版.xlsx"
    book.save(changed)
    plan = forms.plan_renewal(form, changed)
    moved = {mapping.cell: cell for mapping, _sheet, cell in plan.kept}
    assert moved["C7"] == "C7"
    assert moved["C5"] == "C13"
    assert {mapping.cell for mapping, _why in plan.lost} >= {"C6", "D6", "E6"}
    renewed = forms.renew(actor, forms.form(form), plan)
    (now,) = forms.forms()
    assert (now.id, now.edition, now.mapped) == (renewed.id, 2, len(plan.kept))
    desk.history.take_back(actor, renewed.act)
    assert [each.edition for each in forms.forms()] == [1]


def test_a_cell_whose_figure_is_unknown_loses_the_number_that_stood_in_the_form(
    desk: FigureDesk, actor: Actor, form_path: Path, tmp_path: Path
) -> None:
    book = load_workbook(form_path)
    book[SHEET]["C8"] = 777
    book.save(form_path)
    form = _taken_in(desk, actor, form_path)
    desk.own_forms.map_cells(actor, form, [MappingDraft(SHEET, "C8", FormSource.ITEM, "不起诉人数")])
    desk.own_forms.write(actor, form, OCTOBER, tmp_path / "十月.xlsx")
    assert load_workbook(tmp_path / "十月.xlsx")[SHEET]["C8"].value is None


@pytest.mark.parametrize(
    ("number_format", "written"),
    [("0.00%", "0.75"), ('0.00"%"', "75.00"), ("0.00\\%", "75.00"), ("General", "75.00"), ('0.0%"（率）"', "0.75")],
)
def test_a_rate_is_written_so_that_the_cell_shows_it_once(number_format: str, written: str) -> None:
    found = Found(Decimal("75.00"), "75.00%（3/4）")
    assert as_written(found, number_format, "") == Decimal(written)


def test_a_zero_denominator_leaves_the_cell_empty_and_says_why(desk: FigureDesk, actor: Actor, form_path: Path) -> None:
    zeros = [FigureDraft(item, "2026-08", "2026-08", 0) for item in ("批捕人数", "不捕人数")]
    desk.base_data.record(actor, zeros)
    form = _taken_in(desk, actor, form_path)
    (rate,) = [each.draft for each in desk.own_forms.proposals(form) if each.draft.cell == "C10"]
    desk.own_forms.map_cells(actor, form, [rate])
    _content, report = desk.own_forms.fill(form, Filling(Months("2026-08", "2026-08")))
    assert [(each.is_filled, each.note) for each in report.cells] == [(False, "分母为0，不计算")]


def test_a_filled_form_stands_in_the_print_register(
    desk: FigureDesk, actor: Actor, form_path: Path, tmp_path: Path
) -> None:
    form = _taken_in(desk, actor, form_path)
    desk.own_forms.write(actor, form, OCTOBER, tmp_path / "十月.xlsx")
    (line,) = desk.own_forms.log.lines()
    assert (line.title, line.kind) == ("业务工作基本情况（2026年10月）", "own-form")
    assert line.target.endswith("十月.xlsx")


def test_a_head_in_one_cell_keeps_its_heading_before_the_value(
    desk: FigureDesk, actor: Actor, form_path: Path, tmp_path: Path
) -> None:
    form = _taken_in(desk, actor, form_path)
    draft = MappingDraft(SHEET, "A2", FormSource.HEAD, "unit", FormReach.CUMULATIVE, FormPart.RATE)
    desk.own_forms.map_cells(actor, form, [draft])
    desk.own_forms.write(actor, form, OCTOBER, tmp_path / "十月.xlsx")
    assert load_workbook(tmp_path / "十月.xlsx")[SHEET]["A2"].value == "填报单位：青山县人民检察院"


def test_a_period_that_lies_ahead_is_refused_before_anything_is_written(
    desk: FigureDesk, actor: Actor, form_path: Path, tmp_path: Path
) -> None:
    form = _taken_in(desk, actor, form_path)
    with pytest.raises(DomainError, match="还没有开始"):
        desk.own_forms.write(actor, form, Filling(Months("2027-01", "2027-01")), tmp_path / "明年.xlsx")
    assert not (tmp_path / "明年.xlsx").exists()


def test_the_year_so_far_ends_today(desk: FigureDesk, actor: Actor, form_path: Path) -> None:
    form = _taken_in(desk, actor, form_path)
    _content, report = desk.own_forms.fill(form, Filling(Months("2026-01", "2026-12")))
    assert report.as_of == date(2026, 11, 22)


def test_a_lost_original_is_told_instead_of_an_empty_form(desk: FigureDesk, actor: Actor, form_path: Path) -> None:
    form = _taken_in(desk, actor, form_path)
    shutil.rmtree(desk.attachments.folder)
    with pytest.raises(Exception, match="不见了"):
        desk.own_forms.fill(form, OCTOBER)


def test_a_cell_of_a_statistics_table_is_filled_as_the_table_counts_it(
    desk: FigureDesk, actor: Actor, form_path: Path
) -> None:
    letters = [each for each in desk.own_forms.choices() if each.source is FormSource.TABLE]
    chosen = next(each for each in letters if each.code.startswith("suggestions|") and each.code.endswith("|issued"))
    form = _taken_in(desk, actor, form_path)
    reaches = {"C5": FormReach.NOW, "D5": FormReach.BEFORE, "E5": FormReach.PREVIOUS}
    drafts = [MappingDraft(SHEET, cell, chosen.source, chosen.code, reach) for cell, reach in reaches.items()]
    desk.own_forms.map_cells(actor, form, drafts)
    _content, report = desk.own_forms.fill(form, OCTOBER)
    name, row, column = chosen.code.split("|")
    counted = desk.statistics_tables.table(name, OCTOBER.months).cell(row, column)
    assert [each.shown for each in report.cells] == [str(counted.n), "0", "0"]
    assert report.cells[0].title == f"{chosen.title} · 本期"
