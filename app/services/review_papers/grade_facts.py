"""What the papers about grades say: the proposal, what the handler said, the decision, an objection and its answer."""

from app.models.dates import PartialDate
from app.models.review_terms import FindingObjectionOutcome
from app.services.papers.sources import Facts
from app.services.review_papers.rows import GradePart, ObjectionPart, ReviewOrder, ReviewPart


def grade_facts(review: ReviewPart, order: ReviewOrder) -> Facts:
    """The newest grade with its set, and the newest objection that was decided, else the newest."""
    facts: Facts = {}
    if review.grades:
        grade = review.grades[0]
        facts |= _graded(grade, order)
        facts |= _case_of(review, grade)
    decided = [each for each in review.objections if each.outcome is not FindingObjectionOutcome.PENDING]
    for objection in [*decided, *review.objections][:1]:
        facts |= _objected(objection)
    return facts


def _case_of(review: ReviewPart, grade: GradePart) -> Facts:
    case = next((each for each in review.cases if each.id == grade.case_id), None)
    if case is None:
        return {}
    handlers = "、".join(case.handlers)
    return {
        "case_name": case.name,
        "case_number": case.code,
        "original_department": case.department,
        "original_handlers": handlers,
        "heard_who": grade.heard_who or handlers,
    }


def _graded(grade: GradePart, order: ReviewOrder) -> Facts:
    heard = f"{grade.heard_on.chinese()}听取{grade.heard_who}意见" if grade.heard_on else ""
    number = f"（{grade.decision_number}）" if grade.decision_number else ""
    by = _decided_by(grade.decided_as, grade.decided_by, grade.decided_on)
    decided = order.graded(grade.decided, grade.grade_set) if grade.decided else ""
    return {
        "grade_proposal": f"建议评定为{order.graded(grade.proposed, grade.proposed_set)}。{grade.reason}",
        "grade_ruling": f"{by}{number}，本案等次为{decided}。" if decided else "",
        "heard_who": grade.heard_who,
        "heard_on": grade.heard_on,
        "heard_statement": grade.statement,
        "hearing_words": f"{heard}：{grade.statement or '没有意见。'}" if heard else "",
    }


def _objected(objection: ObjectionPart) -> Facts:
    by = _decided_by(objection.decided_as, objection.decided_by, objection.decided_on)
    is_decided = objection.outcome is not FindingObjectionOutcome.PENDING
    number = f"（{objection.decision_number}）" if objection.decision_number else ""
    change = f"（由{objection.changed_from}变更为{objection.changed_to}）" if objection.changed_to else ""
    return {
        "objector": objection.raised_by,
        "objected_on": objection.raised_on,
        "objection_form": objection.form.label,
        "objection": objection.content,
        "objection_ruling": f"{by}{number}，{objection.outcome.label}{change}。{objection.decision}"
        if is_decided
        else "",
    }


def _decided_by(post: str, name: str, on: PartialDate | None) -> str:
    """经检察长于2026年9月25日决定: by office, not by name, where the office is known."""
    return f"经{post or name}{f'于{on.chinese()}' if on else ''}决定"
