"""Which document is written: those of the record by groups, how far each follows a published text, and its style."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from app.services.documents.facts import DocumentStyle
from app.services.documents.templates.model import Template
from app.services.papers.offering import PaperGroup
from app.services.review_papers.codes import base_code
from app.views.shared.elided_label import ElidedLabel

_CODE = int(Qt.ItemDataRole.UserRole)


class DocumentChoice(QWidget):
    """One row above the form."""

    chosen = Signal(str)  # a document's code
    style_chosen = Signal()

    def __init__(self) -> None:
        """Nothing to choose from yet."""
        super().__init__()
        self._templates: dict[str, Template] = {}
        self._build()

    @property
    def template(self) -> Template | None:
        """The document chosen."""
        return self._templates.get(str(self.documents.currentData(_CODE) or ""))

    @property
    def paper_style(self) -> DocumentStyle | None:
        """The style chosen; None leaves it to the office's choice for this kind of document."""
        found = self.styles.currentData()
        return DocumentStyle(found) if found else None

    def offer(self, groups: Sequence[PaperGroup], code: str) -> None:
        """Offer these; ``code`` stays or becomes the chosen one where it is among them, else the first."""
        self._templates = {template.asked_as: template for group in groups for template in group.templates}
        asked = self._asked(code)
        self.documents.blockSignals(True)
        model, wanted = QStandardItemModel(self), -1
        for group in groups:
            head = QStandardItem(group.title)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            model.appendRow(head)
            for template in group.templates:
                model.appendRow(_item(template))
                if template.asked_as == asked or wanted < 0:
                    wanted = model.rowCount() - 1
        self.documents.setModel(model)
        self.documents.setCurrentIndex(wanted)
        self.documents.blockSignals(False)
        self._show_standing()

    def choose(self, code: str) -> None:
        """Go to a document of this record."""
        place = self.documents.findData(self._asked(code), _CODE)
        if place >= 0:
            self.documents.setCurrentIndex(place)

    def _asked(self, code: str) -> str:
        """A paper about a result is asked for by its kind too; then the first of the kind is meant."""
        return next((each for each in self._templates if code in (each, base_code(each))), base_code(code))

    def show_style(self, style: DocumentStyle | None) -> None:
        """What was chosen on this paper before."""
        self.styles.blockSignals(True)
        self.styles.setCurrentIndex(max(self.styles.findData(style.value if style else ""), 0))
        self.styles.blockSignals(False)

    def _show_standing(self) -> None:
        template = self.template
        if template is None:
            self.grounding.setText("这类记录目前没有可生成的文书。")
            self.documents.hide()
            self.styles.hide()
            return
        self.documents.show()
        self.grounding.setText(f"{template.grounding.label} · {template.basis}")
        self.grounding.setToolTip("\n".join(part for part in (template.basis, template.note) if part))
        self.styles.blockSignals(True)
        self.styles.clear()
        self.styles.addItem("按本院选定的式样", "")
        for style in template.styles:
            self.styles.addItem(style.label, style.value)
        self.styles.blockSignals(False)
        self.styles.setVisible(len(template.styles) > 1)

    def _choose(self) -> None:
        self._show_standing()
        if self.template is not None:
            self.chosen.emit(self.template.asked_as)

    def _build(self) -> None:
        self.documents, self.styles = QComboBox(), QComboBox()
        self.grounding = ElidedLabel(Qt.TextElideMode.ElideRight)
        self.documents.setObjectName("paper_document")
        self.documents.setAccessibleName("文书")
        self.documents.setMinimumWidth(230)
        self.documents.setMaxVisibleItems(24)
        self.documents.currentIndexChanged.connect(lambda _: self._choose())
        self.styles.setObjectName("paper_style")
        self.styles.setAccessibleName("式样")
        self.styles.setMinimumWidth(172)
        self.styles.currentIndexChanged.connect(lambda _: self.style_chosen.emit())
        self.grounding.setObjectName("paper_grounding")
        self.grounding.setProperty("role", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 4)
        row.setSpacing(12)
        row.addWidget(self.documents)
        row.addWidget(self.styles)
        row.addWidget(self.grounding, 1)


def _item(template: Template) -> QStandardItem:
    item = QStandardItem(f"    {template.name}")
    item.setData(template.asked_as, _CODE)
    item.setData(template.name, int(Qt.ItemDataRole.AccessibleTextRole))
    return item
