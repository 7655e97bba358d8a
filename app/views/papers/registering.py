"""What becomes of a paper once it is written: 登记制发, a correction as a later version, the final copy."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.documents.templates.model import Numbering, Template
from app.services.foundation.changes import Written
from app.services.papers.rows import LETTER, FrozenPaper, RecordKey
from app.views.documents.issue_dialog import PaperCorrectDialog, PaperIssueDialog
from app.views.documents.late_dialog import LateFreezeDialog
from app.views.secrecy.unread import ask_about_unread
from app.views.shared.actor_dialog import working_actor
from app.views.shared.file_chooser import chosen_file
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_FINAL_KINDS = "定稿 (*.pdf *.ofd *.docx *.doc *.wps *.jpg *.jpeg *.png *.tif *.tiff)"
_LEFT_OUT = "没有登记定稿。请换成没有标志的文件；没有标志的，逐页看过以后再登记。"
_LONGEST_NAME = 220  # pixels of a file's name


class Registering(QWidget):
    """Knows the paper on screen; ``correcting_changed`` asks to open the form for a later version, or to close it."""

    correcting_changed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        """Nothing is offered before ``show_paper``."""
        super().__init__()
        self._workplace = workplace
        self._key: RecordKey | None = None
        self._code = ""
        self.frozen: FrozenPaper | None = None
        self.is_correcting = False
        self.may_leave: Callable[[], bool] = lambda: True  # typing is saved first; False holds the dialog back
        self._build()

    def show_paper(
        self, key: RecordKey, template: Template, frozen: FrozenPaper | None, *, is_issued: bool = False
    ) -> None:
        """Offer what fits the paper: a letter is registered from its record's own step.

        One that ``is_issued`` and has no frozen text can be given it late.
        """
        if (key, template.asked_as) != (self._key, self._code) or frozen != self.frozen:
            self.is_correcting = False
        self._key, self._code, self.frozen = key, template.asked_as, frozen
        is_numbered = template.numbering is not Numbering.NONE
        self.register.setVisible(frozen is None and template.asked_as != LETTER)
        self.register.setText("登记制发…" if is_numbered else "登记存定…")
        self.late.setVisible(frozen is None and is_issued)
        self._show_standing()
        self._show_final()

    def _show_standing(self) -> None:
        frozen = self.frozen
        self.standing.setText("" if frozen is None else standing_words(frozen))
        self.standing.setVisible(frozen is not None)
        self.correct.setVisible(frozen is not None)
        self.correct.setText("登记更正…" if self.is_correcting else "更正…")
        self.give_up.setVisible(self.is_correcting)

    def _show_final(self) -> None:
        if self._key is None:
            return
        row = self._workplace.desk.attachments.final_of(self._key.record_type, self._key.record_id)
        name = row.file_name if row else ""
        # A long name without Chinese has no place to break.
        shown = self.final.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, _LONGEST_NAME)
        self.final.setText(f"定稿：{shown} {row.added_at[:10]}" if row else "定稿：未登记")
        self.final.setToolTip(name)

    def _register(self) -> None:
        if self._key is not None and self.may_leave():
            PaperIssueDialog(self._workplace, self._key, self._code, self).open()

    def _freeze_late(self) -> None:
        if self._key is not None and self.may_leave():
            LateFreezeDialog(self._workplace, self._key.record_id, self).open()

    def _correct(self) -> None:
        """First the form is opened; once the later version is typed, it is registered."""
        if self.frozen is None:
            return
        if not self.is_correcting:
            self.is_correcting = True
            self._show_standing()
            self.correcting_changed.emit()
        elif self.may_leave():
            PaperCorrectDialog(self._workplace, (self.frozen.id, self.frozen.name), self).open()

    def _give_up(self) -> None:
        self.is_correcting = False
        self._show_standing()
        self.correcting_changed.emit()

    def _choose_final(self) -> None:
        chosen = chosen_file(self, "登记定稿", "", _FINAL_KINDS)
        if chosen:
            path = Path(chosen)
            ask_about_unread(self, [path], partial(self.register_final, path), partial(self._workplace.say, _LEFT_OUT))

    def register_final(self, path: Path) -> None:
        """Keep the final copy, scanned or from the word processor, with the record."""
        if self._key is None or not self.work.is_idle:
            return
        actor = working_actor(self._workplace, self)
        if actor is None:
            return
        attachments, record = self._workplace.desk.attachments, (self._key.record_type, self._key.record_id)

        def then(written: Written) -> None:
            self._workplace.done(f"已登记定稿“{path.name}”", written)
            self._show_final()

        job = partial(attachments.register_final, actor, record, path)
        self.work.run("正在登记定稿……", job, then)

    def _build(self) -> None:
        self.standing, self.final = QLabel(), QLabel()
        for label, key in ((self.standing, "paper_standing"), (self.final, "paper_final")):
            label.setObjectName(key)
            label.setProperty("role", "muted")
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.register = self._button("登记制发…", "paper_register", self._register)
        self.late = self._button("补登正文…", "paper_freeze_late", self._freeze_late)
        self.late.setToolTip("制发时只登记了文号的，按现在的内容补存一份正文")
        self.correct = self._button("更正…", "paper_correct", self._correct)
        self.give_up = self._button("不更正了", "paper_keep_version", self._give_up)
        self.bring = self._button("登记定稿…", "paper_final_copy", self._choose_final)
        # A strip of its own: what is written or printed beside must not stop a final copy on its way in.
        self.work = WorkStrip(self._workplace)
        self.work.idle_changed.connect(self.bring.setEnabled)
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.work)
        column.addLayout(row)
        row.setSpacing(8)
        row.addWidget(self.standing)
        row.addStretch(1)
        for part in (self.final, self.bring, self.give_up, self.correct, self.late, self.register):
            row.addWidget(part)
        for part in (self.standing, self.give_up, self.correct, self.late, self.register):
            part.hide()

    def _button(self, title: str, key: str, slot: object) -> QPushButton:
        button = QPushButton(title)
        button.setObjectName(key)
        button.clicked.connect(slot)
        return button


def standing_words(paper: FrozenPaper) -> str:
    """已登记 版本1 · SHA-256 … · 校验码 …"""
    code = " ".join(paper.check_code[place : place + 4] for place in range(0, len(paper.check_code), 4))
    late = f" · {paper.late_words}" if paper.is_late else ""
    return f"已登记 版本{paper.edition}{late} · SHA-256 {paper.sha256[:12]} · 校验码 {code}"
