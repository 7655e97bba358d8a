"""接收 and 退回: the two answers to a hand-over."""

from PySide6.QtWidgets import QWidget

from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.hand_overs.rows import HandOverRow
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace


class AcceptDialog(FormDialog):
    """Asks for the handler where only a department was named; whoever accepts is proposed if they belong to it."""

    def __init__(self, workplace: Workplace, row: HandOverRow, parent: QWidget | None = None) -> None:
        """``row`` waits for an answer."""
        super().__init__(workplace, "接收移交", "接收", parent)
        self._row = row
        self.tell(offer_words(row))
        if not row.receiver.handler:
            people = workplace.desk.offices.people()
            there = [person.name for person in people if person.department == row.receiver.department]
            mine = workplace.actor.name if workplace.actor.name in there else ""
            self.form.add_choice("handler", "承办人", ["", *there], mine)

    def perform(self, actor: Actor) -> Written:
        """Accept it."""
        handler = "" if self._row.receiver.handler else self.form.text("handler")
        return self.workplace.desk.hand_overs.accept(actor, self._row.id, handler)

    def done_words(self) -> str:
        """Which record was accepted."""
        return f"已接收 {self._row.number}"


class ReturnDialog(FormDialog):
    """Asks why."""

    def __init__(self, workplace: Workplace, row: HandOverRow, parent: QWidget | None = None) -> None:
        """``row`` waits for an answer."""
        super().__init__(workplace, "退回移交", "退回", parent)
        self._row = row
        self.tell(f"{offer_words(row)}退回后仍由{row.giver.words}办理。")
        self.form.add_long_text("reason", "退回理由", lines=3)

    def perform(self, actor: Actor) -> Written:
        """Return it."""
        return self.workplace.desk.hand_overs.return_(actor, self._row.id, self.form.text("reason"))

    def done_words(self) -> str:
        """Which record was returned."""
        return f"已退回 {self._row.number}"


def offer_words(row: HandOverRow) -> str:
    """SX2026-00001 青山县公安局：徐某于 2026-11-22 由李某移交给第二检察部，理由：…。"""
    return (
        f"{row.number} {row.title}：{row.handed_by}于 {row.handed_on} 由{row.giver.words}移交给{row.receiver.words}，"
        f"理由：{row.reason.rstrip('。')}。"
    )
