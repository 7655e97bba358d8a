"""A plan as texts for the preview: the rows to come in, and every row that does not, with its reason."""

import json
from collections.abc import Sequence
from typing import Any, overload

from app.models.dates import PartialDate
from app.models.terms import Term
from app.services.importing.rows import KEPT, Duplicate, Finding, ImportPlan, PlannedRow, Skipped
from app.views.shared.plain_table import Head

KIND_KEY = "importing/kind"  # where the kind chosen last is remembered; a list says its own before it leads here
KINDS = {"suggestions": "检察建议", "matters": "监督事项", "clues": "线索", "cases": "原案"}
UNITS = {"suggestions": "份", "matters": "件", "clues": "条", "cases": "件"}
TABLES = {
    "suggestions": "检察建议台账",
    "matters": "监督事项台账",
    "clues": "线索台账、模型结果表",
    "cases": "原案台账",
}
KEEPING = ("clues", "cases")  # kinds that keep columns which mean no field
SHOWN: dict[str, tuple[tuple[str, str, int], ...]] = {
    "suggestions": (
        ("number", "文号", 170),
        ("addressee", "被建议单位", 190),
        ("kind", "类型", 90),
        ("issued_on", "发出日期", 100),
        ("received_on", "送达日期", 100),
        ("due_on", "届满日", 100),
        ("replied_on", "回复日期", 100),
        ("adoption", "采纳情况", 80),
        ("problem", "主要问题", 260),
    ),
    "matters": (
        ("kind", "事项类型", 130),
        ("unit", "监督对象", 190),
        ("source", "来源", 100),
        ("accepted_on", "受理日期", 100),
        ("stage", "阶段", 100),
        ("outcome", "结果", 120),
        ("subject", "案件名称", 260),
    ),
    "clues": (
        ("source", "来源", 100),
        ("source_person", "来源人员", 120),
        ("unit", "涉及单位", 190),
        ("subject", "线索名称", 180),
        ("found", "发现的问题", 220),
        ("parties", "当事人", 120),
        ("found_on", "发现日期", 100),
        (KEPT, "其他列", 320),
    ),
    "cases": (
        ("number", "统一受案号", 170),
        ("name", "案件名称", 200),
        ("kind", "类型", 80),
        ("cause", "案由", 120),
        ("unit", "原办案单位", 160),
        ("arrest_result", "逮捕结果", 120),
        ("indictment_result", "起诉结果", 110),
        ("judgment_result", "一审结果", 130),
        ("petition_kind", "申诉类型", 100),
        ("closed_on", "办结日期", 100),
    ),
}
FINDING_HEADS = (Head("工作表", 110), Head("行", 56, is_number=True), Head("列", 130), Head("说明"))
SKIPPED_HEADS = (Head("工作表", 110), Head("行", 56, is_number=True), Head("为什么没有当作数据"))
DUPLICATE_HEADS = (Head("工作表", 110), Head("行", 56, is_number=True), Head("与哪一条相同", 220), Head("不同之处"))


def counts_of(plan: ImportPlan) -> str:
    """读取 13 行：可导入 12 条，重复 1 条，有错误 0 行。"""
    return (
        f"《{plan.file_name}》读取 {plan.read} 行：可导入 {len(plan.rows)} 条，"
        f"重复 {len(plan.duplicates)} 条，有错误 {len(plan.faulty)} 行，提醒 {len(plan.warnings)} 处。"
    )


def row_heads(plan: ImportPlan) -> tuple[Head, ...]:
    """The heads over the rows to come in."""
    facts = tuple(Head(title, width) for _, title, width in SHOWN[plan.kind])
    return (Head("工作表", 110), Head("行", 56, is_number=True), *facts)


def row_texts(plan: ImportPlan, row: PlannedRow) -> tuple[str, ...]:
    """One row to come in."""
    shown = ((name, row.values.get(name)) for name, _, _ in SHOWN[plan.kind])
    return (row.sheet, str(row.row), *(_further(value) if name == KEPT else _text(value) for name, value in shown))


class RowTexts(Sequence[tuple[str, ...]]):
    """The rows to come in as texts, each made when it is looked at: there may be 100,000."""

    def __init__(self, plan: ImportPlan) -> None:
        """Nothing is made yet."""
        self._plan = plan

    def __len__(self) -> int:
        """How many rows come in."""
        return len(self._plan.rows)

    @overload
    def __getitem__(self, place: int) -> tuple[str, ...]: ...

    @overload
    def __getitem__(self, place: slice) -> list[tuple[str, ...]]: ...

    def __getitem__(self, place: int | slice) -> tuple[str, ...] | list[tuple[str, ...]]:
        """One row, or some."""
        if isinstance(place, slice):
            return [row_texts(self._plan, row) for row in self._plan.rows[place]]
        return row_texts(self._plan, self._plan.rows[place])


def finding_texts(finding: Finding) -> tuple[str, ...]:
    """An error or warning: where, and the sentence."""
    return (finding.sheet, _number(finding.row), finding.column or "", finding.message)


def skipped_texts(skipped: Skipped) -> tuple[str, ...]:
    """A row that is no data, or a whole sheet."""
    return (skipped.sheet, _number(skipped.row) or "整表", skipped.reason)


def duplicate_texts(duplicate: Duplicate) -> tuple[str, ...]:
    """A row that is already there."""
    same = duplicate.same_as
    differing = "、".join(duplicate.differing)
    return (
        duplicate.sheet,
        str(duplicate.row),
        f"本表第 {same} 行" if isinstance(same, int) else f"已有的 {same}",
        f"{differing}不同，请在已有的那一条上核对、补登" if differing else "",
    )


def _number(row: int | None) -> str:
    return "" if row is None else str(row)


def _further(kept: str | None) -> str:
    """Columns that mean no field, as they will stand in the record."""
    return "；".join(f"{head}：{text}" for head, text in json.loads(kept).items()) if kept else ""


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Term):
        return value.label
    return value.text if isinstance(value, PartialDate) else " ".join(str(value).split())
