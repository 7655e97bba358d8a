"""Which dialog carries out which act on a letter."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.services.suggestions.rows import LetterCard
from app.views.documents.late_dialog import LateFreezeDialog
from app.views.follow_ups.closing_dialogs import LetterClosingDialog
from app.views.follow_ups.look_dialog import LookDialog
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace
from app.views.suggestions.draft_dialog import DraftDialog
from app.views.suggestions.ending_dialog import decline_dialog, withdraw_dialog
from app.views.suggestions.issue_dialog import IssueDialog
from app.views.suggestions.reply_dialog import ReplyDialog
from app.views.suggestions.service_dialog import ServiceDialog


def late_dialog(workplace: Workplace, card: LetterCard, parent: QWidget) -> LateFreezeDialog:
    """补登正文 of a letter."""
    return LateFreezeDialog(workplace, card.id, parent)


DIALOGS: dict[str, Callable[[Workplace, LetterCard, QWidget], FormDialog]] = {
    "修改": DraftDialog,
    "登记制发": IssueDialog,
    "补登正文": late_dialog,
    "登记送达": ServiceDialog,
    "登记回复": ReplyDialog,
    "登记整改": LookDialog,
    "办结": LetterClosingDialog,
    "不予制发": decline_dialog,
    "撤回": withdraw_dialog,
}
