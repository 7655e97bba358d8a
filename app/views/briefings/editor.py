"""One open briefing: its sentences, the text of the chosen one, its figures, 督办事项, and what can be done to it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from app.models.terms import RecordType
from app.services.briefings.rows import BriefingCard, FigureChange
from app.services.drafts.rows import DraftNote, DraftPlace, KeptDraft
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.intentions import Actor
from app.views.briefings.behind_dialog import BehindDialog
from app.views.briefings.figure_side import FigureSide
from app.views.briefings.head import EditorHead
from app.views.briefings.sentence_list import SentenceList
from app.views.briefings.text_box import TextBox
from app.views.briefings.tips_view import TipsView
from app.views.briefings.writing import write_briefing
from app.views.secrecy.way_out import PAPERS, WayOut
from app.views.shared.actor_dialog import working_actor
from app.views.shared.form_dialog import FormDialog
from app.views.shared.whole_draft import WholeDraft
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

Write = Callable[[Actor, int, int], Written]


class Editor(QWidget):
    """A sentence that was typed is kept when another is chosen; undo stands in the status line."""

    back_wanted = Signal()

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``show_briefing``."""
        super().__init__()
        self._workplace = workplace
        self._card: BriefingCard | None = None
        self._behind: BehindDialog | None = None
        self._is_opening = False
        self._build()
        self.keeper = WholeDraft(workplace, self, lambda: self.text.typed[1] if self.text.typed else None)
        self._followed: tuple[int, str] | None = None  # the briefing and sentence whose typing is kept
        self._left: KeptDraft | None = None
        self.text.edit.textChanged.connect(self.keeper.typed)
        self.text.offer.answered.connect(self._answer)

    def show_briefing(self, briefing_id: int) -> bool:
        """Open one at its first sentence; False, and said, where it is gone."""
        self.text.forget()
        self.tabs.setCurrentIndex(0)
        return self._load(briefing_id, "")

    def refresh(self) -> bool:
        """Ask the store again; what is being typed stays. False where it is gone."""
        return self._card is not None and self._load(self._card.row.id, self.sentences.key)

    def leave(self) -> None:
        """Back to the list; what was typed is kept first."""
        if self._keep_typed():
            self.back_wanted.emit()

    def come_back(self) -> bool:
        """Show what is behind a figure again after a record; False where there is none."""
        if self._behind is None:
            return False
        self._behind.open()
        return True

    def let_go(self) -> None:
        """Somebody leaves the page by another way than through a record."""
        if not self._is_opening and self._behind is not None:
            self._behind.deleteLater()
            self._behind = None
        self._is_opening = False

    def export_to(self, path: Path) -> None:
        """Write it as PDF or Word."""
        if self._card is not None and self._keep_typed():
            write_briefing(self._workplace, self.work, self._card.row, path, self)

    def _load(self, briefing_id: int, key: str) -> bool:
        try:
            card = self._workplace.desk.briefings.card(briefing_id)
        except (DomainError, KnownError) as problem:
            self._workplace.say(str(problem))
            self._card = None
            return False
        self._card = card
        self.head.show_card(card)
        self.tips.show_card(card)
        self.sentences.show_card(card, key)
        self._show_sentence(self.sentences.key)
        return True

    def _choose(self, key: str) -> None:
        """Another sentence is chosen: what was typed of the one before is kept first."""
        if self._keep_typed(key):
            self._show_sentence(key)

    def _show_sentence(self, key: str) -> None:
        card = self._card
        sentence = card.text.sentence(key) if card else None
        if card is None or sentence is None:
            return
        self._follow_typing(card, key)
        self.text.show_sentence(sentence, card.mismatches.get(key, ()), is_open=not card.row.is_finished)
        self.figures.show_figures(card.figures_of(sentence))

    def _follow_typing(self, card: BriefingCard, key: str) -> None:
        """Keep what is typed of this sentence; what was left of it the last time is offered."""
        if self._followed == (card.row.id, key):
            return
        self._followed = card.row.id, key
        note = DraftNote("简报句子", card.row.title, self._workplace.here)
        self._left = self.keeper.begin(DraftPlace("briefings.text_box", f"{card.row.id} {key}"[-60:]), note)
        self.text.offer.setVisible(False)
        if self._left is not None and not card.row.is_finished:
            self.text.offer.offer(self._left, has_changed=False, further=self.keeper.further)

    def _answer(self, is_wanted: bool) -> None:
        left, self._left = self._left, None
        self.text.offer.hide()
        if left is not None and is_wanted:
            self.text.edit.setPlainText(self.keeper.text(left))
            self.text.edit.moveCursor(QTextCursor.MoveOperation.End)  # one goes on where one was
        else:
            self.keeper.forget()
        self.text.begin()

    def _keep_typed(self, going_to: str = "") -> bool:
        """Keep what was typed; False where that is refused: it stays in the box, and the sentence current."""
        typed = self.text.typed
        if typed is None:
            return True
        key, said = typed
        service = self._workplace.desk.briefings
        done = self._write(lambda actor, each, version: service.edit(actor, each, version, key, said), "已修改句子")
        if not done:
            self.sentences.choose(key)
            return False
        if going_to:
            self.sentences.choose(going_to)
        return True

    def _write(self, write: Write, words: str) -> bool:
        actor, card = working_actor(self._workplace, self), self._card
        if actor is None or card is None:
            return False
        try:
            written = write(actor, card.row.id, card.row.version)
        except (DomainError, KnownError) as problem:
            self.text.problem.say(problem)
            return False
        self.text.forget()
        self.keeper.forget()
        self._workplace.done(words, written)
        self.refresh()
        return True

    def _restore(self) -> None:
        self.text.forget()
        service, key = self._workplace.desk.briefings, self.sentences.key
        self._write(lambda actor, each, version: service.restore(actor, each, version, key), "已恢复原文")

    def _remove(self) -> None:
        card, key = self._card, self.sentences.key
        sentence = card.text.sentence(key) if card else None
        if sentence is None or not self._keep_typed():
            return
        service, out = self._workplace.desk.briefings, not sentence.is_removed
        self._write(
            lambda actor, each, version: service.remove(actor, each, version, key, is_removed=out),
            "已删除句子" if out else "已恢复句子",
        )

    def _move(self, by: int) -> None:
        if self._keep_typed():
            service, key = self._workplace.desk.briefings, self.sentences.key
            self._write(lambda actor, each, version: service.move(actor, each, version, key, by), "已移动句子")

    def _add(self) -> None:
        from app.views.briefings.dialogs import AddDialog

        if self._card is not None and self._keep_typed():
            self._open(AddDialog(self._workplace, self._card, self._section(), self))

    def _put_chart(self) -> None:
        from app.views.briefings.dialogs import ChartDialog

        if not self._workplace.chart_tray.specs:
            self._workplace.say("还没有图表可以取用。请先在业务指标等页的图表上按右键，选“放进报告”。")
        elif self._card is not None and self._keep_typed():
            self._open(ChartDialog(self._workplace, self._card, self._section(), self))

    def _section(self) -> str:
        """The section of the current sentence."""
        sections = self._card.text.sections if self._card else ()
        key = self.sentences.key
        return next((each.key for each in sections if any(one.key == key for one in each.sentences)), "")

    def _finish(self) -> None:
        if self._keep_typed():
            if self._card is not None and self._card.prompts:
                self.sentences.choose(self._card.prompts[0].key)  # beside what is said below
            self._write(self._workplace.desk.briefings.finish, "已定稿")

    def _dialog(self, name: str) -> None:
        from app.views.briefings import dialogs

        made = {
            "reopen": dialogs.ReopenDialog,
            "present": dialogs.PresentDialog,
            "rename": dialogs.RenameDialog,
            "discard": dialogs.DiscardDialog,
        }[name]
        if self._card is not None and self._keep_typed():
            self._open(made(self._workplace, self._card, self))

    def _retake(self) -> None:
        from app.views.briefings.dialogs import RetakeDialog

        if self._card is None or not self._keep_typed():
            return
        service, key = self._workplace.desk.briefings, self._card.row.id

        def show(changes: tuple[FigureChange, ...]) -> None:
            if self._card is not None:
                self._open(RetakeDialog(self._workplace, self._card, changes, self))

        self.work.run("正在取数……", lambda _: service.changes(key), show)

    def _open(self, dialog: FormDialog) -> None:
        dialog.recorded.connect(lambda _id: self._written())
        dialog.open()

    def _written(self) -> None:
        """A dialog wrote: show it, or the list where the briefing is gone."""
        if not self.refresh():
            self.back_wanted.emit()

    def _export(self) -> None:
        if self._card is not None:
            name = f"{self._card.row.title}.pdf"
            WayOut(self._workplace, self).file("导出", name, PAPERS, self.export_to)

    def _show_behind(self, code: str) -> None:
        if self._card is None:
            return
        service, key = self._workplace.desk.briefings, self._card.row.id

        def show(behind: object) -> None:
            if self._behind is not None:
                self._behind.deleteLater()
            self._behind = BehindDialog(self._workplace, behind, self)  # type: ignore[arg-type]  # what the job gives
            self._behind.record_wanted.connect(self._open_record)
            self._behind.rejected.connect(self._close_behind)
            self._behind.open()

        self.work.run("正在读取……", lambda _: service.behind(key, code), show)

    def _close_behind(self) -> None:
        if self._behind is not None:
            self._behind.deleteLater()
            self._behind = None

    def _open_record(self, record_type: RecordType, record_id: int) -> None:
        self._is_opening = True
        try:
            self._workplace.open_record(record_type, record_id)
        except (DomainError, KnownError) as problem:
            self._workplace.say(str(problem))

    def _build(self) -> None:
        self.head = EditorHead(self._workplace)
        self.head.wanted.connect(self._act)
        self.sentences, self.text = SentenceList(self._workplace), TextBox(self._workplace)
        self.figures, self.tips = FigureSide(self._workplace), TipsView(self._workplace)
        self.tips.changed.connect(self.refresh)
        self.sentences.current_changed.connect(self._choose)
        self.sentences.edit_wanted.connect(self.text.begin)
        self.sentences.remove_wanted.connect(self._remove)
        self.sentences.move_wanted.connect(self._move)
        self.text.wanted.connect(self._act)
        self.figures.chosen.connect(self._show_behind)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.sentences, 1)
        column.addWidget(self.text)
        self.tabs = QTabWidget()
        self.tabs.addTab(body, "正文")
        self.tabs.addTab(self.tips, "督办事项")
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(8)
        split.setChildrenCollapsible(False)
        split.addWidget(self.tabs)
        split.addWidget(self.figures)
        split.setSizes([690, 480])
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        self.work = WorkStrip(self._workplace)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.head)
        layout.addWidget(split, 1)
        layout.addWidget(self.work)

    def _act(self, name: str) -> None:
        """A button of the head or of the text box."""
        acts: dict[str, Callable[[], object]] = {
            "back": self.leave,
            "retake": self._retake,
            "finish": self._finish,
            "export": self._export,
            "save": self._keep_typed,
            "restore": self._restore,
            "remove": self._remove,
            "up": lambda: self._move(-1),
            "down": lambda: self._move(1),
            "add": self._add,
            "chart": self._put_chart,
        }
        acts.get(name, lambda: self._dialog(name))()
