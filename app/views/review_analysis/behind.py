"""Opens what is behind a number beside a page, and brings it back when somebody returns from a record."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.models.terms import RecordType
from app.services.foundation.errors import DomainError, KnownError
from app.services.review_analysis.pattern import Pattern
from app.services.review_analysis.rows import FindingRow, Scope, Selection
from app.views.review_analysis.behind_dialog import BehindDialog
from app.views.review_analysis.series import LINES, REVIEWED, Asked
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace


class Behind(QObject):
    """One dialog at a time; reading goes on beside the window."""

    def __init__(self, workplace: Workplace, work: WorkStrip, owner: QWidget, *, comes_back: bool = True) -> None:
        """``owner`` is what the dialog stands before; False where Esc on a record does not lead back to it."""
        super().__init__(owner)
        self._workplace, self._work, self._owner = workplace, work, owner
        self._comes_back = comes_back
        self.dialog: BehindDialog | None = None
        self.is_leaving = False  # for a record that was opened from the dialog

    def show_findings(self, scope: Scope, asked: Asked) -> None:
        """The findings of a selection."""
        service = self._workplace.desk.review_analysis

        def show(rows: tuple[FindingRow, ...]) -> None:
            self._made(asked.title).show_findings(rows)

        self._work.run("正在读取……", lambda _: service.behind(scope, asked.selection), show)

    def show_month(self, scope: Scope, line: int, month: str) -> None:
        """Errors or flaws found in a month, or the cases whose review ended in it."""
        from app.models.review_terms import FindingVerdict

        title = f"{month} {LINES[line][0]}"
        service = self._workplace.desk.review_analysis
        if line == REVIEWED:
            found = service.reviewed_in
            self._work.run("正在读取……", lambda _: found(scope, month), lambda rows: self._made(title).show_cases(rows))
            return
        verdict = (FindingVerdict.ERROR, FindingVerdict.FLAW)[line]
        self.show_findings(scope, Asked(title, Selection(verdict=verdict, month=month)))

    def show_cases(self, pattern: Pattern) -> None:
        """The cases that fit a pattern."""
        cases = self._workplace.desk.review_analysis.cases
        self._work.run(
            "正在读取……", lambda _: cases(pattern), lambda rows: self._made("符合条件的原案").show_cases(rows)
        )

    def come_back(self) -> bool:
        """Show the dialog again after a record; False where there is none."""
        if self.dialog is None:
            return False
        self.dialog.open()
        self.dialog.table.setFocus()
        return True

    def let_go(self) -> None:
        """Nobody comes back to it."""
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _made(self, title: str) -> BehindDialog:
        self.let_go()
        self.dialog = BehindDialog(self._workplace, title, self._owner)
        self.dialog.rejected.connect(self.let_go)
        self.dialog.record_wanted.connect(self._open)
        self.dialog.open()
        return self.dialog

    def _open(self, record_type: RecordType, record_id: int) -> None:
        self.is_leaving = True
        if not self._comes_back:
            self.let_go()
        try:
            self._workplace.open_record(record_type, record_id)
        except (DomainError, KnownError) as problem:
            self._workplace.say(str(problem))
