"""The warnings of a month without a conclusion, as one finding of its closing."""

from collections.abc import Sequence

from app.models.indicator_terms import Priority
from app.services.indicator_warnings.rows import WarningRow
from app.services.month_closing.rows import CheckFinding

CODE = "figure_warnings"
_NAME = "警戒与核查"
_TOLD = 5


def finding_of(waiting: Sequence[WarningRow]) -> tuple[CheckFinding, ...]:
    """None where every warning has its conclusion; of middle priority, so that the review asks for a reason."""
    if not waiting:
        return ()
    named = "、".join(each.name + (f"（{each.department}）" if each.department else "") for each in waiting[:_TOLD])
    more = "等" if len(waiting) > _TOLD else ""
    sentence = (
        f"{_NAME}：本月有 {len(waiting)} 项数据提示还没有结论（{named}{more}）。"
        "请在“业务指标”的“警戒与核查”里核查并写明结论，然后重新计算。"
    )
    return (CheckFinding(CODE, _NAME, Priority.MEDIUM, sentence),)
