"""Steps from stage to stage: which are allowed, what they leave behind."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.approval import Approval
from app.models.case_terms import ApprovalState
from app.models.dates import PartialDate
from app.models.matter import Matter, StageMove
from app.models.terms import RecordType, Stage
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.matter_types.model import MatterType
from app.services.matters.gates import GateClosed, Gates
from app.services.matters.holdings import Holdings
from app.services.matters.rows import StageStep

_ORDER = {stage: place for place, stage in enumerate(Stage)}


def move(session: Session, gates: Gates, matter: Matter, step: StageStep, today: date) -> None:
    """Take a step, or refuse it; a step leaves a row of its own. Raises FieldProblem, GateClosed, DomainError."""
    kind = gates.type_of(session, matter)
    if matter.stage is Stage.CLOSING and step.stage is not Stage.CLOSING:
        raise FieldProblem("stage", f"{matter.entry_number} 已经结案。要再办的请用“重新办理…”，从复查救济办起。")
    if step.stage is matter.stage:
        raise DomainError(f"{matter.entry_number} 已在“{step.stage.label}”阶段。")
    if kind is None:
        _refuse_unless_reasoned(matter, step)
    else:
        _refuse_strange(matter, kind, step.stage)
        _refuse_backward(matter, step)
        _refuse_ahead(session, gates, matter, kind, step.stage)
    if step.stage is Stage.CLOSING:
        raise FieldProblem("stage", "结案要逐项核对结案清单。请用“结案…”，从办结、转为案件、移送线索、终结审查中选择。")
    if kind is not None and step.is_revision:
        ask_anew(session, matter, kind, step.stage)
    day = PartialDate.of(today)
    of = {"record_type": RecordType.MATTER, "record_id": matter.id}
    session.add(
        StageMove(**of, left=matter.stage, entered=step.stage, moved_on=day, reason=step.reason.strip() or None)
    )
    matter.stage, matter.stage_since = step.stage, day


def ask_anew(session: Session, matter: Matter, kind: MatterType, first: Stage) -> None:
    """Make approvals of ``first`` and all later stages 退回修改: what they allowed must be put up anew.

    Their opinions stay as they are.
    """
    later = [rule for rule in kind.stages if _ORDER[rule.stage] >= _ORDER[first]]
    acts = {each.act for rule in later for each in rule.approvals}
    standing = select(Approval).where(
        Approval.record_type == RecordType.MATTER,
        Approval.record_id == matter.id,
        Approval.act.in_(acts),
        Approval.state.in_((ApprovalState.OPEN, ApprovalState.APPROVED)),
    )
    for approval in session.scalars(standing):
        if approval.stage is None or _ORDER[approval.stage] >= _ORDER[first]:
            approval.state = ApprovalState.RETURNED


def _refuse_unless_reasoned(matter: Matter, step: StageStep) -> None:
    """Without a type: forward by one stage freely, otherwise only with a reason."""
    steps = _ORDER[step.stage] - _ORDER[matter.stage]
    if steps != 1 and not step.reason.strip():
        how = "退回" if steps < 0 else "跨过中间阶段"
        raise FieldProblem("reason", f"从“{matter.stage.label}”到“{step.stage.label}”是{how}，请写明理由。")


def _refuse_strange(matter: Matter, kind: MatterType, target: Stage) -> None:
    if kind.rule(target) is None:
        listed = "、".join(each.stage.label for each in kind.stages)
        raise FieldProblem("stage", f"“{kind.name}”没有“{target.label}”阶段，它的阶段是：{listed}。请另选。")


def _refuse_backward(matter: Matter, step: StageStep) -> None:
    is_back = _ORDER[step.stage] < _ORDER[matter.stage]
    if is_back and not step.reason.strip():
        raise FieldProblem("reason", f"从“{matter.stage.label}”到“{step.stage.label}”是退回，请写明理由。")
    if step.is_revision and not is_back:
        raise FieldProblem("is_revision", "“退回修改”只用于退回以前的阶段。请去掉勾选，或改选以前的阶段。")


def _refuse_ahead(session: Session, gates: Gates, matter: Matter, kind: MatterType, target: Stage) -> None:
    if _ORDER[target] < _ORDER[matter.stage]:
        return
    following = [each.stage for each in kind.after(matter.stage)]
    if target not in following:
        first = following[-1].label
        raise FieldProblem(
            "stage",
            f"从“{matter.stage.label}”不能直接转入“{target.label}”，要先转入“{first}”。各阶段依次办理，只有可选阶段可以不经过。",
        )
    missing = gates.before(Holdings(session, matter), kind, target)
    if missing:
        raise GateClosed(matter.entry_number, target, missing)
