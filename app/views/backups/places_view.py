"""自动备份、备份的第二处 and 试恢复: where backups go, what the last trial said, and naming or withdrawing a place."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.services.foundation.progress import Progress
from app.services.store.care_rows import Following, PlaceRow, TrialRow
from app.views.backups.place_dialogs import NameDialog, WithdrawDialog
from app.views.shared.actor_dialog import working_actor
from app.views.shared.icon_button import icon_button
from app.views.shared.plain_table import ROW_HEIGHT, Head, PlainTable
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_HEADS = (Head("位置", 390), Head("情况", 300), Head("指定人", 90), Head("指定时间", 150), Head("理由"))
_ROWS = 3
_HOW = "有改动时每半小时、关闭和退出登录时、锁定时、导入和检查前自动备份在台账旁边；第二处另存台账和全部附件。"
_STOPPED = "已取消。已经带过去的附件都是完整的，留在第二处；其余下次补上。"
_NOTHING = "还没有指定第二处。自动备份只在本机；本机损坏时需要另一块盘上的备份，请由安全保密管理员指定。"


class PlacesView(QWidget):
    """Reads when it comes on screen and after every act here."""

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``refresh``."""
        super().__init__()
        self._workplace = workplace
        self._rows: tuple[PlaceRow, ...] = ()
        self._build()

    def refresh(self) -> None:
        """Show how backups stand."""
        desk = self._workplace.desk

        def job(_: Progress) -> tuple[TrialRow | None, tuple[PlaceRow, ...]]:
            return desk.trial_restores.last(), desk.second_places.rows()

        # Beside the window: a place on a network that does not answer keeps whoever asks for it waiting.
        self.looking.run("正在看备份的第二处在不在……", job, self._show)

    def _show(self, found: tuple[TrialRow | None, tuple[PlaceRow, ...]]) -> None:
        last, self._rows = found
        self.trial.setText(_trial_words(last))
        self.places.show_rows([_texts(row) for row in self._rows])
        self.places.setFixedHeight(ROW_HEIGHT * (min(len(self._rows), _ROWS) + 1) + 4)  # the rest is for the results
        self.places.setVisible(bool(self._rows))
        self.nothing.setVisible(not self._rows)
        self.withdraw.setEnabled(bool(self._rows))
        if self._rows:
            self.places.selectRow(0)

    def follow(self) -> None:
        """Bring the second places up to date now."""
        desk = self._workplace.desk

        def job(progress: Progress) -> Following:
            desk.backups.automatic("手工补上", progress)
            return desk.second_places.follow(progress)

        self.work.run("正在补上第二处……", job, self._tell_followed, _STOPPED)

    def try_restore(self) -> None:
        """试恢复."""
        desk, actor = self._workplace.desk, working_actor(self._workplace, self)
        if actor is not None:
            self.work.run("正在试恢复……", partial(desk.trial_restores.run, actor), self._tell)

    def _tell(self, tried: TrialRow) -> None:
        self.refresh()
        self._workplace.say(tried.sentence)

    def _tell_followed(self, following: Following) -> None:
        self.refresh()
        done = f"已补上 {len(following.carried)} 处。" if following.carried else "没有补上任何一处。"
        absent = "".join(f"“{each}”现在不在。" for each in following.absent)
        self._workplace.say(done + absent + "".join(following.problems))

    def _name(self) -> None:
        dialog = NameDialog(self._workplace, self)
        dialog.recorded.connect(lambda _: self.refresh())
        dialog.open()

    def _withdraw(self) -> None:
        place = self.places.currentIndex().row()
        if 0 <= place < len(self._rows):
            dialog = WithdrawDialog(self._workplace, self._rows[place], self)
            dialog.recorded.connect(lambda _: self.refresh())
            dialog.open()

    def _build(self) -> None:
        title, how = QLabel("自动备份与第二处"), QLabel(_HOW)
        title.setProperty("role", "heading")
        how.setProperty("role", "muted")
        self.trial, self.nothing = QLabel(), QLabel(_NOTHING)
        self.trial.setObjectName("trial_words")
        for label in (self.trial, self.nothing):
            label.setWordWrap(True)
        self.places = PlainTable(self._workplace, "backup_places", "备份的第二处", _HEADS)
        self.work, self.looking = WorkStrip(self._workplace), WorkStrip(self._workplace)
        icons, buttons = self._workplace.icons, QWidget()
        self.withdraw = icon_button(icons, "停用…", "ban", "place_withdraw", self._withdraw)
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in (
            icon_button(icons, "指定第二处…", "plus", "place_name", self._name),
            self.withdraw,
            icon_button(icons, "现在补上", "send", "place_follow", self.follow),
            icon_button(icons, "试恢复", "checks", "trial_run", self.try_restore),
        ):
            row.addWidget(button)
        row.addStretch(1)
        self.work.idle_changed.connect(buttons.setEnabled)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        for part in (title, how, self.trial, self.nothing, self.places, buttons, self.looking, self.work):
            layout.addWidget(part)


def _texts(row: PlaceRow) -> tuple[str, ...]:
    return row.title, row.state, row.named_by, row.named_at[:16].replace("T", " "), row.reason


def _trial_words(last: TrialRow | None) -> str:
    if last is None:
        return "还没有试恢复过。每月自动试恢复一次，看备份能不能用。"
    at = last.at[:16].replace("T", " ")
    return f"{at} {last.sentence}"
