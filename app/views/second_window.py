"""新窗口: another window of the same program on the same store, so that two places are seen at once."""

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QWidget

from app.views.main_window import MainWindow
from app.views.shared.workplace import Workplace

_ASIDE = QPoint(40, 40)  # pixels from the window it was asked for in


def open_second_window(workplace: Workplace, beside: QWidget) -> MainWindow | None:
    """Show one; while no store is open, say so and give None. It reads and writes by the very services of the first."""
    if not workplace.has_desk:
        workplace.say("还没有打开台账，没有另开窗口。请先打开台账，设有账户的先登录。")
        return None
    twin = MainWindow(Workplace(workplace.theme, workplace.preferences))
    twin.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    workplace.twins.append(twin)
    twin.destroyed.connect(lambda: workplace.twins.remove(twin))
    workplace.actor_changed.connect(twin.workplace.actor_changed)
    for theirs, ours in (
        (twin.workplace.lock_wanted, workplace.lock_wanted),
        (twin.workplace.password_wanted, workplace.password_wanted),
        (twin.workplace.sign_out_wanted, workplace.sign_out_wanted),
        (twin.workplace.encryption_wanted, workplace.encryption_wanted),
    ):
        theirs.connect(ours)
    twin.begin()
    twin.attach(workplace.desk)
    twin.move(_aside(beside, twin.size()))
    twin.show()
    return twin


def _aside(beside: QWidget, size: QSize) -> QPoint:
    """A little to the right and below, as far as the screen goes: the status line must be seen."""
    screen, frame = beside.screen().availableGeometry(), beside.frameGeometry().size() - beside.size()
    wanted, whole = beside.pos() + _ASIDE, size + frame
    return QPoint(
        max(screen.left(), min(wanted.x(), screen.right() + 1 - whole.width())),
        max(screen.top(), min(wanted.y(), screen.bottom() + 1 - whole.height())),
    )
