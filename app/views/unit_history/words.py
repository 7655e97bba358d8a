"""The history of a unit in sentences and cells; numbers as so many of so many, never a rank."""

from app.models.terms import Lamp, RecordType
from app.services.unit_history.rows import Again, ChangeRow, Recurring, UnitHistory, UnitRecord

_LATE = frozenset({Lamp.OVERDUE, Lamp.SERIOUSLY_OVERDUE})


def counts_of(history: UnitHistory) -> str:
    """How many of what."""
    counts = history.counts
    letters = f"检察建议 {counts.letters} 份（已制发 {counts.issued}，已回复 {counts.replied}，已办结 {counts.closed}）"
    unanswered = f"，其中 {counts.unanswered} 份尚未回复" if counts.unanswered else ""
    late = f"逾期 {counts.late}/{counts.judged}{unanswered}" if counts.judged else "是否按期都还不能判断"
    return f"{letters}；{late}；监督事项 {counts.matters} 件；线索 {counts.clues} 条。"


def recurring_words(recurring: Recurring) -> str:
    """同类问题再次发生 2/6."""
    cut = "（只比对最近 300 份）" if recurring.is_cut else ""
    if not recurring.compared:
        return f"还没有“先办结、后又制发”的两份建议可以比对同类问题{cut}。"
    return (
        f"同类问题再次发生 {len(recurring.again)}/{recurring.compared}：{recurring.compared} 份建议发出前该单位已有"
        f"办结的建议可以逐份比对{cut}。"
    )


def names_of(history: UnitHistory) -> str:
    """The names on letters with their years, where there is more than one."""
    if len(history.names) < 2:
        return ""
    told = (f"{each.name}（{_years(each.first, each.last)}{each.letters} 份）" for each in history.names)
    return f"建议书上的名称：{'；'.join(told)}。"


def change_words(change: ChangeRow) -> str:
    """青山县工商局 → 青山县市场监管局 (2018-12)."""
    on = f"（{change.changed_on}）" if change.changed_on else ""
    return f"{change.earlier} → {change.later}{on}{f'，{change.note}' if change.note else ''}"


def cells_of(record: UnitRecord, again: dict[int, Again]) -> tuple[str, ...]:
    """Day, what it is, number, about, state, late, again."""
    found = again.get(record.id) if record.record_type is RecordType.SUGGESTION else None
    recurs = f"同 {found.earlier_name}，相近 {found.likeness}%" if found else ""
    late = f"逾期{record.days_late}天" if record.days_late else record.lamp.label if record.lamp in _LATE else ""
    about = " ".join(record.about.split())
    return (record.day, record.kind, record.name, record.state, late, recurs, about)


def _years(first: str, last: str) -> str:
    years = dict.fromkeys(day[:4] for day in (first, last) if day)
    return f"{'—'.join(years)}，" if years else ""
