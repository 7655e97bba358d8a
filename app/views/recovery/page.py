"""恢复数据: the copies of a store wherever they lie, what each brings or lacks, and the two ways to restore one."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSplitter, QVBoxLayout, QWidget

from app.services.foundation.errors import DomainError
from app.services.foundation.progress import Progress
from app.services.secrecy.carrying import refuse_medium
from app.services.store.care_rows import READABLE, SEALED, ActLine, Condition, CopyRow, Preview
from app.services.store.rows import Restored
from app.views.recovery.question import NOTHING_TO_LOSE, STANDS, VERBS, ask_whether_to_replace
from app.views.shared.file_chooser import chosen_file, chosen_place
from app.views.shared.icon_button import icon_button
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.problem_label import ProblemLabel
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

if TYPE_CHECKING:
    from app.services.keys.locks import Opener
    from app.services.store.centre import RestoreCentre

_COPIES = (
    Head("备份于", 150),
    Head("来源", 90),
    Head("时机", 80),
    Head("内容", 240),
    Head("大小", 90, is_number=True),
    Head("情况", 120),
    Head("文件"),
)
_ACTS = (
    Head("时间", 150),
    Head("经办人", 110),
    Head("做了什么", 260),
    Head("条数", 70, is_number=True),
    Head("在哪里"),
)
_BACKUPS = "检督台备份 (*.jdtbak);;所有文件 (*)"
_STORES = "检督台数据 (*.jdt)"
_NOT_REPLACED = "已取消，没有换下台账，台账和备份都没有改动；放回了的附件留着，都是完整的。"
_NOTHING = "这里没有找到备份。备份在别处的，请“选择备份文件…”。"


class RecoveryPage(QWidget):
    """Works without a store: what it needs is asked of the restore centre."""

    opening_wanted = Signal(Path, object, str)  # the store, what opens it where that is known, and what was done
    left = Signal()

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``begin``."""
        super().__init__()
        self._workplace = workplace
        self._centre: RestoreCentre | None = None
        self._chosen: list[Path] = []
        self._given: Opener | None = None
        self._rows: tuple[CopyRow, ...] = ()
        self._did_not_open = False
        self._build()

    def begin(self, centre: "RestoreCentre", problem: object = None, given: "Opener | None" = None) -> None:
        """Look for the copies of a store; ``problem`` is why it did not open, ``given`` what its password was."""
        self._centre, self._chosen, self._given = centre, [], given
        self._did_not_open = problem is not None
        self.password.clear()
        self.store.setText(f"台账：{centre.store}")
        self.problem.clear()
        if problem is not None:
            self.problem.say(problem)
        if given is None:
            self.look()
        else:
            self.work.run("正在查找备份……", lambda _: centre.open_by(given), lambda _: self.look())

    def look(self) -> None:
        """List the copies again."""
        centre, chosen = self._asked(), tuple(self._chosen)
        self.work.run("正在查找备份……", lambda _: (centre.copies(chosen), self._condition(centre)), self._show)

    def add(self, backup: Path) -> None:
        """Take a file into the list."""
        self._chosen.append(backup)
        self.look()

    def unlock(self) -> None:
        """Open sealed copies with what was typed."""
        centre, typed, sealed = self._asked(), self.password.text(), self._sealed()
        if sealed is not None:
            self.work.run("正在核对口令……", lambda _: centre.unlock(sealed.path, typed), lambda _: self._unlocked())

    def preview(self) -> None:
        """Prove the current copy and compare it with the store."""
        row, centre = self._current(), self._asked()
        if row is not None:
            self.work.run("正在打开备份核对……", partial(centre.preview, row.path), self._show_preview)

    def ask_put_back(self) -> None:
        """Put the current copy in the place of the store: at once where that is damaged, else once it is confirmed."""
        row, centre = self._current(), self._asked()
        if row is None:
            return

        def weigh(progress: Progress) -> tuple[Condition, Preview | None]:
            condition = self._condition(centre)
            return condition, None if condition in NOTHING_TO_LOSE else centre.preview(row.path, progress)

        def go_on(weighed: tuple[Condition, Preview | None]) -> None:
            condition, preview = weighed
            if preview is None:
                self.put_back(row.path)
                return
            self._show_preview(preview)
            ask_whether_to_replace(self, condition, preview, lambda: self.put_back(row.path))

        self.work.run("正在核对台账和备份……", weigh, go_on)

    def put_back(self, backup: Path) -> None:
        """Put a copy in the place of the store, whose file is kept."""
        centre = self._asked()
        given = self._given or centre.opener_of(backup)
        put_back = partial(centre.put_back, backup)
        self.work.run("正在恢复……", put_back, lambda kept: self._tell_put_back(kept, given), _NOT_REPLACED)

    def restore_to(self, target: Path) -> None:
        """Lay the current copy out as a new store."""
        row, centre = self._current(), self._asked()
        if row is not None:
            opener = centre.opener_of(row.path)
            self.work.run(
                "正在恢复……",
                partial(centre.restore_beside, row.path, target),
                lambda restored: self._tell_restored(restored, opener),
            )

    def _condition(self, centre: "RestoreCentre") -> Condition:
        return Condition.DAMAGED if self._did_not_open else centre.condition()

    def _asked(self) -> "RestoreCentre":
        assert self._centre is not None  # noqa: S101 - nothing can be pressed before ``begin``
        return self._centre

    def _current(self) -> CopyRow | None:
        place = self.copies.currentIndex().row()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def _sealed(self) -> CopyRow | None:
        """What a password is typed for: the current copy, or the first of those that wait for one."""
        waiting = [row for row in self._rows if row.state == SEALED]
        current = self._current()
        return current if current in waiting else next(iter(waiting), None)

    def _unlocked(self) -> None:
        self.password.clear()
        self.look()

    def _show(self, found: tuple[tuple[CopyRow, ...], Condition]) -> None:
        self._rows, condition = found
        rows, store = self._rows, self._asked().store
        self.store.setText(f"台账：{store}。{STANDS[condition]}")
        self.replace.setText(VERBS[condition])
        self.copies.show_rows([_texts(row) for row in rows])
        self.said.setText("选一个备份，先“核对这个备份”，看它是否完好、会缺少什么。" if rows else _NOTHING)
        self.acts.show_rows([])
        if rows:
            newest = next((at for at, row in enumerate(rows) if row.state == READABLE), 0)
            self.copies.selectRow(newest)
        self._follow()

    def _show_preview(self, preview: Preview) -> None:
        self.said.setText(preview.sentence)
        lacking = _lines(preview.lacking, "备份里没有")
        self.acts.show_rows([*lacking, *_lines(preview.newest, "备份里最近的")])

    def _tell_put_back(self, kept: Path, opener: "Opener | None") -> None:
        words = f"已用备份恢复{f'，换下的文件保留为“{kept.name}”' if kept.exists() else ''}。"
        self._say(f"{words}正在打开……")
        self.opening_wanted.emit(self._asked().store, opener, words)

    def _tell_restored(self, restored: Restored, opener: "Opener | None") -> None:
        self._say(restored.sentence)
        self.opening_wanted.emit(restored.store, opener, restored.sentence)

    def _say(self, words: str) -> None:
        self.problem.clear()
        self.said.setText(words)
        self._workplace.say(words)

    def _follow(self) -> None:
        """Only what can be done with the current copy can be pressed."""
        row, is_idle = self._current(), self.work.is_idle
        is_readable = row is not None and row.state == READABLE
        self.key_row.setVisible(any(each.state == SEALED for each in self._rows))
        for button in (self.prove, self.replace, self.beside):
            button.setEnabled(is_readable and is_idle)
        self.choose.setEnabled(is_idle)
        self.back.setEnabled(is_idle)

    def _ask_backup(self) -> None:
        backup = chosen_file(self, "选择备份文件", "", _BACKUPS)
        if backup:
            self.add(Path(backup))

    def _ask_target(self) -> None:
        proposed = self._asked().store.with_name("恢复的台账.jdt")
        target, _ = chosen_place(self, "恢复为新台账，保存到", str(proposed), _STORES)
        if target and self._stays_here(Path(target)):
            self.restore_to(Path(target if target.endswith(".jdt") else f"{target}.jdt"))

    def _stays_here(self, target: Path) -> bool:
        """No register can be written while the store does not open, so nothing goes onto a medium from here."""
        try:
            refuse_medium(target, "恢复的台账")
        except DomainError as problem:
            self.problem.say(problem)
            return False
        return True

    def _build(self) -> None:
        title = QLabel("恢复数据")
        title.setProperty("role", "title")
        self.store, self.said, self.problem = QLabel(), QLabel(), ProblemLabel()
        self.store.setProperty("role", "muted")
        self.store.setWordWrap(True)
        self.said.setObjectName("recovery_said")
        self.said.setWordWrap(True)
        self.work = WorkStrip(self._workplace)
        self.copies = PlainTable(self._workplace, "recovery_copies", "备份", _COPIES)
        self.acts = PlainTable(self._workplace, "recovery_acts", "会缺少的操作", _ACTS)
        self.copies.selectionModel().currentChanged.connect(lambda *_: self._follow())
        self.copies.chosen.connect(lambda *_: self.preview())
        self.work.idle_changed.connect(lambda _: self._follow())
        self.setFocusProxy(self.copies)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(8)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.said)
        column.addWidget(self.acts, 1)
        for part in (self.copies, below):
            splitter.addWidget(part)
        splitter.setSizes([300, 260])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(10)
        for widget in (title, self.store, self.problem):
            layout.addWidget(widget)
        layout.addWidget(self._buttons())
        layout.addWidget(self._key_row())
        layout.addWidget(self.work)
        layout.addWidget(splitter, 1)

    def _buttons(self) -> QWidget:
        icons, box = self._workplace.icons, QWidget()
        self.prove = icon_button(icons, "核对这个备份", "checks", "recovery_prove", self.preview)
        words = VERBS[Condition.DAMAGED]
        self.replace = icon_button(icons, words, "switch-horizontal", "recovery_replace", self.ask_put_back)
        self.beside = icon_button(icons, "恢复为新台账…", "history", "recovery_beside", self._ask_target)
        self.choose = icon_button(icons, "选择备份文件…", "folder-open", "recovery_choose", self._ask_backup)
        self.back = icon_button(icons, "返回", "arrow-left", "recovery_back", self.left.emit)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in (self.prove, self.replace, self.beside, self.choose):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.back)
        return box

    def _key_row(self) -> QWidget:
        self.key_row, self.password = QWidget(), QLineEdit()
        self.password.setObjectName("recovery_password")
        self.password.setAccessibleName("口令或恢复密钥")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText("口令，或纸上的恢复密钥")
        self.password.setFixedWidth(320)
        self.password.returnPressed.connect(self.unlock)
        row = QHBoxLayout(self.key_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(QLabel("备份已加密"))
        row.addWidget(self.password)
        row.addWidget(icon_button(self._workplace.icons, "解开", "check", "recovery_unlock", self.unlock))
        row.addStretch(1)
        self.key_row.hide()
        return self.key_row


def _texts(row: CopyRow) -> tuple[str, ...]:
    made = row.made_at[:16].replace("T", " ")
    return made, row.source, row.occasion, row.held, f"{row.size / 1024 / 1024:.1f} MB", row.state, str(row.path)


def _lines(acts: Sequence[ActLine], where: str) -> list[tuple[str, ...]]:
    return [(act.at[:19].replace("T", " "), act.actor, act.title, str(act.rows), where) for act in acts]
