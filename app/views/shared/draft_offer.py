"""Offers back what a crash left of a form or an editor."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from app.services.drafts.rows import KeptDraft

Answer = Callable[[bool], object]


class DraftOffer(QWidget):
    """The strip that offers a draft back; nothing else is done in the dialog until it is answered."""

    answered = Signal(bool)

    def __init__(self) -> None:
        """Hidden until there is something to offer."""
        super().__init__()
        self.words = QLabel()
        self.words.setObjectName("draft_words")
        self.words.setWordWrap(True)
        self.take, self.leave = QPushButton("恢复"), QPushButton("不要")
        self.take.setProperty("role", "primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        for button, name, answer in ((self.take, "draft_restore", True), (self.leave, "draft_drop", False)):
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, said=answer: self.answered.emit(said))
            row.addWidget(button)
        self.hide()

    def offer(self, draft: KeptDraft, has_changed: bool, further: int = 0) -> None:
        """Say from when it is, whether the record was changed since, and how many more were typed in other windows."""
        more = "此后这条记录已有改动，恢复后请核对。" if has_changed else ""
        others = f"另一个窗口里填写的还有 {further} 份，办完这一份再打开时提示。" if further else ""
        self.words.setText(f"有 {draft.at} 填写、没有保存的内容。{more}{others}")
        self.show()
        self.take.setFocus()


def offer_left(dialog: QDialog, left: KeptDraft, answer: Answer, further: int = 0) -> DraftOffer:
    """Offer a draft above an editor; nothing else is done in it until that is answered."""
    offer, layout = DraftOffer(), dialog.layout()
    others: list[QWidget] = [part for part in list[QWidget](dialog.findChildren(QWidget)) if part.parent() is dialog]
    for part in others:
        part.setEnabled(False)

    def say(is_wanted: bool) -> None:
        offer.hide()
        for part in others:
            part.setEnabled(True)
        answer(is_wanted)

    offer.answered.connect(say)
    if isinstance(layout, QVBoxLayout):
        layout.insertWidget(0, offer)
    offer.offer(left, has_changed=False, further=further)
    return offer


def put_aside(dialog: QDialog) -> None:
    """Take everything out of a dialog, so that it can be built anew from what is restored."""
    for shortcut in list[QShortcut](dialog.findChildren(QShortcut)):
        shortcut.setEnabled(False)
        shortcut.deleteLater()
    layout: QLayout | None = dialog.layout()
    if layout is not None:
        aside = QWidget(dialog)
        aside.setLayout(layout)  # its widgets go along
        aside.hide()
        aside.deleteLater()
