"""Opens the dialog by which a step of a letter is taken."""

from PySide6.QtWidgets import QWidget

from app.services.foundation.errors import DomainError
from app.services.suggestion_paths.rows import StepRow
from app.views.approvals.dialogs import ProposeDialog, SignDialog
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace
from app.views.suggestion_paths.dialogs import AnswerDialog, AskDialog, StepDialog, SystemDialog
from app.views.suggestion_paths.wording import LETTER_ACTS, key_of

_OWN = {"system": SystemDialog, "ask": AskDialog, "answer": AnswerDialog, "record": StepDialog}


def open_step(workplace: Workplace, letter_id: int, row: StepRow, how: str, parent: QWidget) -> FormDialog | None:
    """The dialog, opened; None where it could not be made, which has been said then."""
    try:
        dialog = _dialog(workplace, letter_id, row, how, parent)
    except DomainError as problem:
        workplace.say(str(problem))
        return None
    dialog.open()
    return dialog


def _dialog(workplace: Workplace, letter_id: int, row: StepRow, how: str, parent: QWidget) -> FormDialog:
    if how == "propose":
        number = workplace.desk.suggestions.card(letter_id).entry_number
        return ProposeDialog(workplace, key_of(letter_id), row.step.act, number, parent)
    if how == "sign" and row.waits_for is not None:
        return SignDialog(workplace, workplace.desk.approvals.card(row.waits_for), parent)
    if how == "letter":
        from app.views.suggestions.dialogs import DIALOGS

        return DIALOGS[LETTER_ACTS[row.code]](workplace, workplace.desk.suggestions.card(letter_id), parent)
    return _OWN[how](workplace, letter_id, row, parent)
