"""What a review must have before it is concluded or closed, line by line."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.reverse_review import ReverseReview
from app.models.review_result import ReviewResult
from app.models.review_terms import Correction, ReviewKind
from app.services.reverse_reviews.rows import Outstanding
from app.services.review_findings.reading import dimensions_missing, findings_of
from app.services.review_findings.rows import WHOLE, FindingRow
from app.services.review_grades.pending import pending_objections

_NEEDED = (("stage", "环节"), ("fact", "事实"), ("provision", "依据"))


def lacking(session: Session, review: ReverseReview, dimensions: Sequence[str]) -> tuple[str, ...]:
    """What is missing before the findings can stand: dimensions nobody looked at, problems that are not complete."""
    rows = findings_of(session, review.id)
    lines = [line for row in rows if row.is_problem and (line := _incomplete(row))]
    if review.kind is ReviewKind.CASE:
        missing = dimensions_missing(rows, dimensions, review.case_id)
        if missing:
            lines.insert(0, f"还没有写过的方面：{'、'.join(missing)}（没有问题的请标为“无问题”）")
    elif not rows:
        lines.append("还没有登记任何审视发现")
    return tuple(lines)


def outstanding(session: Session, review: ReverseReview) -> tuple[Outstanding, ...]:
    """What stands in the way of closing: results not 销号, statements not decided, own problems left as they are."""
    lines = [Outstanding(_of_result(each), each.id) for each in _unsettled(session, review)]
    lines += [Outstanding(words) for words in _waiting(session, review)]
    lines += [Outstanding(_uncorrected(row)) for row in findings_of(session, review.id) if _is_left(row)]
    return tuple(lines)


def unexcused(lines: Sequence[Outstanding], excuses: Mapping[int, str]) -> list[str]:
    """The lines for which no reason was given."""
    return [line.words for line in lines if line.result_id is None or not excuses.get(line.result_id, "").strip()]


def note_of(lines: Sequence[Outstanding], note: str, excuses: Mapping[int, str]) -> str | None:
    """办结说明 with the reason for each result that is not 销号."""
    told = [
        f"{line.words}：{excuses[line.result_id].strip()}"
        for line in lines
        if line.result_id is not None and excuses.get(line.result_id, "").strip()
    ]
    return "\n".join(filter(None, (note.strip(), *told))) or None


def _incomplete(row: FindingRow) -> str:
    lacks = [title for name, title in _NEEDED if not getattr(row, name) or getattr(row, name) == WHOLE]
    return f"第 {row.place} 条（{row.dimension}，{row.verdict.label}）缺{'、'.join(lacks)}" if lacks else ""


def _is_left(row: FindingRow) -> bool:
    return row.is_own and row.is_problem and row.correction is Correction.OPEN and not row.correction_note


def _uncorrected(row: FindingRow) -> str:
    return f"本院第 {row.place} 条{row.verdict.label}（{row.problem or row.dimension}）还没有纠正，也没有写明说明"


def _of_result(result: ReviewResult) -> str:
    stands = "已核实，未销号" if result.verified_on else "未核实" if result.feedback_on else "未反馈"
    return f"结果 {result.place}（{result.name}，{result.addressee}）{stands if result.sent_on else '还没有发出'}"


def _unsettled(session: Session, review: ReverseReview) -> Sequence[ReviewResult]:
    wanted = select(ReviewResult).where(ReviewResult.review_id == review.id, ReviewResult.settled_on.is_(None))
    return session.scalars(wanted.order_by(ReviewResult.place)).all()


def _waiting(session: Session, review: ReverseReview) -> list[str]:
    """Without who said it: whoever closes a review may not be entitled to know."""
    found = pending_objections(session, review.id)
    return [f"当事检察官于 {each.raised_on} 提出的{each.form.label}还没有处理" for each in found]
