"""The sentences in which a step on a review is refused: what, why, what next."""

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from app.models.original_case import OriginalCase
from app.models.reverse_review import ReverseReview
from app.models.review_terms import ReviewKind
from app.services.foundation.errors import DomainError, FieldProblem

_NAMED = 8  # lines a sentence names one by one
NO_CASE = "请选择要审视的原案；还没有登记的，先在“原案登记”里登记。"


class ReviewNotFound(DomainError):
    """No review with that id, entry number or document number."""

    def __init__(self, wanted: object) -> None:
        """``wanted`` is what was asked for."""
        super().__init__(f"没有找到反向审视“{wanted}”。请核对登记号或文号；它也可能已被撤销。")


class ReviewerHandledIt(FieldProblem):
    """The reviewer is an original handler of a case under review."""

    def __init__(self, reviewer: str, cases: Sequence[OriginalCase]) -> None:
        """``cases`` are those the reviewer handled."""
        names = "、".join(f"{case.entry_number} {case.name}" for case in cases[:_NAMED])
        super().__init__(
            "handler",
            f"{reviewer}是 {names} 的原承办人，不能审视自己办过的案件。请换一位审视人，或把这件原案移出所审案件。",
        )
        self.case_ids = tuple(case.id for case in cases)


class ReviewNotComplete(DomainError):
    """A step that needs what is not there yet; ``missing`` has one line for each thing."""

    def __init__(self, what: str, missing: Sequence[str]) -> None:
        """``what`` says what was not done."""
        shown = "\n".join(f"· {line}" for line in missing[:_NAMED])
        more = f"\n……共 {len(missing)} 项。" if len(missing) > _NAMED else ""
        super().__init__(f"{what}，请先补齐或处理下列各项：\n{shown}{more}")
        self.missing = tuple(missing)


def handlers_in(text: str | None) -> frozenset[str]:
    """The names of handlers as they are kept, one a line; ledgers join them by 、 and commas."""
    tidy = text or ""
    for mark in "、，,；;/":
        tidy = tidy.replace(mark, "\n")
    return frozenset("".join(name.split()) for name in tidy.split("\n") if name.strip())


def refuse_original_handler(reviewer: str | None, cases: Iterable[OriginalCase]) -> None:
    """Nobody looks over cases he handled himself; raises ReviewerHandledIt."""
    name = "".join((reviewer or "").split())
    handled = [case for case in cases if name and name in handlers_in(case.handlers)]
    if handled:
        raise ReviewerHandledIt(name, handled)


def refuse_closed(review: ReverseReview, wish: str) -> None:
    """Nothing is changed in a review that was closed."""
    if review.closed_on is not None:
        raise DomainError(
            f"{review.entry_number} 已于 {review.closed_on} 办结，不能{wish}。确需改动的，请先“重新审视”并写明理由。"
        )


def refuse_concluded(review: ReverseReview, wish: str) -> None:
    """What was found stands once the review was concluded."""
    refuse_closed(review, wish)
    if review.concluded_on is not None:
        raise DomainError(
            f"{review.entry_number} 已于 {review.concluded_on} 审结，不能{wish}。"
            "确需改动的，请先“重新审视”并写明理由，改完后再审结。"
        )


def needed_cases(session: Session, ids: Sequence[int]) -> list[OriginalCase]:
    """The original cases with these ids, in their order; raises FieldProblem where one is gone."""
    found = {key: session.get(OriginalCase, key) for key in dict.fromkeys(ids)}
    if any(case is None for case in found.values()):
        raise FieldProblem("case_ids", "所选的原案有一件已不在登记里，它可能已被撤销。请重新选择。")
    return [case for case in found.values() if case is not None]


def refuse_count(kind: ReviewKind, count: int) -> None:
    """A 个案审视 has one case; raises FieldProblem."""
    if kind is ReviewKind.CASE and count == 0:
        raise FieldProblem("case_ids", NO_CASE)
    if kind is ReviewKind.CASE and count > 1:
        raise FieldProblem("case_ids", f"个案审视只审一件原案，现在选了 {count} 件。请只留一件，或改为类案审视。")
