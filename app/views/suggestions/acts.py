"""Every act on a letter, by the title under which it is offered; dialogs are imported when one is opened."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.views.shared.workplace import Workplace

if TYPE_CHECKING:
    from app.services.suggestions.rows import LetterCard

ICONS = {
    "修改": "edit",
    "登记制发": "send",
    "补登正文": "checks",
    "登记送达": "mail-forward",
    "登记回复": "mail-opened",
    "登记整改": "checks",
    "办结": "check",
    "不予制发": "ban",
    "撤回": "ban",
}

NAMES = {"修改": "letter_amend", "补登正文": "paper_freeze_late"}  # of acts whose words are no intention's title

# Where each act stands under 更多, in the order of the work; one that is named nowhere stays at the top.
GROUPS = {
    "办理与制发": (
        "送审…",
        "制发前检查…",
        "分列建议事项…",
        "登记制发",
        "补登正文",
        "另发给其他单位…",
        "不予制发",
    ),
    "用印与送达": ("登记用印", "登记送出", "登记送达"),
    "回复与异议": ("登记回复", "登记异议", "登记复核", "登记上级院指令"),
    "整改与评估": ("登记整改", "登记回头看…", "登记评估…"),
    "督促与后续处理": ("登记督促", "起草督促函", "后续处理…"),
    "办结与归档": ("办结", "撤回", "重新办理…", "归档…"),
    "移交与转化": ("移交转办…", "移送线索…", "转化为代表建议…", "登记专家意见…"),
}


def open_act(workplace: Workplace, card: "LetterCard", title: str, parent: QWidget) -> None:
    """Open the dialog of one act; ``title`` is a key of ICONS."""
    from app.views.suggestions.dialogs import DIALOGS

    DIALOGS[title](workplace, card, parent).open()
