"""Versions of a document and forms of its paragraphs in words."""

from collections.abc import Sequence
from datetime import date

from app.models.dates import PartialDate
from app.services.own_templates.rows import OwnTemplateRow, TemplateFrame
from app.views.shared.plain_table import Head

VERSION_HEADS = (Head("版本", 64), Head("从哪天起", 104), Head("现状", 132), Head("理由", 240))
FORMS = {
    "text": "正文",
    "flush": "顶格",
    "centre": "居中",
    "right": "靠右",
    "heading": "标题",
    "numbered": "编号",
    "table": "表格",
    "form": "表单",
    "space": "空行",
}
FORM_NOTES = {
    "text": "首行空两字。",
    "heading": "打印时自动加上“一、”“二、”。",
    "numbered": "内容有几条，就逐条打印为（一）（二）……",
    "table": "表格的栏目在这里只供查看，可以移动或删除。",
    "form": "表单的格子在这里只供查看，可以移动或删除。",
    "space": "空一行，没有文字。",
}


def version_rows(frame: TemplateFrame, rows: Sequence[OwnTemplateRow], today: date) -> list[tuple[str, str, str, str]]:
    """The standard last: it is the oldest."""
    own = [("本院", f"{row.valid_from} 起", _state(row, today), row.reason) for row in rows]
    state = "现用" if frame.is_standard_in_force else "未用，有本院版本"
    since = f"{frame.standard_from} 起" if frame.standard_from else "—"
    return [*own, ("标准", since, state, f"随程序提供，依据：{frame.basis}")]


def _state(row: OwnTemplateRow, today: date) -> str:
    if row.is_withdrawn:
        return "已停用"
    if row.damage:
        return "已损坏，请停用"
    if row.is_in_force:
        return "现用"
    return "未到日期" if row.valid_from > today else "已有更新的版本"


def counts_words(frame: TemplateFrame, rows: Sequence[OwnTemplateRow], valid_from: date) -> str:
    """From when to when a version will count, and what it leaves alone."""
    later = min((row.valid_from for row in rows if not row.is_withdrawn and row.valid_from > valid_from), default=None)
    until = f"；{PartialDate.of(later).chinese()} 起用已有的另一个本院版本" if later else ""
    return (
        f"从 {PartialDate.of(valid_from).chinese()} 起，新出的“{frame.name}”使用这个版本{until}。"
        "已登记制发的文书不受影响，仍是当时的样子。"
    )
