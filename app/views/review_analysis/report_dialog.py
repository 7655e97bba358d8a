"""生成报告: choose the period, read and edit the text made from its figures, save; and 修改 of one that was saved."""

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from app.models.dates import PartialDate
from app.models.review_terms import ReviewReportKind
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError
from app.services.foundation.intentions import Actor
from app.services.foundation.progress import Progress
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.review_analysis.intentions import AMEND_REPORT
from app.services.review_analysis.report_rows import Presentation, ReportAsked, ReportCard, ReportProposal
from app.views.review_analysis.figures_table import FiguresTable
from app.views.shared.form_dialog import FormDialog
from app.views.shared.icon_button import icon_button
from app.views.shared.work_dialog import Save, SavingDialog
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_SIZE = (930, 690)  # fits a 768-pixel screen with its task bar
_YEARS = 10
_HALVES = (("上半年", 1), ("下半年", 2))
_FIRST_HALF = 6  # the last month of it
_TEXT_LINES = 14


class _ReportSheet(SavingDialog):
    """Title, text and the table of figures; saving counts once more, beside the window."""

    def __init__(self, workplace: Workplace, title: str, verb: str, parent: QWidget | None) -> None:
        """Subclasses add their fields before ``_lay_sheet``."""
        super().__init__(workplace, title, verb, parent)
        self.figures = FiguresTable(workplace)
        self.counting = WorkStrip(workplace)

    @override
    def fit(self) -> None:
        self.resize(*_SIZE)

    def _lay_sheet(self, title: str = "", text: str = "") -> None:
        self.title = self.form.add_text("title", "标题", title)
        self.text: QPlainTextEdit = self.form.add_long_text("text", "正文", text, lines=_TEXT_LINES)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(2, self.counting)
            layout.insertLayout(3, self._foot())
            layout.insertWidget(4, self.figures, 2)
            layout.setStretch(1, 5)

    def _foot(self) -> QHBoxLayout:
        """What stands between the text and its figures."""
        row = QHBoxLayout()
        self.state = QLabel()
        self.state.setProperty("role", "muted")
        row.addWidget(self.state)
        row.addStretch(1)
        return row


class ReportDialog(_ReportSheet):
    """A new report. The text is made anew while nobody has touched it, and on 重新生成."""

    def __init__(
        self, workplace: Workplace, kind: ReviewReportKind, review_id: int | None = None, parent: QWidget | None = None
    ) -> None:
        """``review_id`` fixes the review of a 类案 report, or names the 综合审视 a yearly one belongs to."""
        super().__init__(workplace, "生成审视报告", "保存报告", parent)
        self._review_id = review_id
        self._proposal: ReportProposal | None = None
        self._made = ""
        self.tell("正文由登记的数生成，可以修改；保存以后数和正文不再随登记变化。提交听取在保存以后登记。")
        self._add_period(kind)
        self._lay_sheet()
        self._follow()

    @override
    def job(self, actor: Actor) -> Save:
        proposal, make = self._proposal, self.workplace.desk.review_reports.make
        if proposal is None or not self.counting.is_idle:
            raise DomainError("正文还没有生成。请等统计完成，或先选择时期。")
        if proposal.asked != self._asked():
            raise DomainError("时期已经改变，正文还是原来的，没有保存。请按“重新生成”，或把时期改回来。")
        title, text = self.form.text("title"), self.form.text("text")
        return lambda _: make(actor, proposal, title, text)

    @override
    def done_words(self) -> str:
        return f"已保存{self._asked().kind.label}"

    def generate(self) -> None:
        """Make the text anew from the figures as they are now."""
        asked, propose = self._asked(), self.workplace.desk.review_reports.propose
        self.counting.run("正在统计……", lambda _: propose(asked), self._show)

    def _show(self, proposal: ReportProposal) -> None:
        self._proposal, self._made = proposal, proposal.text
        self.title.setText(proposal.title)
        self.text.setPlainText(proposal.text)
        self.figures.show_figures(proposal.figures)
        self.state.setText(f"{proposal.first} 至 {proposal.last}，数据截至 {proposal.as_of}")
        self._is_touched = False

    def _asked(self) -> ReportAsked:
        kind = ReviewReportKind(self.kind.currentData())
        if kind is ReviewReportKind.THEMATIC:
            return ReportAsked(kind, review_id=self.review.currentData())
        half = self.half.currentData() if kind is ReviewReportKind.HALF_YEAR else None
        return ReportAsked(kind, int(self.year.currentData()), half, self._review_id)

    def _add_period(self, kind: ReviewReportKind) -> None:
        desk, line = self.workplace.desk, QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.kind, self.year, self.half, self.review = (QComboBox() for _ in range(4))
        today = desk.clock.today()
        offered: tuple[tuple[QComboBox, str, list[tuple[str, object]]], ...] = (
            (self.kind, "种类", [(each.label, each.value) for each in ReviewReportKind]),
            (self.year, "年度", [(f"{today.year - ago}年", today.year - ago) for ago in range(_YEARS)]),
            (self.half, "时期", list(_HALVES)),
            (self.review, "类案审视", [(name, key) for key, name in desk.review_analysis.thematic_reviews()]),
        )
        for box, name, values in offered:
            for words, value in values:
                box.addItem(words, value)
            box.setAccessibleName(name)
            row.addWidget(box)
        for box, key in ((self.year, "report_year"), (self.half, "report_half"), (self.review, "report_review")):
            box.setObjectName(key)
        row.addStretch(1)
        self.kind.setCurrentIndex(self.kind.findData(kind.value))
        self.half.setCurrentIndex(1 if today.month > _FIRST_HALF else 0)
        if kind is ReviewReportKind.THEMATIC and self._review_id is not None:
            self.review.setCurrentIndex(self.review.findData(self._review_id))
            for box in (self.review, self.kind):
                box.setEnabled(False)
        self.form.add_field("kind", "种类和时期", line, self.kind)
        self.kind.setAccessibleName("种类")
        for box in (self.kind, self.year, self.half, self.review):
            box.currentIndexChanged.connect(lambda _: self._follow())

    def _follow(self) -> None:
        kind = ReviewReportKind(self.kind.currentData())
        self.year.setVisible(kind is not ReviewReportKind.THEMATIC)
        self.half.setVisible(kind is ReviewReportKind.HALF_YEAR)
        self.review.setVisible(kind is ReviewReportKind.THEMATIC)
        if self.text.toPlainText().strip() in {"", self._made.strip()}:
            self.generate()
        else:
            self.state.setText("时期已经改变，正文还是原来的：请按“重新生成”，改过的内容会被替换。")

    @override
    def _foot(self) -> QHBoxLayout:
        row = super()._foot()
        row.addWidget(icon_button(self.workplace.icons, "重新生成", "history", "report_again", self.generate))
        return row


