"""The sentences in which a step on a review is refused: what, why, what next."""

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from app.models.original_case import OriginalCase
from app.models.reverse_review import ReverseReview
from app.models.review_terms import ReviewKind
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.original_cases.visibility import names_in

_NAMED = 8  # lines a sentence names one by one
NO_CASE = "请选择要审视的原案；还没有登记的，先在“原案登记”里登记。"


class ReviewNotFound(DomainError):
    """No review with that id, entry number or document number."""

    def __init__(self, wanted: object) -> None:
        """``wanted`` is what was asked for."""
        super().__init__(f"没有找到反向审视“{wanted}”。请核对登记号或文号；它也可能已被撤销。")


class ReviewerHandledIt(FieldProblem):
    """The reviewer is an original handler of a case under review."""

    def __init__(self, reviewer: str, cases: Sequence[OriginalCase], field: str = "handler") -> None:
        """``cases`` are those the reviewer handled; ``field`` is where the reviewer was typed."""
        names = "、".join(f"{case.entry_number} {case.name}" for case in cases[:_NAMED])
        super().__init__(
            field,
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


def refuse_original_handler(reviewer: str | None, cases: Iterable[OriginalCase], field: str = "handler") -> None:
    """Nobody looks over cases he handled himself; raises ReviewerHandledIt beside ``field``."""
    name = _tidy(reviewer or "")
    handled = [case for case in cases if name and name in map(_tidy, names_in(case.handlers))]
    if handled:
        raise ReviewerHandledIt(name, handled, field)


def _tidy(name: str) -> str:
    return "".join(name.split())


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


def refuse_of_one_case(review: ReverseReview) -> None:
    """The case of a 个案审视 is changed on its card."""
    if review.kind is ReviewKind.CASE:
        raise DomainError(
            f"{review.entry_number} 是个案审视，只审一件原案。要换原案请“修改”，要审多件请另外启动类案审视。"
        )


def refuse_archived(review: ReverseReview) -> None:
    """What was archived stays as it is."""
    if review.archive_number:
        raise DomainError(
            f"{review.entry_number} 已归档（{review.archive_number}），不能重新审视。"
            "确需的，请先在“登记归档号”里去掉归档号。"
        )
