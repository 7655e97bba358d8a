"""What is refused about the results of a review, each sentence saying what to do instead."""

from datetime import date

from app.models.dates import PartialDate
from app.models.review_result import ReviewResult
from app.models.review_terms import ResultState
from app.services.foundation.errors import DomainError, FieldProblem


class ResultNotFound(DomainError):
    """No result with that id."""

    def __init__(self, wanted: object) -> None:
        """``wanted`` is what was asked for."""
        super().__init__(f"没有找到第 {wanted} 号审视结果，它可能已随撤销的操作消失。请刷新后再看。")


class FindingNotFound(DomainError):
    """A finding that is not one of the review's."""

    def __init__(self) -> None:
        """Which one it was says nothing to the user."""
        super().__init__("所选的审视发现已不在这件审视里，可能已被撤销或删除。请重新打开后再选。")


def name_of(result: ReviewResult) -> str:
    """How a result is called in a sentence."""
    return f"{result.name}“{result.title}”"


def must_be_prepared(result: ReviewResult, wish: str) -> None:
    """Refuse to change what has left, or was opened as another record."""
    if result.sent_on is not None or result.suggestion_id is not None or result.clue_id is not None:
        raise DomainError(f"{name_of(result)}已经发出或办理，不能再{wish}。登记有误的，请在“全部经过”里撤销那一步。")


def must_be_sent(result: ReviewResult, state: ResultState, wish: str) -> None:
    """Refuse what can only follow the sending."""
    if state is ResultState.PREPARED:
        instead = "请先在“检察建议”里制发" if result.suggestion_id is not None else "请先登记发出"
        raise DomainError(f"{name_of(result)}还没有发出，不能{wish}。{instead}。")


def must_be_open(result: ReviewResult, wish: str) -> None:
    """Refuse what can only go before 销号."""
    if result.settled_on is not None:
        raise DomainError(
            f"{name_of(result)}已销号（{result.settled_on}），不能再{wish}。又发现问题的，请先“重新跟踪”。"
        )


def exact_day(field: str, title: str, day: PartialDate) -> date:
    """A day known to the day; raises FieldProblem."""
    if day.exact is None:
        raise FieldProblem(field, f"{title}只知道是{day.chinese()}，算不出反馈期限。请填写到日。")
    return day.exact


def day_of_feedback(due_on: PartialDate, sent_on: PartialDate) -> tuple[date, date]:
    """From which day to which feedback is waited for; raises FieldProblem."""
    first, last = exact_day("sent_on", "发出日期", sent_on), exact_day("feedback_due_on", "要求反馈日", due_on)
    if last < first:
        raise FieldProblem("feedback_due_on", f"要求反馈日（{last}）早于发出日期（{first}）。请核对日期。")
    return first, last
