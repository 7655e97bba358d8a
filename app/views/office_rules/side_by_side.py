"""A rule's fields in words: the standard wording and the office's own in two columns, what differs told in words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from app.services.office_rules.rows import FIELD_TITLES, RulePair
from app.views.office_rules.rule_texts import fact_texts

_REASON = FIELD_TITLES["override_reason"]


class SideBySide(QScrollArea):
    """Texts can be read and copied, not changed; the standard wording is read-only everywhere."""

    def __init__(self) -> None:
        """Nothing is shown yet."""
        super().__init__()
        self.setObjectName("rule_details")
        self.setAccessibleName("规则内容")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that the arrow keys scroll it

    def show_pair(self, pair: RulePair | None) -> None:
        """Show one rule, or nothing."""
        sheet = QWidget()
        sheet.setObjectName("sheet")
        grid = QGridLayout(sheet)
        grid.setContentsMargins(12, 10, 12, 10)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        if pair is not None:
            _fill(grid, pair)
        grid.setRowStretch(grid.rowCount(), 1)
        self.setWidget(sheet)


def _fill(grid: QGridLayout, pair: RulePair) -> None:
    shown = [
        (title, fact_texts(table))
        for title, table in (("标准规则（只读）", pair.standard), (_local_title(pair), pair.local))
        if table is not None
    ]
    for column, (title, _texts) in enumerate(shown, start=1):
        grid.addWidget(_label(title, "heading"), 0, column)
        grid.setColumnStretch(column, 1)
    row = 1
    for title in shown[0][1]:
        texts = [facts[title] for _, facts in shown]
        if title == _REASON and pair.local is None:
            continue
        grid.addWidget(_label(title, "muted"), row, 0)
        is_other = len(set(texts)) > 1 and title != _REASON
        for column, text in enumerate(texts, start=1):
            is_changed = is_other and column == len(texts)
            grid.addWidget(_label(f"【改】{text}" if is_changed else text, "text"), row, column)
        row += 1


def _local_title(pair: RulePair) -> str:
    return f"本地规则（{pair.locals} 条之一）" if pair.locals > 1 else "本地规则"


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    at_right = Qt.AlignmentFlag.AlignRight if role == "muted" else Qt.AlignmentFlag.AlignLeft
    label.setAlignment(at_right | Qt.AlignmentFlag.AlignTop)
    if role != "muted":
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
