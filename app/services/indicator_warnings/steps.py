"""The steps of warnings, each of which may be taken for several at once, all or none."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.models.indicator_terms import WarningConclusion, WarningState
from app.models.indicator_warning import FigureWarning
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import needed
from app.services.indicator_warnings.keeping import has_changed
from app.services.indicator_warnings.reading import row_of
from app.services.trail.since import refuse_changed

Seen = Mapping[int, int | None]  # the version of each warning somebody looked at; None where nothing was shown


class WarningNotFound(DomainError):
    """No warning with that id."""

    def __init__(self, wanted: object) -> None:
        """``wanted`` is what was asked for."""
        super().__init__(f"没有找到第 {wanted} 号提示，它可能已随撤销的操作消失。请刷新后再看。")


def had(session: Session, seen: Seen) -> list[FigureWarning]:
    """Some warnings as they were looked at; raises WarningNotFound, ChangedMeanwhile, DomainError for none."""
    if not seen:
        raise DomainError("没有选择提示。请先在清单里选择要处理的提示。")
    found = []
    for key, version in seen.items():
        warning = session.get(FigureWarning, key)
        if warning is None:
            raise WarningNotFound(key)
        refuse_changed(session, warning, version, named(warning))
        found.append(warning)
    return found


def verify(warnings: Sequence[FigureWarning], by: str, on: date, looked_at: str) -> None:
    """待核查 → 已核查; what was verified may be written anew. Raises FieldProblem, DomainError."""
    text = needed("looked_at", "核查情况（查看了什么、与什么核对、结果如何）", looked_at)
    _refuse(warnings, WarningState.CLOSED, "已有结论，不能再登记核查情况。需要重新核查的，请先退回上一步")
    for each in warnings:
        each.verified_by, each.verified_on, each.verification = by, on, text


def conclude(
    warnings: Sequence[FigureWarning], by: str, at: str, outcome: WarningConclusion, text: str, reason: str
) -> None:
    """已核查 → 已有结论; raises FieldProblem, DomainError.

    数据有误，已更正 can be said only where the figure is not any more what it was, or with the reason why it is.
    """
    said = needed("text", "结论", text)
    _refuse(warnings, WarningState.OPEN, "还没有核查，不能作出结论。请先登记核查情况")
    _refuse(warnings, WarningState.CLOSED, "已有结论。需要改的，请先退回上一步")
    why = reason.strip()
    for each in warnings:
        is_claimed = outcome is WarningConclusion.CORRECTED and not has_changed(each)
        if is_claimed and not why:
            raise FieldProblem(
                "reason",
                f"{named(each)} 的数提出以后没有变过。请先更正，或者写明原因（例如更正的是其他月份的数）。",
            )
        each.outcome, each.conclusion = outcome, f"{said}（数没有变动：{why}）" if is_claimed else said
        each.concluded_by, each.concluded_at = by, at


def step_back(warnings: Sequence[FigureWarning]) -> None:
    """A conclusion is taken off, or what was verified; raises DomainError where nothing was done yet."""
    _refuse(warnings, WarningState.OPEN, "还没有核查，没有可以退回的")
    for each in warnings:
        if each.concluded_at is None:
            each.verified_by = each.verified_on = each.verification = None
        each.outcome = each.conclusion = each.concluded_by = each.concluded_at = None


def named(warning: FigureWarning) -> str:
    """2026-10 新收案件."""
    return f"{warning.month} {warning.code}{f'（{warning.department}）' if warning.department else ''}"


def _refuse(warnings: Sequence[FigureWarning], state: WarningState, why: str) -> None:
    wrong = [each for each in warnings if row_of(each, each.code).state is state]
    if wrong:
        more = f"等 {len(wrong)} 项" if len(wrong) > 1 else ""
        raise DomainError(f"{named(wrong[0])}{more}{why}。")
