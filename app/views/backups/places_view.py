"""自动备份、备份的第二处 and 试恢复: where backups go, what the last trial said, and naming or withdrawing a place."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.models.trust_terms import PlaceKind
from app.services.foundation.changes import Written
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor
from app.services.foundation.progress import Progress
from app.services.store.care_rows import Following, PlaceDraft, PlaceRow, TrialRow
from app.services.store.media import Medium
from app.views.keys.place_field import PlaceField
from app.views.shared.actor_dialog import working_actor
from app.views.shared.form_dialog import FormDialog
from app.views.shared.icon_button import icon_button
from app.views.shared.plain_table import ROW_HEIGHT, Head, PlainTable
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_HEADS = (Head("位置", 390), Head("情况", 300), Head("指定人", 90), Head("指定时间", 150), Head("理由"))
_ROWS = 3
_HOW = "有改动时每半小时、关闭和退出登录时、锁定时、导入和检查前自动备份在台账旁边；第二处另存台账和全部附件。"
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
        self.trial.setText(_trial_words(desk.trial_restores.last()))
        self._rows = desk.second_places.rows()
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

        self.work.run("正在补上第二处……", job, self._tell_followed)

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
        self.work = WorkStrip(self._workplace)
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
        for part in (title, how, self.trial, self.nothing, self.places, buttons, self.work):
            layout.addWidget(part)


class NameDialog(FormDialog):
    """指定第二处."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        """A folder, or a medium that is plugged in now."""
        super().__init__(workplace, "指定备份的第二处", "指定", parent)
        self.tell("只写到这里指定的位置；插入别的介质不会写入任何内容。介质按序列号辨认，换了盘符也认得。")
        self._media = {each.title: each for each in workplace.desk.second_places.media()}
        kind = self.form.add_term("kind", "方式", PlaceKind, PlaceKind.FOLDER)
        medium: QComboBox = self.form.add_choice("serial", "介质", list(self._media))
        medium.setEditable(False)
        medium.setPlaceholderText("请选择" if self._media else "没有插入介质")
        medium.setCurrentIndex(-1)
        self.place = PlaceField("文件夹", "folder", "选择文件夹…", self._ask_folder)
        self.place.text.setPlaceholderText("完整的位置，如 D:\\备份；介质上写其中的文件夹名")
        self.place.text.textChanged.connect(lambda _: self.form.changed.emit())
        self.form.add_field("folder", "文件夹", self.place, self.place.text)
        self.form.add_text("reason", "理由", hint="如 本院数据备份规定及文号")
        kind.currentIndexChanged.connect(lambda _: self._follow_kind())
        self._follow_kind()

    def _follow_kind(self) -> None:
        self.form.show_field("serial", self.form.term("kind", PlaceKind) is PlaceKind.MEDIUM)

    def _medium(self) -> Medium | None:
        """What is chosen as a medium, None for a folder of this machine."""
        is_medium = self.form.term("kind", PlaceKind) is PlaceKind.MEDIUM
        return self._media.get(self.form.text("serial")) if is_medium else None

    def _ask_folder(self, so_far: str) -> str:
        """On a medium what counts is the folder below its root, wherever that appears next time."""
        medium = self._medium()
        if medium is None and self.form.term("kind", PlaceKind) is PlaceKind.MEDIUM:
            self.form.mark(FieldProblem("serial", "请先选择介质。"))
            return ""
        begin = str(medium.root / so_far) if medium else so_far
        name = QFileDialog.getExistingDirectory(self, "备份的第二处", begin)
        if not name or medium is None:
            return name
        if not Path(name).is_relative_to(medium.root):
            self.form.say(FieldProblem("folder", f"{name} 不在介质 {medium.root} 上。请选择介质上的文件夹。"))
            return ""
        return str(Path(name).relative_to(medium.root))

    def perform(self, actor: Actor) -> Written:
        """Name it."""
        kind, medium, folder = self.form.term("kind", PlaceKind), self._medium(), self.place.text.text().strip()
        if kind is PlaceKind.MEDIUM and medium is None:
            raise FieldProblem("serial", "请插入介质后重新打开这个窗口，再选择它。")
        if not folder:
            raise FieldProblem("folder", "请填写文件夹。")
        draft = PlaceDraft(kind, folder, self.form.text("reason"), medium.serial if medium else "")
        return self.workplace.desk.second_places.name(actor, draft)


class WithdrawDialog(FormDialog):
    """停用第二处."""

    def __init__(self, workplace: Workplace, row: PlaceRow, parent: QWidget | None = None) -> None:
        """``row`` is the place."""
        super().__init__(workplace, "停用备份的第二处", "停用", parent)
        self._row = row
        self.tell(f"{row.title}：以后不再写到这里，已有的备份留在原处。")
        self.form.add_text("reason", "理由")

    def perform(self, actor: Actor) -> Written:
        """Withdraw it."""
        return self.workplace.desk.second_places.withdraw(actor, self._row.id, self.form.text("reason"))


def _texts(row: PlaceRow) -> tuple[str, ...]:
    return row.title, row.state, row.named_by, row.named_at[:16].replace("T", " "), row.reason


def _trial_words(last: TrialRow | None) -> str:
    if last is None:
        return "还没有试恢复过。每月自动试恢复一次，看备份能不能用。"
    at = last.at[:16].replace("T", " ")
    return f"{at} {last.sentence}"
