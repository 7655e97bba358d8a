"""未保存的草稿: what the person who works here has typed into forms and neither saved nor given up."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QMessageBox, QVBoxLayout, QWidget

from app.models.terms import Lamp
from app.services.drafts.rows import KeptDraft
from app.views.shared.icon_button import icon_button
from app.views.shared.lamp import LampBadge
from app.views.shared.workplace import Workplace

_MOST = 3  # lines; the rest is counted
_LONGEST = 40  # characters of a value, where a draft is shown without its form


class DraftLines(QWidget):
    """Hidden while there is none."""

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``read``."""
        super().__init__()
        self.setObjectName("open_drafts")
        self._workplace = workplace
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self.hide()

    def read(self) -> None:
        """Look again which drafts there are."""
        if not self._workplace.has_desk:
            return
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        found = self._workplace.desk.drafts.of(self._workplace.actor.name)
        for draft in found[:_MOST]:
            self._layout.addWidget(self._line(draft))
        if len(found) > _MOST:
            self._layout.addWidget(QLabel(f"另有 {len(found) - _MOST} 份未保存的草稿，打开原来的窗口时会提示恢复"))
        self.setVisible(bool(found))

    def _line(self, draft: KeptDraft) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        badge = LampBadge(self._workplace.theme)
        badge.show_lamp(Lamp.NEAR, "未保存的草稿")
        note = draft.note
        words = QLabel(" · ".join(filter(None, (note.title, note.subject, draft.at))))
        words.setObjectName("draft_line")
        words.setToolTip("\n".join(value[:_LONGEST] for value in draft.fields.values() if len(value) > 1))
        row.addWidget(badge)
        row.addWidget(words, 1)
        icons = self._workplace.icons
        if note.page:
            row.addWidget(icon_button(icons, "去填写", "edit", "draft_go", partial(self._go, draft)))
        row.addWidget(icon_button(icons, "删除草稿", "x", "draft_remove", partial(self._ask, draft)))
        return line

    def _go(self, draft: KeptDraft) -> None:
        note = draft.note
        if note.subject:
            self._workplace.search_wanted.emit(note.page, note.subject.split()[0])
        else:
            self._workplace.page_wanted.emit(note.page)
        self._workplace.say(f"再打开“{note.title}”，就可以恢复 {draft.at} 填写的内容")

    def _ask(self, draft: KeptDraft) -> None:
        words = f"“{draft.note.title}”在 {draft.at} 填写、没有保存的内容将被删除，不能恢复。"
        box = QMessageBox(QMessageBox.Icon.NoIcon, "删除草稿", words, parent=self)
        remove = box.addButton("删除草稿", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton("保留", QMessageBox.ButtonRole.RejectRole))
        remove.clicked.connect(partial(self._remove, draft))
        box.open()

    def _remove(self, draft: KeptDraft) -> None:
        self._workplace.desk.drafts.drop(self._workplace.actor, draft.place)
        self.read()
