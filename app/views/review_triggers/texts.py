"""Triggers and trial runs in words, for tables."""

from datetime import date

from app.services.review_triggers.rows import DryRun, MissingHit, OwnTriggerRow, TriggerRow
from app.views.shared.facts import Fact
from app.views.shared.plain_table import Head

TRIGGER_HEADS = (
    Head("名称", 170),
    Head("办理形式", 72),
    Head("待处理", 54, is_number=True),
    Head("符合", 48, is_number=True),
    Head("状态", 68),
    Head("版本", 96),
    Head("核实程度", 72),
    Head("条件"),
)
VERSION_HEADS = (Head("施行日期", 100), Head("名称", 200), Head("状态", 80), Head("理由", 220))
CASE_HEADS = (Head("登记号", 116), Head("案件名称", 180), Head("事实", 240))


def trigger_texts(row: TriggerRow, today: date) -> tuple[str, ...]:
    """One line of the settings."""
    certainty = row.certainty.label if row.certainty else "—"
    counts = (str(row.open), str(row.hits))
    return (row.name, row.form, *counts, state_of(row, today), row.version, certainty, row.conditions)


def state_of(row: TriggerRow, today: date) -> str:
    """Whether cases are held against a trigger."""
    if row.problem:
        return "已损坏"
    if row.is_off:
        return "未启用"
    if row.valid_from is not None and row.valid_from > today:
        return f"{row.valid_from:%m-%d}起施行"
    if row.valid_to is not None and row.valid_to < today:
        return "已停止"
    return "施行中"


def facts_of(row: TriggerRow, today: date) -> tuple[Fact, ...]:
    """Everything about one trigger."""
    validity = "，".join(f"{day}{word}" for day, word in ((row.valid_from, "起"), (row.valid_to, "止")) if day)
    reminding = f"列入后 {row.remind_days} 个工作日（本院提醒，不是法定期限）" if row.remind_days else "不提醒"
    return (
        ("代码", f"{row.code}　{row.version}"),
        ("状态", f"{state_of(row, today)}{f'（{validity}）' if validity else ''}"),
        ("办理形式", f"{row.form}{'　由人补登' if row.by_hand else ''}"),
        ("条件", row.conditions),
        ("来源", row.source),
        ("核实程度", row.certainty.label if row.certainty else ""),
        ("提醒", reminding),
        ("说明", row.note),
    )


def version_texts(row: OwnTriggerRow) -> tuple[str, ...]:
    """One version of the office."""
    return (row.valid_from.isoformat(), row.name, "已停用" if row.is_withdrawn else "有效", row.reason)


def case_texts(case: MissingHit) -> tuple[str, ...]:
    """A case that a trial would list."""
    return (case.entry_number, case.case_name, case.because)


def dry_run_words(found: DryRun, *, is_ahead: bool = False) -> str:
    """What a trial came to; ``is_ahead``: the day has not come from which the draft counts."""
    met, fresh = f"{found.met:,}", f"{len(found.fresh):,}"
    said = f"试算：已登记的 {found.cases:,} 件原案中符合的 {met} 件，其中 {fresh} 件还没有列入，施行时列入清单。"
    if found.not_met_any_more:
        said += f"现在待处理的有 {found.not_met_any_more:,} 项不再符合新的条件，仍留在清单上，处理或说明理由。"
    if is_ahead:
        said += "施行日还没有到：到那一天，在清单上按“核对全部原案并补列”。"
    return f"{said}这里只是试算，没有写入。"