class ReportTextDialog(_ReportSheet):
    """A saved report: its figures stand for ever, its text until it was presented."""

    def __init__(self, workplace: Workplace, card: ReportCard, parent: QWidget | None = None) -> None:
        """``card`` is read when the dialog is made."""
        super().__init__(workplace, "修改审视报告", "保存", parent)
        self._card, self._version = card, card.row.version
        row = card.row
        self._lay_sheet(row.title, card.text)
        self.figures.show_figures(card.figures)
        self.state.setText(f"{row.first} 至 {row.last}，数据截至 {row.as_of}，{row.made_by}制作")
        if row.presented_on is not None:
            demands = f"听取意见：{card.demands}" if card.demands else ""
            self.tell(f"已于 {row.presented_on} 提交{row.presented_to}听取，正文不能再改。{demands}")
            self._let_read()
        elif not workplace.is_open(AMEND_REPORT.permission):
            self._let_read()
        else:
            self.tell("数是制作时的，不随登记变化；正文在提交听取以前可以修改。")

    def _let_read(self) -> None:
        """For reading only."""
        self.setWindowTitle("审视报告")
        self.title.setReadOnly(True)
        self.text.setReadOnly(True)
        self.confirm.hide()
        self.cancel.setText("关闭")

    @override
    def job(self, actor: Actor) -> Save:
        service, key = self.workplace.desk.review_reports, self._card.row.id
        title, text = self.form.text("title"), self.form.text("text")

        def save(_: Progress) -> Written:
            try:
                return service.amend(actor, key, self._version, title, text)
            except ChangedMeanwhile:
                self._version = service.card(key).row.version  # told once
                raise

        return save


class PresentDialog(FormDialog):
    """提交党组听取."""

    def __init__(self, workplace: Workplace, card: ReportCard, parent: QWidget | None = None) -> None:
        """``card`` is a saved report."""
        super().__init__(workplace, "登记提交听取", "登记", parent)
        self._card = card
        row = card.row
        self.tell(f"《{row.title}》。登记以后正文不能再改；下一次听取的提醒从这一天起算。")
        form = self.form
        form.add_choice("to", "听取单位", ("党组", "检察委员会"), row.presented_to or "党组")
        form.add_date("on", "听取日期", row.presented_on or PartialDate.of(workplace.desk.clock.today()))
        form.add_long_text("demands", "听取意见和要求", card.demands, lines=5)

    @override
    def perform(self, actor: Actor) -> Written:
        form, row = self.form, self._card.row
        said = Presentation(form.text("to"), form.date("on"), form.text("demands"))
        return self.workplace.desk.review_reports.present(actor, row.id, row.version, said)
