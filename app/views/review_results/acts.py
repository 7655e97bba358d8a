"""What is done with one result, each in its dialog; the board and the record's tab share them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.models.review_terms import ResultState
from app.models.terms import RecordType
from app.services.foundation.errors import DomainError
from app.services.review_results.rows import ResultRow
from app.views.shared.workplace import Workplace

if TYPE_CHECKING:
    from app.views.shared.form_dialog import FormDialog

_SENT = frozenset({ResultState.AWAITING_FEEDBACK, ResultState.UNSETTLED, ResultState.AWAITING_VERIFICATION})


class ResultActs:
    """Opens the dialogs; what cannot be done now is said in the status line with what to do instead."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        """``parent`` is what the dialogs belong to."""
        self._workplace, self._parent = workplace, parent

    def send(self, row: ResultRow) -> None:
        """Register that it left; what is issued elsewhere is gone to there."""
        from app.views.review_results.send_dialog import SendDialog

        if row.opened is not None:
            self._workplace.open_record(row.opened.record_type, row.opened.id)
        elif row.is_sent:
            self._say(row, f"已于 {row.sent_on} 发出。登记有误的，请在“全部经过”里撤销那一步")
        else:
            self._open(lambda: SendDialog(self._workplace, row, self._parent))

    def feedback(self, row: ResultRow) -> None:
        """Register the addressee's feedback; a reply to a suggestion is registered on the suggestion."""
        from app.views.review_results.feedback_dialog import FeedbackDialog

        is_letter = row.opened is not None and row.opened.record_type is RecordType.SUGGESTION
        if is_letter and row.opened is not None:
            self._say(row, "的回复在检察建议里登记，已打开")
            self._workplace.open_record(row.opened.record_type, row.opened.id)
        elif row.state is ResultState.AWAITING_VERIFICATION and row.feedback_on is not None:
            self._say(row, f"已登记反馈（{row.feedback_on}），请核实销号")
        elif row.state not in _SENT:
            self._say(row, self._why_not(row, "登记反馈"))
        else:
            self._open(lambda: FeedbackDialog(self._workplace, row, self._parent))

    def verify(self, row: ResultRow) -> None:
        """Verify what was answered, or settle what asks for no feedback."""
        from app.views.review_results.verify_dialogs import SettleDialog, VerifyDialog

        is_letter = row.opened is not None and row.opened.record_type is RecordType.SUGGESTION
        asks_nothing = row.due_on is None and row.feedback_on is None and not is_letter
        if row.state is ResultState.AWAITING_FEEDBACK:
            self._say(row, "还没有反馈。请先登记反馈；已查明整改情况的，按查明的情况登记")
        elif row.state not in _SENT and not (is_letter and row.state is ResultState.PREPARED):
            self._say(row, self._why_not(row, "核实销号"))
        elif row.state is ResultState.PREPARED or asks_nothing:
            self._open(lambda: SettleDialog(self._workplace, row, self._parent))
        else:
            self._open(lambda: VerifyDialog(self._workplace, row, self._parent))

    def reopen(self, row: ResultRow) -> None:
        """Follow a settled result again."""
        from app.views.review_results.verify_dialogs import ReopenDialog

        if row.state is not ResultState.SETTLED:
            self._say(row, "没有销号，不用重新跟踪")
        else:
            self._open(lambda: ReopenDialog(self._workplace, row, self._parent))

    def amend(self, row: ResultRow) -> None:
        """Change what has not left."""
        from app.views.review_results.prepare_dialog import PrepareDialog

        if self._may_change(row, "修改"):
            self._open(lambda: PrepareDialog(self._workplace, row.review_id, row, self._parent))

    def drop(self, row: ResultRow) -> None:
        """Take away what has not left."""
        from app.views.review_results.verify_dialogs import DropDialog

        if self._may_change(row, "取消"):
            self._open(lambda: DropDialog(self._workplace, row, self._parent))

    def _may_change(self, row: ResultRow, wish: str) -> bool:
        if row.opened is not None or row.is_sent:
            self._say(row, f"已经发出或办理，不能再{wish}。登记有误的，请在“全部经过”里撤销那一步")
            return False
        return True

    def _why_not(self, row: ResultRow, wish: str) -> str:
        if row.state is ResultState.PREPARED:
            return f"还没有发出，不能{wish}。请先登记发出"
        return f"已销号（{row.settled_on}），不能再{wish}。又发现问题的，请先“重新跟踪”"

    def _say(self, row: ResultRow, words: str) -> None:
        self._workplace.say(f"{row.name}“{row.title}”{words}。")

    def _open(self, make: Callable[[], "FormDialog"]) -> None:
        try:
            make().open()
        except DomainError as problem:
            self._workplace.say(str(problem))
