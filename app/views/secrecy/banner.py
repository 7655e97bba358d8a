"""标记、知悉范围 and masked names of the record on screen, above its tabs."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from app.models.terms import RecordType
from app.services.papers.rows import RecordKey
from app.views.shared.record_frame import RecordFrame

MARK, SHIELD = "标记…", "遮蔽姓名…"


class SecrecyBanner(QFrame):
    """Takes no room on a record that is not marked and masks no name."""

    def __init__(self, frame: RecordFrame, record_type: RecordType) -> None:
        """Hidden at first."""
        super().__init__()
        self._frame, self._type = frame, record_type
        self.setObjectName("secrecy_banner")
        sign = QLabel()
        sign.setPixmap(frame.workplace.icons.icon("ban").pixmap(16, 16))
        self.words = QLabel()
        self.words.setObjectName("secrecy_words")
        self.words.setAccessibleName("标记和遮蔽的姓名")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.setSpacing(8)
        layout.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.words, 1)
        self.hide()

    @classmethod
    def on(cls, frame: RecordFrame, record_type: RecordType) -> "SecrecyBanner":
        """Between the stages and the tabs of a record page, and its acts under 更多."""
        banner = cls(frame, record_type)
        frame.put_banner(banner)
        frame.add_more(MARK, banner.mark, "ban")
        frame.add_more(SHIELD, banner.shield, "eye-off")
        return banner

    def show_record(self, record_id: int) -> None:
        """Read how a record is marked and which names are masked."""
        secrecy, record = self._frame.workplace.desk.secrecy, RecordKey(self._type, record_id)
        mark, shields = str(secrecy.of(record)), secrecy.shields(record)
        if mark and (reader := self._frame.workplace.actor).name:
            secrecy.note_reading(reader, record)
        names = "、".join(f"{each.name}（{each.kind.label}）" for each in shields)
        lines = [f"标记：{mark}"] if mark else []
        lines += [f"列表、导出和案件包中遮蔽：{names}"] if names else []
        self.words.setText("\n".join(lines))
        self.setVisible(bool(lines))

    def mark(self) -> None:
        """Mark the record, or take its mark away."""
        from app.views.secrecy.dialogs import MarkDialog

        if (record := self._record()) is not None:
            MarkDialog(self._frame.workplace, record, self._frame).open()

    def shield(self) -> None:
        """Mask a name, or show it again."""
        from app.views.secrecy.dialogs import ShieldDialog

        if (record := self._record()) is not None:
            ShieldDialog(self._frame.workplace, record, self._frame).open()

    def _record(self) -> RecordKey | None:
        key = self._frame.record_id
        return None if key is None else RecordKey(self._type, key)
