"""What findings look like in tables: the dimensions with where each stands, and the problems themselves."""

from collections.abc import Sequence

from app.models.review_terms import Correction, FindingVerdict
from app.services.review_findings.rows import FindingRow
from app.views.shared.facts import Section
from app.views.shared.plain_table import Head

DIMENSION_HEADS = (Head("方面", 146), Head("审视情况"))
_HEADS = (
    Head("序号", 44, is_number=True),
    Head("方面", 76),
    Head("环节", 92),
    Head("定性", 46),
    Head("问题", 104),
    Head("纠正", 62),
    Head("事实"),
)
OWN_HEADS = _HEADS
OTHERS_HEADS = (*_HEADS[:3], Head("单位", 84), *_HEADS[3:])
_UNSEEN = "未看"


def standing_of(dimension: str, rows: Sequence[FindingRow]) -> str:
    """错误 1 瑕疵 2, 无问题 or 未看."""
    own = [row for row in rows if row.dimension == dimension]
    stand = [row for row in own if row.withdrawn_on is None]
    counts = [(verdict, sum(row.verdict is verdict for row in stand)) for verdict in FindingVerdict]
    told = [f"{verdict.label} {count}" for verdict, count in counts if count and verdict is not FindingVerdict.NONE]
    return " · ".join(told) or (FindingVerdict.NONE.label if own else _UNSEEN)


def dimensions_in(names: Sequence[str], rows: Sequence[FindingRow]) -> tuple[str, ...]:
    """The dimensions of the data, then those that only findings know (the data were changed since)."""
    return tuple(dict.fromkeys((*names, *(row.dimension for row in rows))))


def finding_cells(row: FindingRow, *, has_cases: bool) -> tuple[str, ...]:
    """One line; others' tell the unit, and the case stands before the fact where the review has several."""
    case = f"{row.case_number} " if has_cases and row.case_number else ""
    fact = " ".join(f"{case}{row.fact}".split())
    unit = () if row.is_own else (row.unit or row.body.label,)
    correction = row.correction.label if row.withdrawn_on is None else "已撤销"
    verdict = (row.verdict.label, row.problem or "—", correction, fact)
    return (str(row.place), row.dimension, row.stage, *unit, *verdict)


def correction_of(row: FindingRow) -> str:
    """已补正（2026-11-20）; 未纠正，有说明."""
    if row.withdrawn_on is not None:
        return f"已于 {row.withdrawn_on} 按当事检察官意见撤销，不再计入"
    if row.correction is Correction.OPEN:
        return f"{row.correction.label}，有说明" if row.correction_note else row.correction.label
    return f"{row.correction.label}（{row.corrected_on}）" if row.corrected_on else row.correction.label


def finding_sections(row: FindingRow) -> tuple[Section, ...]:
    """Everything about one finding."""
    case = f"{row.case_number} {row.case_name}".strip()
    facts = (
        ("定性", f"{row.verdict.label}{f'：{row.problem}' if row.problem else ''}"),
        ("机关", f"{row.body.label}{f'（{row.unit}）' if row.unit else ''}"),
        *((("原案", case),) if case else ()),
        ("事实", row.fact),
        ("依据", row.provision),
        ("原因", "：".join(filter(None, (row.cause, row.cause_note)))),
        ("审视人", f"{row.reviewed_by}　{row.found_on}"),
        ("纠正情况", "：".join(filter(None, (correction_of(row), row.correction_note)))),
        ("写进结果", "、".join(f"结果 {place}" for place in row.results)),
        *((("意见", f"{row.pending_objections} 条意见待处理"),) if row.pending_objections else ()),
    )
    return ((f"第 {row.place} 条　{row.dimension} · {row.stage}", facts),)
