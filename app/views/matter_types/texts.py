"""Matter types and powers in words: rows of lists, and the whole of a type as a page to be read."""

from collections.abc import Sequence
from datetime import date
from html import escape

from app.models.dates import PartialDate
from app.models.terms import Stage
from app.services.matter_types.drafting import deadline_words, other_names, stage_lines
from app.services.matter_types.model import MatterType, Power
from app.services.matter_types.rows import OwnTypeRow, PowerRow, TypeDryRun, TypeFrame, TypeRow
from app.views.shared.plain_table import Head

TYPE_HEADS = (Head("事项类型", 148), Head("条线", 96), Head("现用版本", 112), Head("在办", 56, is_number=True))
VERSION_HEADS = (Head("版本", 52), Head("从…起", 106), Head("现状", 130), Head("理由", 180))
POWER_HEADS = (
    Head("事项", 140),
    Head("谁提出", 90),
    Head("谁审核", 100),
    Head("谁决定", 220),
    Head("版本", 64),
    Head("核实", 76),
    Head("有效期", 180),
)
_COLUMNS = ("案卡项目", "文书", "审批")


def type_texts(row: TypeRow) -> tuple[str, ...]:
    """A type in one row; a spoilt version is told by a word."""
    version = f"{row.version}（损坏）" if row.problem else row.version
    return row.name, row.family, version, str(row.running)


def version_texts(rows: Sequence[OwnTypeRow], standard: MatterType | None, today: date) -> list[tuple[str, ...]]:
    """The office's versions, and the standard last: it is the oldest."""
    own = [("本院", f"{row.valid_from} 起", _state(row, today), row.reason) for row in rows]
    if standard is None:
        return list(own)
    state = "未用，有本院版本" if any(row.is_in_force for row in rows) else "现用"
    return [*own, ("标准", "—", state, "随程序提供")]


def power_texts(row: PowerRow) -> tuple[str, ...]:
    """An act in one row."""
    power = row.power
    return (
        power.name,
        power.proposes,
        power.reviews or "—",
        power.decides,
        power.version,
        power.certainty.label,
        validity_words(power) + ("" if row.is_in_force else "（今天无效）"),
    )


def validity_words(power: Power) -> str:
    """From when to when a line counts."""
    first = f"{power.valid_from} 起" if power.valid_from else ""
    last = f"至 {power.valid_to}" if power.valid_to else ""
    return f"{first} {last}".strip() or "一直有效"


def dry_run_words(run: TypeDryRun, name: str) -> str:
    """From when a version counts and what it leaves alone."""
    since = f"从 {PartialDate.of(run.valid_from).chinese()} 起受理的“{name}”按这个版本办理。"
    if not run.running:
        return since + "现在没有在办的这类事项。"
    kept = "，".join(f"{version} {count} 件" for version, count in run.by_version)
    return f"{since}在办的 {run.running} 件不受影响，仍按各自开始时的版本办完（{kept}）。"


def type_page(kind: MatterType, frame: TypeFrame, line: str, muted: str) -> str:
    """The whole of a version; ``line`` and ``muted`` are colours of the theme."""
    cell = f"border-bottom:1px solid {line}; vertical-align:top; text-align:left"
    heads = "".join(f'<th style="{cell}">{title}</th>' for title in ("阶段", *_COLUMNS))
    rows = "".join(_stage_row(kind, stage, frame, cell, muted) for stage in Stage)
    deadlines = [deadline_words(each, frame) for each in kind.deadlines] or ["没有。需要的由承办人手工设定。"]
    parts = (
        ("依据", f"{kind.basis}（{kind.certainty.label}）"),
        ("台账里又称", "、".join(other_names(kind))),
        ("登记时可选", "、".join(kind.offered)),
        ("自动设定的期限", "\n".join(deadlines)),
        ("结案方式", "、".join(each.label for each in kind.exits)),
        ("终结审查的事由", "\n".join(kind.grounds)),
        ("说明", kind.note),
    )
    told = "".join(
        f'<p><span style="color:{muted}">{title}</span><br>{_lines(text)}</p>' for title, text in parts if text
    )
    table = f'<table width="100%" cellspacing="0" cellpadding="5"><tr>{heads}</tr>{rows}</table>'
    return f"<h3>{escape(kind.name)}（{escape(kind.version)}）</h3>{table}{told}"


def _stage_row(kind: MatterType, stage: Stage, frame: TypeFrame, cell: str, muted: str) -> str:
    lines = stage_lines(kind.rule(stage), frame)
    head = f"<b>{stage.label}</b><br>{lines['阶段']}"
    cells = "".join(
        f'<td width="{width}%" style="{cell}">{_lines(lines[title]) or "—"}</td>'
        for title, width in zip(_COLUMNS, (32, 32, 20), strict=True)
    )
    note = (
        f'<tr><td style="{cell}"></td><td colspan="3" style="{cell}; color:{muted}">{_lines(lines["提示"])}</td></tr>'
    )
    return f'<tr><td width="16%" style="{cell}">{head}</td>{cells}</tr>' + (note if lines["提示"] else "")


def _lines(text: str) -> str:
    return escape(text).replace(" 必须", " <b>必须</b>").replace("\n", "<br>")


def _state(row: OwnTypeRow, today: date) -> str:
    if row.is_withdrawn:
        return "已停用"
    if row.is_in_force:
        return "现用"
    return "未到日期" if row.valid_from > today else "已有更新的版本"
