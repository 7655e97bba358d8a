"""口令与加密: whether the store is encrypted, its password and paper key, and what was left readable."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QPushButton, QVBoxLayout, QWidget

from app.services.foundation.intentions import Intention
from app.services.keys.intentions import CHANGE_PASSWORD, DESTROY_PLAIN, ENCRYPT_STORE, RENEW_RECOVERY
from app.services.keys.making import KeyMaker
from app.services.keys.rows import HONEST, Destroyed
from app.services.keys.slots import OWNER
from app.views.keys.change_dialogs import ChangePasswordDialog, RenewRecoveryDialog
from app.views.keys.fields import words
from app.views.keys.new_keys_dialog import NewKeysDialog
from app.views.keys.seal_dialogs import SealDialog, UnsealDialog
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_PLAIN = (
    "本台账没有加密：拿到文件的人不用本程序也能读到内容。加密以后，台账、附件、检索索引和备份都要用口令或恢复密钥才能打开。"
    "加密前先自动备份；完成后自动重新打开，回到这一页。"
)
_LOCKED = (
    "本台账已加密（SQLCipher，AES-256），附件、检索索引和备份一并加密。"
    "更换口令只换钥匙，不重写数据；更换以前做的备份仍用当时的口令打开。"
)
_EVERYBODYS = "\n打开台账用各人登录的姓名和口令；各人在右上角自己的姓名下更改。"
_OWNERS_STILL = "台账原来的口令在每个账户都登录过一次以后自动作废。"
_UNABLE = "本机缺少加密组件，不能加密。请联系管理员安装完整的程序。"
_PACKAGES = "把一个文件夹（如案件包）加密成一个文件交给外单位，或者打开外单位用本程序加密的文件；台账是否加密都可以用。"
_SM = "这里的加密不是商用密码应用安全性评估（密评），不能代替密评和等级保护测评。"


class KeysView(QWidget):
    """Reads when it comes on screen."""

    def __init__(self, workplace: Workplace) -> None:
        """Nothing is known yet."""
        super().__init__()
        self._workplace = workplace
        self._build()

    def refresh(self) -> None:
        """Say how the store is, and offer what can be done."""
        keys = self._workplace.desk.keys
        is_locked, can = keys.is_encrypted, keys.can_encrypt
        self.state.setText(_LOCKED if is_locked else _PLAIN if can else _UNABLE)
        self.encrypt.setVisible(not is_locked and can)
        self.renew.setVisible(is_locked)
        self.change.setVisible(is_locked and OWNER in keys.names)
        if people := [name for name in keys.names if name != OWNER]:
            opened_by = f"\n现在能打开台账的有 {len(people)} 人：{'、'.join(people)}。停用账户后随即不能打开。"
            still = _OWNERS_STILL if OWNER in keys.names else ""
            self.state.setText(f"{_LOCKED}{_EVERYBODYS}{opened_by}{still}")
        may = self._workplace.is_open
        self.sealing.setVisible(can)
        self.encrypt.setVisible(not is_locked and can and may(ENCRYPT_STORE.permission))
        self.change.setVisible(is_locked and may(CHANGE_PASSWORD.permission))
        self.renew.setVisible(is_locked and may(RENEW_RECOVERY.permission))
        remains = keys.plain_remains()
        size = sum(path.stat().st_size for path in remains) / 1024**2
        self.remains.setText(
            f"加密前的明文还留有 {len(remains)} 个文件（{size:.1f} MB），包括原台账、备份和附件。{HONEST}"
        )
        self.remains.setVisible(bool(remains))
        self.wipe.setVisible(bool(remains) and may(DESTROY_PLAIN.permission))
        waiting = (
            (ENCRYPT_STORE, not is_locked and can),
            (RENEW_RECOVERY, is_locked),
            (DESTROY_PLAIN, bool(remains)),
        )
        self._tell_whose([act for act, is_there in waiting if is_there and not may(act.permission)])

    def _tell_whose(self, acts: Iterable[Intention]) -> None:
        """Who does what is not offered to whoever works here."""
        whose = self._workplace.desk.access.whose
        self.whose.setText("".join(f"{act.title}由{whose(act.permission)}办理。" for act in acts))
        self.whose.setVisible(bool(self.whose.text()))

    def _encrypt(self) -> None:
        desk = self._workplace.desk
        maker = KeyMaker(desk.resources, desk.clock)
        dialog = NewKeysDialog(self._workplace, maker, desk.store.path, desk.offices.office().name, self.window())
        dialog.made.connect(self._workplace.encryption_wanted)
        dialog.open()

    def _change(self) -> None:
        dialog = ChangePasswordDialog(self._workplace, self.window())
        dialog.accepted.connect(lambda: self._tell("已更换口令。"))
        dialog.open()

    def _renew(self) -> None:
        desk = self._workplace.desk
        maker = KeyMaker(desk.resources, desk.clock)
        dialog = RenewRecoveryDialog(self._workplace, maker, desk.store.path, desk.offices.office().name, self.window())
        dialog.accepted.connect(lambda: self._tell("已更换恢复密钥，旧的纸面请收回销毁。"))
        dialog.open()

    def _destroy(self) -> None:
        box = QMessageBox(
            QMessageBox.Icon.NoIcon, "销毁明文", f"这些文件删除后不能找回。{HONEST}", parent=self.window()
        )
        yes = box.addButton("销毁", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton("取消", QMessageBox.ButtonRole.RejectRole))
        keys, actor = self._workplace.desk.keys, self._workplace.actor
        yes.clicked.connect(
            lambda: self.work.run(
                "正在销毁……", lambda progress: keys.destroy_plain(actor, progress), self._tell_destroyed
            )
        )
        box.open()

    def _sealing(self, kind: type[SealDialog] | type[UnsealDialog]) -> None:
        desk = self._workplace.desk
        dialog = kind(self._workplace, KeyMaker(desk.resources, desk.clock), self.window())
        dialog.accepted.connect(lambda: self._tell(dialog.done_sentence))
        dialog.open()

    def _tell_destroyed(self, done: Destroyed) -> None:
        self.refresh()
        self._tell(done.sentence)

    def _tell(self, sentence: str) -> None:
        self.work.problem.clear()
        self.told.setText(sentence)
        self.told.show()

    def _build(self) -> None:
        self.state, self.remains, self.work = words("", ""), words(""), WorkStrip(self._workplace)
        self.whose = words("")
        self.whose.setObjectName("keys_whose")
        self.told = words("", "")
        self.told.hide()
        self.encrypt = _button("加密台账…", "encrypt_store", self._encrypt)
        self.change = _button("更换口令…", "change_password", self._change)
        self.renew = _button("更换恢复密钥…", "renew_recovery", self._renew)
        self.wipe = _button("销毁明文…", "destroy_plain", self._destroy)
        row, foot = QHBoxLayout(), QHBoxLayout()
        for button in (self.encrypt, self.change, self.renew):
            row.addWidget(button)
        row.addStretch(1)
        foot.addWidget(self.wipe)
        foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self.state)
        layout.addWidget(self.whose)
        layout.addLayout(row)
        layout.addWidget(self.work)
        layout.addWidget(self.told)
        layout.addWidget(self.remains)
        layout.addLayout(foot)
        layout.addSpacing(12)
        layout.addWidget(self._sealing_part())
        layout.addStretch(1)
        layout.addWidget(words(_SM))

    def _sealing_part(self) -> QWidget:
        self.sealing = QWidget()
        column, sealing = QVBoxLayout(self.sealing), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (words("移送外单位的文件", "heading"), words(_PACKAGES)):
            column.addWidget(part)
        for button in (
            _button("加密导出包…", "seal_folder", lambda: self._sealing(SealDialog)),
            _button("打开加密包…", "unseal_file", lambda: self._sealing(UnsealDialog)),
        ):
            sealing.addWidget(button)
        sealing.addStretch(1)
        column.addLayout(sealing)
        return self.sealing


def _button(title: str, name: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(title)
    button.setObjectName(name)
    button.clicked.connect(lambda _checked: act())
    return button
