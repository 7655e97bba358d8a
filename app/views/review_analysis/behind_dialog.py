"""The findings, or the cases, behind a number; Enter opens the review or the case, Esc there leads back here."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.models.terms import RecordType
from app.services.review_analysis.rows import ChosenCase, FindingRow
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.workplace import Workplace

_FINDINGS = (
    Head("审视", 124),
    Head("原案", 230),
    Head("方面", 84),
    Head("环节", 104),
    Head("机关", 76),
    Head("定性", 56),
    Head("问题类型", 150),
    Head("纠正", 76),
    Head("发现日期", 92),
    Head("事实"),
)
_CASES = (
    Head("登记号", 120),
    Head("案件名称", 240),
    Head("类型", 90),
    Head("案由", 120),
    Head("原办案单位", 170),
    Head("日期", 92),
    Head("纳入审视", 80),
    Head("问题", 56, is_number=True),
    Head(""),
)


class BehindDialog(QDialog):
    """``record_wanted`` tells which record is to be opened."""

    record_wanted = Signal(object, int)

    def __init__(self, workplace: Workplace, title: str, parent: QWidget | None = None) -> None:
        """Fill it by ``show_findings`` or ``show_cases``."""
        super().__init__(parent)
        self._workplace, self._targets = workplace, [(RecordType.REVERSE_REVIEW, 0)][:0]
        self.setWindowTitle(title)
        self.resize(1120, 460)
        self.table = PlainTable(workplace, "behind_findings", title, _FINDINGS)
        self.table.chosen.connect(lambda row, _column: self._open(row))
        self.count, hint = QLabel(), QLabel("Enter 或双击打开")
        self.count.setObjectName("behind_count")
        hint.setProperty("role", "muted")
        close = QPushButton("关闭")
        close.setObjectName("behind_close")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.count)
        foot.addStretch(1)
        foot.addWidget(hint)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)

    def show_findings(self, rows: Sequence[FindingRow]) -> None:
        """Findings with their reviews; one opens the review it was found in."""
        self._targets = [(RecordType.REVERSE_REVIEW, row.review_id) for row in rows]
        cases = len({row.case_id for row in rows if row.case_id is not None})
        self.count.setText(f"发现 {len(rows)} 个，涉及案件 {cases} 件")
        self.table.show_rows([_finding(row) for row in rows], tips=[row.fact for row in rows])

    def show_cases(self, rows: Sequence[ChosenCase]) -> None:
        """Cases; one opens the case itself."""
        self._targets = [(RecordType.ORIGINAL_CASE, row.id) for row in rows]
        self.count.setText(f"案件 {len(rows)} 件，纳入审视 {sum(row.is_reviewed for row in rows)} 件")
        self.table.show_rows([_case(row) for row in rows], _CASES)

    def _open(self, row: int) -> None:
        if 0 <= row < len(self._targets):
            self.hide()  # not closed: Esc on the record leads back here, to the same row
            self.record_wanted.emit(*self._targets[row])


def _finding(row: FindingRow) -> tuple[str, ...]:
    body = "本院" if row.is_own else row.body.label
    case = " ".join(part for part in (row.case_number, row.case_name) if part)
    found = (row.problem, row.correction.label, str(row.found_on), " ".join(row.fact.split()))
    return (row.review_number, case, row.dimension, row.stage, body, row.verdict.label, *found)


def _case(row: ChosenCase) -> tuple[str, ...]:
    reviewed = "是" if row.is_reviewed else "否"
    return (row.entry_number, row.name, row.kind, row.cause, row.unit, row.day, reviewed, str(row.problems), "")
