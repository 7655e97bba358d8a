"""Title and state of an open briefing, and the acts that can be taken now."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.services.briefings.rows import BriefingCard
from app.views.shared.icon_button import icon_button
from app.views.shared.workplace import Workplace

_ACTS = (
    ("rename", "标题…", "edit"),
    ("discard", "删除…", "x"),
    ("retake", "重新取数…", "calculator"),
    ("present", "登记提交…", "send"),
    ("reopen", "撤回定稿…", "arrow-back-up"),
    ("export", "导出 PDF、Word…", "file-export"),
    ("finish", "定稿", "check"),
)
_OF_OPEN, _OF_FINISHED = {"rename", "discard", "retake", "finish"}, {"present", "reopen"}


class EditorHead(QWidget):
    """``wanted`` tells the name of the act."""

    wanted = Signal(str)

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``show_card``."""
        super().__init__()
        icons = workplace.icons
        back = icon_button(icons, "返回列表", "arrow-left", "briefing_back", partial(self.wanted.emit, "back"))
        self.title, self.state = QLabel(), QLabel()
        self.title.setProperty("role", "title")
        self.state.setObjectName("briefing_state")
        self.state.setProperty("role", "muted")
        self.state.setWordWrap(True)
        self._buttons = {
            name: icon_button(icons, words, icon, f"briefing_{name}", partial(self.wanted.emit, name))
            for name, words, icon in _ACTS
        }
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(back)
        top.addWidget(self.title, 1)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.state, 1)
        for button in self._buttons.values():
            below.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(top)
        layout.addLayout(below)

    def show_card(self, card: BriefingCard) -> None:
        """Say where it stands and offer what can be done."""
        row = card.row
        self.title.setText(row.title)
        said = [f"定稿 {row.finished_on}" if row.is_finished else "未定稿", f"截止 {row.as_of}", f"起草 {row.made_by}"]
        said.append("各月锁定数" if card.is_of_locked_months else "实时统计")
        if row.presented_on:
            said.append(f"{row.presented_on} 提交{row.presented_to}")
        if card.prompts:
            said.append(f"待填写 {len(card.prompts)} 处")
        if card.mismatches:
            said.append(f"与数据不一致 {len(card.mismatches)} 句")
        self.state.setText(" · ".join(said))
        for name, button in self._buttons.items():
            hidden = _OF_OPEN if row.is_finished else _OF_FINISHED
            button.setVisible(name not in hidden)
