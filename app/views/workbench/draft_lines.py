"""未保存的草稿: what the person who works here has typed into forms and neither saved nor given up."""

from functools import partial

from PySide6.QtWidgets import QMessageBox, QWidget

from app.models.terms import Lamp
from app.services.drafts.rows import KeptDraft
from app.views.shared.icon_button import icon_button
from app.views.shared.told_lines import ToldLines
from app.views.shared.workplace import Workplace

_MOST = 3  # lines; the rest is counted
_LONGEST = 40  # characters of a value, where a draft is shown without its form


class DraftLines(ToldLines):
    """Hidden while there is none."""

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``read``."""
        super().__init__(workplace, "open_drafts")

    def read(self) -> None:
        """Look again which drafts there are."""
        if not self.workplace.has_desk:
            return
        found = self.workplace.desk.drafts.of(self.workplace.actor.name)
        left = len(found) - _MOST
        self.show_lines(
            [self._line(draft) for draft in found[:_MOST]],
            f"另有 {left} 份未保存的草稿，打开原来的窗口时会提示恢复" if left > 0 else "",
        )

    def _line(self, draft: KeptDraft) -> QWidget:
        note = draft.note
        told = " · ".join(filter(None, (note.title, note.subject, draft.at)))
        tip = "\n".join(value[:_LONGEST] for value in draft.fields.values() if len(value) > 1)
        line, row = self.line((Lamp.NEAR, "未保存的草稿"), told, tip, "draft_line")
        icons = self.workplace.icons
        if note.page:
            row.addWidget(icon_button(icons, "去填写", "edit", "draft_go", partial(self._go, draft)))
        row.addWidget(icon_button(icons, "删除草稿", "x", "draft_remove", partial(self._ask, draft)))
        return line

    def _go(self, draft: KeptDraft) -> None:
        note = draft.note
        if note.subject:
            self.workplace.search_wanted.emit(note.page, note.subject.split()[0])
        else:
            self.workplace.page_wanted.emit(note.page)
        self.workplace.say(f"再打开“{note.title}”，就可以恢复 {draft.at} 填写的内容")

    def _ask(self, draft: KeptDraft) -> None:
        words = f"“{draft.note.title}”在 {draft.at} 填写、没有保存的内容将被删除，不能恢复。"
        box = QMessageBox(QMessageBox.Icon.NoIcon, "删除草稿", words, parent=self)
        remove = box.addButton("删除草稿", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton("保留", QMessageBox.ButtonRole.RejectRole))
        remove.clicked.connect(partial(self._remove, draft))
        box.open()

    def _remove(self, draft: KeptDraft) -> None:
        self.workplace.desk.drafts.drop(self.workplace.actor, draft.place)
        self.read()
