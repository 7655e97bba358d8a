"""A record looked at without leaving what is being typed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.models.terms import RecordType
from app.services.clues.rows import Kin
from app.views.shared.preview import Preview
from app.views.shared.workplace import Workplace


class GlanceDialog(QDialog):
    """The record's preview by itself; Esc closes it."""

    def __init__(self, workplace: Workplace, kin: Kin, parent: QWidget) -> None:
        """``kin`` names the record."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{kin.entry_number} {kin.title}")
        self.preview = _preview(workplace, kin.record_type)
        self.preview.show_record(kin.id)
        buttons = QDialogButtonBox()
        close = buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        close.setObjectName("glance_close")
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.preview, 1)
        layout.addWidget(buttons)
        self.resize(520, 560)


def _preview(workplace: Workplace, record_type: RecordType) -> Preview:
    if record_type is RecordType.MATTER:
        from app.views.matters.preview import MatterPreview

        return MatterPreview(workplace)
    if record_type is RecordType.SUGGESTION:
        from app.views.suggestions.preview import LetterPreview

        return LetterPreview(workplace)
    from app.views.clues.preview import CluePreview

    return CluePreview(workplace)
