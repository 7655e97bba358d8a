"""The header is found wherever it stands and however it is written; what it means can be corrected and remembered."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.models.actor import Actor
from app.services.foundation.errors import DomainError
from app.services.foundation.resources import Resources
from app.services.importing.service import Importing
from app.services.importing.vocabulary import read_ledger
from tests.services.importing.conftest import HEAD, MakeLedger, letter

FURTHER = {
    "承办部门": "department",
    "承办检察官": "handler",
    "统一受案号": "system_case_number",
    "案件名称": "case_name",
    "单位层级": "addressee_level",
    "签收人": "receiver",
    "签收日期": "signed_on",
    "备案日期": "filed_on",
    "抄送单位": "copies_to",
    "异议": "objection",
    "督促次数": "urgings",
    "回复文号": "reply_number",
    "整改验收日期": "rectified_on",
    "回头看日期": "revisited_on",
    "宣告送达": "announced",
    "归档号": "archive_number",
}


@pytest.mark.parametrize(("head", "field"), FURTHER.items())
def test_columns_real_ledgers_have_beyond_the_usual_ones_are_known(resources: Resources, head: str, field: str) -> None:
    found = read_ledger(resources.importing, "suggestions").field_of(head)
    assert found is not None
    assert found.name == field


@pytest.mark.parametrize("head", ["文 号", "文\n号", "文　号", "文号（2026年）", " 文号* ", "文号："])
def test_a_head_is_known_whatever_its_blanks_brackets_and_signs(resources: Resources, head: str) -> None:
    found = read_ledger(resources.importing, "suggestions").field_of(head)
    assert found is not None
    assert found.name == "number"


@pytest.mark.parametrize("kind", ["suggestions", "matters"])
def test_no_column_name_stands_for_two_fields_by_its_title(resources: Resources, kind: str) -> None:
    ledger = read_ledger(resources.importing, kind)
    assert [field.title for field in ledger.fields if ledger.field_of(field.title) is not field] == []


def test_the_header_is_found_below_a_title_and_notes(importing: Importing, ledger: MakeLedger) -> None:
    path = ledger(["填报单位：青山县院"], HEAD, letter(), head=["检察建议台账"])
    plan = importing.plan("suggestions", path)
    assert [row.row for row in plan.rows] == [4]
    assert [(each.row, each.reason) for each in plan.skipped] == [(1, "标题"), (2, "填报说明")]


def test_an_unknown_column_is_reported_and_not_dropped_in_silence(importing: Importing, ledger: MakeLedger) -> None:
    plan = importing.plan("suggestions", ledger([*letter(), "甲"], head=[*HEAD, "密码"]))
    assert [warning.message for warning in plan.warnings] == [
        "K 列“密码”不认识，这一列没有导入。如需导入，请在“列对应”中指定它是什么。"
    ]


def test_a_second_column_for_the_same_field_is_reported(importing: Importing, ledger: MakeLedger) -> None:
    plan = importing.plan("suggestions", ledger([*letter(), "县教育局"], head=[*HEAD, "主送单位"]))
    assert "与前面的列都是“被建议单位”" in plan.warnings[0].message
    assert plan.rows[0].values["addressee"] == "县水利局"


def test_a_header_of_two_rows_with_cells_merged_downwards_is_one_header(
    importing: Importing, ledger: MakeLedger
) -> None:
    path = ledger([*[None] * 7, "(年月日)"], letter())
    workbook = load_workbook(path)
    for column in "ABCDEFG":
        workbook["台账"].merge_cells(f"{column}1:{column}2")
    workbook.save(path)
    plan = importing.plan("suggestions", path)
    assert [(each.row, each.reason) for each in plan.skipped] == [(2, "重复的表头")]
    assert [row.row for row in plan.rows] == [3]


def test_a_workbook_without_a_header_names_the_columns_looked_for(importing: Importing, ledger: MakeLedger) -> None:
    with pytest.raises(DomainError, match="没有认出表头") as refusal:
        importing.plan("suggestions", ledger(["1", "2"], head=["甲", "乙"]))
    assert "“被建议单位”“发出日期”" in str(refusal.value)


def test_a_header_without_a_needed_column_names_it(importing: Importing, ledger: MakeLedger) -> None:
    with pytest.raises(DomainError, match="缺少“被建议单位”列"):
        importing.plan("suggestions", ledger(["1", "公益诉讼", "2026-03-02"], head=["序号", "类型", "发出日期"]))


def test_the_wrong_kind_of_ledger_is_refused(importing: Importing, resources: Resources) -> None:
    with pytest.raises(DomainError, match="检察建议台账"):
        importing.plan("suggestions", resources.samples / "监督事项台账-公开案例.xlsx")


def test_a_header_with_nothing_below_it_is_refused(importing: Importing, ledger: MakeLedger) -> None:
    with pytest.raises(DomainError, match="没有数据行"):
        importing.plan("suggestions", ledger())


def test_a_kind_nobody_described_is_refused(importing: Importing, ledger: MakeLedger) -> None:
    with pytest.raises(DomainError, match="尚未提供"):
        importing.plan("warrants", ledger(letter()))


def test_sheets_without_a_header_are_skipped_beside_one_that_has_it(importing: Importing, ledger: MakeLedger) -> None:
    path = ledger(letter())
    workbook = load_workbook(path)
    workbook.create_sheet("说明").append(["本表由案管填报"])
    workbook.create_sheet("空表")
    workbook.save(path)
    skipped = importing.plan("suggestions", path).skipped
    assert [(each.sheet, each.row, each.reason) for each in skipped] == [
        ("说明", None, "没有认出表头"),
        ("空表", None, "空工作表"),
    ]


def test_a_hidden_sheet_is_read_and_said_to_be_hidden(importing: Importing, ledger: MakeLedger) -> None:
    path = ledger(letter())
    workbook = load_workbook(path)
    hidden = workbook.create_sheet("旧账")
    hidden.sheet_state = "hidden"
    hidden.append(HEAD)
    hidden.append(letter(addressee="县教育局"))
    workbook.save(path)
    plan = importing.plan("suggestions", path)
    assert len(plan.rows) == 2
    assert any("“旧账”是隐藏的" in warning.message for warning in plan.warnings)


def test_a_corrected_mapping_wins_and_is_used_again_for_the_same_header(
    importing: Importing, actor: Actor, ledger: MakeLedger
) -> None:
    head = [*HEAD[:4], "抬头", *HEAD[5:]]
    path = ledger(letter(), head=head)
    with pytest.raises(DomainError, match="缺少“被建议单位”列"):
        importing.plan("suggestions", path)
    assert [column.letter for column in importing.columns("suggestions", path) if column.field is None] == ["E"]
    plan = importing.plan("suggestions", path, {"抬头": "addressee", "整改情况": ""})
    assert plan.rows[0].values["addressee"] == "县水利局"
    importing.remember(actor, "案管台账", plan)
    again = importing.plan("suggestions", path)
    assert again.rows == plan.rows
    assert again.warnings == plan.warnings
    assert importing.plan("suggestions", path, "案管台账").rows == plan.rows


def test_a_remembered_mapping_is_replaced_under_its_name(
    importing: Importing, actor: Actor, ledger: MakeLedger
) -> None:
    path = ledger(letter())
    importing.remember(actor, "案管台账", importing.plan("suggestions", path, {"整改情况": ""}))
    importing.remember(actor, "案管台账", importing.plan("suggestions", path, {"整改情况": "remarks"}))
    (kept,) = importing.mappings()
    assert kept.columns["整改情况"] == "remarks"


def test_a_mapping_nobody_remembered_is_refused_with_the_names_there_are(
    importing: Importing, actor: Actor, ledger: MakeLedger, tmp_path: Path
) -> None:
    path = ledger(letter())
    importing.remember(actor, "案管台账", importing.plan("suggestions", path))
    with pytest.raises(DomainError, match="已记住的：“案管台账”"):
        importing.plan("suggestions", path, "别的")
    with pytest.raises(DomainError, match="1 至 80 个字"):
        importing.remember(actor, "  ", importing.plan("suggestions", path))
