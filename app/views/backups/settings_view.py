"""设置: how letters look for the whole office, and how this window looks for its user."""

from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QPushButton, QWidget

from app.services.documents.facts import DocumentStyle
from app.services.foundation.errors import DomainError, KnownError
from app.services.papers.rows import STYLE_SETTING
from app.views.shared.actor_dialog import working_actor
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.workplace import Workplace
from app.views.suggestion_paths.switches_dialog import SwitchesDialog

APPEARANCES = {"跟随系统": "system", "浅色": "light", "深色": "dark"}
_APPEARANCE = "appearance"


class SettingsView(QWidget):
    """A choice counts as soon as it is made."""

    def __init__(self, workplace: Workplace) -> None:
        """The choices; what holds comes with ``refresh``."""
        super().__init__()
        self._workplace = workplace
        self.style_choice, self.appearance, self.problem = QComboBox(), QComboBox(), ProblemLabel()
        for box, key, title in (
            (self.style_choice, "setting_letter_style", "文书式样"),
            (self.appearance, "setting_appearance", "外观"),
        ):
            box.setObjectName(key)
            box.setAccessibleName(title)
            box.setFixedWidth(220)
        for style in (DocumentStyle.LEGAL, DocumentStyle.OFFICIAL):
            self.style_choice.addItem(style.label, style.value)
        for title, choice in APPEARANCES.items():
            self.appearance.addItem(title, choice)
        self.style_choice.activated.connect(lambda _: self._put_style())
        self.appearance.activated.connect(lambda _: self._put_appearance())
        layout = QFormLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setVerticalSpacing(10)
        layout.addRow("文书式样", self.style_choice)
        layout.addRow("", _note("检察法律文书式没有红头；公文式有红头和版记。全院共用，对以后生成的文书有效。"))
        self.paths = QPushButton("检察建议办理步骤…")
        self.paths.setObjectName("setting_paths")
        self.paths.setFixedWidth(220)
        self.paths.clicked.connect(lambda _: SwitchesDialog(workplace, self).open())
        layout.addRow("办理步骤", self.paths)
        layout.addRow("", _note("上级院复核、研究部门审核等由本院决定要不要的步骤。全院共用，改动留痕。"))
        layout.addRow("外观", self.appearance)
        layout.addRow("", _note("只对本机本人有效，下次打开窗口时生效。"))
        layout.addRow("", self.problem)

    def refresh(self) -> None:
        """Show what holds now."""
        kept = self._workplace.desk.settings.get(STYLE_SETTING, DocumentStyle.LEGAL.value)
        self.style_choice.setCurrentIndex(max(self.style_choice.findData(kept), 0))
        chosen = self._workplace.preferences.text(_APPEARANCE, "system")
        self.appearance.setCurrentIndex(max(self.appearance.findData(chosen), 0))

    def _put_style(self) -> None:
        self.problem.clear()
        actor = working_actor(self._workplace, self)
        if actor is None:
            self.refresh()
            return
        try:
            self._workplace.desk.settings.put(actor, STYLE_SETTING, str(self.style_choice.currentData()))
        except (DomainError, KnownError) as problem:
            self.problem.say(problem)
            self.refresh()
        else:
            self._workplace.say(f"文书式样已改为{self.style_choice.currentText()}。")

    def _put_appearance(self) -> None:
        self._workplace.preferences.keep(_APPEARANCE, str(self.appearance.currentData()))
        self._workplace.say("外观已记住，下次打开窗口时生效。")


def _note(text: str) -> QLabel:
    note = QLabel(text)
    note.setProperty("role", "muted")
    return note
