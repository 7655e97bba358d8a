"""What one warning says: the sentence, the twelve months before, who looked at it, what it came to."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.services.indicator_warnings.rows import WarningRow
from app.views.base_data.words import TOGETHER


class WarningCard(QWidget):
    """Read only; below the list."""

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        self.sentence, self.before, self.course = QLabel(), QLabel(), QLabel()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for label in (self.sentence, self.before, self.course):
            label.setWordWrap(True)
            layout.addWidget(label)
        self.before.setProperty("role", "muted")
        self.sentence.setObjectName("warning_sentence")

    def show_warning(self, warning: WarningRow | None) -> None:
        """Say everything of one; nothing where none is current."""
        if warning is None:
            for label in (self.sentence, self.before, self.course):
                label.clear()
            return
        figures = warning.figures
        now = f"　现在的数：{figures.now or '规则已成立'}" if figures.now != figures.raised else ""
        self.sentence.setText(f"{warning.sentence}{now}")
        known = "　".join(f"{month[2:]}：{TOGETHER}{said}" for month, said in figures.before)
        self.before.setText(f"此前十二个月　{known}" if known else "")
        self.before.setVisible(bool(known))
        self.course.setText("\n".join(_course(warning)))


def _course(warning: WarningRow) -> list[str]:
    said = [f"提出：{warning.raised_at[:16].replace('T', ' ')}" + ("" if warning.is_standing else "　现已不成立")]
    if warning.verified_by:
        said.append(f"核查：{warning.verified_by} {warning.verified_on}　{warning.verification}")
    if warning.outcome is not None:
        said.append(
            f"结论：{warning.outcome.label}　{warning.conclusion}（{warning.concluded_by} {warning.concluded_at[:10]}）"
        )
    return said
