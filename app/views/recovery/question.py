"""What is said of the store a copy would replace, and the question where something would be lost with it."""

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from app.services.store.care_rows import Condition, Preview

NOTHING_TO_LOSE = frozenset({Condition.MISSING, Condition.DAMAGED})
STANDS = {
    Condition.MISSING: "这个文件不在了。",
    Condition.DAMAGED: "它没有打开，或者读不完整。",
    Condition.SOUND: "它没有损坏，能够打开；要看以前的样子，请用“恢复为新台账…”，不必换下它。",
    Condition.UNREAD: "它现在读不出来（还没有输入口令，或者磁盘没有应答），不知道有没有损坏。",
}
VERBS = {
    Condition.MISSING: "用它恢复这个台账",
    Condition.DAMAGED: "用它换下损坏的台账",
    Condition.SOUND: "用它换下现在的台账…",
    Condition.UNREAD: "用它换下原来的台账…",
}
_TOLD = 3  # acts named in the question; the page lists more of them


def ask_whether_to_replace(
    parent: QWidget, condition: Condition, preview: Preview, replace: Callable[[], object]
) -> QMessageBox:
    """Name what the store has beyond the copy before it is replaced; ``replace`` is called on a yes."""
    now = "现在的台账没有损坏。" if condition is Condition.SOUND else "不知道原来的台账有没有损坏。"
    words = f"{now}换上的是：{preview.sentence}\n\n{_lost(preview)}\n换下的文件保留为 .damaged，不会删除。"
    box = QMessageBox(QMessageBox.Icon.NoIcon, "换下台账", words, parent=parent)
    box.setObjectName("recovery_question")
    yes = box.addButton("换下", QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton("不换", QMessageBox.ButtonRole.RejectRole))
    yes.clicked.connect(lambda _checked: replace())
    box.open()
    return box


def _lost(preview: Preview) -> str:
    if preview.count_lacking is None:
        return "换下以后会缺少哪些操作，比对不出来。"
    if not preview.count_lacking:
        return "换下以后不缺少任何操作。"
    named = "；".join(f"{act.at[:16].replace('T', ' ')} {act.actor} {act.title}" for act in preview.lacking[:_TOLD])
    more = "等" if preview.count_lacking > _TOLD else ""
    return f"换下以后，台账里不再有这 {preview.count_lacking} 次操作：{named}{more}。"
