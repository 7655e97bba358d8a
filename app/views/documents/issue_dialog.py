"""登记制发 of any paper: its number and date, what it still lacks, and what registering it means."""

from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from app.models.dates import PartialDate
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, FieldProblem, KnownError
from app.services.foundation.intentions import Actor
from app.services.papers.rows import Readiness, RecordKey
from app.services.suggestions.rows import IssueDraft
from app.views.shared.background import BackgroundTask
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace

_TEXT_WIDTH, _GAP, _CHROME, _MOST_HEIGHT = 600, 14, 170, 680  # pixels; the last fits a 768-pixel screen
_UNKNOWN = Readiness("", (), True, "", "", can_leave_text=False, shows_code=False)
_CHECKED, _ALONE = "is_number_checked", "is_number_only"


class PaperIssueDialog(FormDialog):
    """Registers one paper of one record; ``code`` is the paper's."""

    def __init__(self, workplace: Workplace, key: RecordKey, code: str, parent: QWidget | None = None) -> None:
        """What stands between the paper and its registration is read at once, its pages are counted beside it."""
        super().__init__(workplace, "登记制发", "登记制发", parent)
        self._key, self._code = key, code
        self.ready = _UNKNOWN
        try:
            self.ready = workplace.desk.papers.issuing.readiness(workplace.actor, key, code)
        except (DomainError, KnownError) as problem:  # a template that is damaged: said here, refused when confirmed
            self.problem.say(problem)
        self._add_fields()
        self._count_pages()

    def perform(self, actor: Actor) -> Written:
        """Register number and date, and freeze the paper."""
        issue = IssueDraft(
            number=self.form.text("number") if self.ready.has_number else "",
            issued_on=self.form.needed_date("issued_on"),
            is_number_only=self.ready.can_leave_text and self.form.is_checked(_ALONE),
            is_number_checked=self.ready.has_number and self.form.is_checked(_CHECKED),
        )
        try:
            return self.workplace.desk.papers.issuing.issue(actor, self._key, self._code, issue)
        except FieldProblem as problem:
            if problem.field == "number" and "文号已核对" in str(problem):
                self.form.show_field(_CHECKED, True)
            raise

    @override
    def accept(self) -> None:
        super().accept()
        self._fit()

    @override
    def showEvent(self, event: object) -> None:
        super().showEvent(event)
        self._fit()

    def prefill(self, number: str, issued_on: PartialDate | None) -> None:
        """What the record knows already."""
        if number and self.number is not None:
            self.number.setText(number)
        self.date.set_date(issued_on)

    def _add_fields(self) -> None:
        form, ready = self.form, self.ready
        self.number: QLineEdit | None = None
        if ready.has_number:
            hint = (
                f"空着即自动编为 {ready.next_number}"
                if ready.next_number
                else f"如 {ready.example or '×检建〔2026〕9号'}"
            )
            self.number = form.add_text("number", "文号", hint=hint)
            form.add_check(_CHECKED, "文号已核对", "已与业务系统核对，文号确是这样")
            form.show_field(_CHECKED, False)
        self.date = form.add_date("issued_on", "发出日期")
        if ready.can_leave_text:
            form.add_check(_ALONE, "正文", "只登记文号，正文在系统中")
        self.state, self.pages = QLabel(), QLabel()
        self.state.setWordWrap(True)
        self.state.setObjectName("issue_state")
        self.pages.setProperty("role", "muted")
        self.pages.setWordWrap(True)
        self.state.setText(self._state_words())
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(layout.count() - 2, self.state)
            layout.insertWidget(layout.count() - 2, self.pages)

    def _fit(self) -> None:
        """Room for what stands below the fields, and for a problem that has come up beside one of them."""
        below = sum(label.heightForWidth(_TEXT_WIDTH) + _GAP for label in (self.state, self.pages, self.problem))
        self.resize(self.width(), min(self.form.sizeHint().height() + _CHROME + below, _MOST_HEIGHT))

    def _state_words(self) -> str:
        if not self.ready.title:
            return ""
        if not self.ready.missing:
            return "没有缺少的内容。登记后正文、文号、日期和 PDF 一并存定，以后打印的都是这一份。"
        way = "；正文不在这里起草的，可以只登记文号" if self.ready.can_leave_text else ""
        return f"还缺 {'、'.join(self.ready.missing)}。补齐后才能登记{way}。"

    def _count_pages(self) -> None:
        issuing, actor, key, code = self.workplace.desk.papers.issuing, self.workplace.actor, self._key, self._code
        task = BackgroundTask(lambda _: issuing.page_count(actor, key, code), self.workplace)  # it outlives the dialog
        task.succeeded.connect(self._show_pages)
        task.failed.connect(self._show_problem)
        task.start()

    def _show_pages(self, count: int) -> None:
        code = "，印有校验码" if self.ready.shows_code else ""
        self.pages.setText(f"现在排版共 {count} 页{code}。")

    def _show_problem(self, problem: Exception) -> None:
        self.pages.setText(str(problem))


class PaperCorrectDialog(FormDialog):
    """更正: a later version of a registered paper, with what is typed on it now."""

    def __init__(self, workplace: Workplace, paper: tuple[int, str], parent: QWidget | None = None) -> None:
        """``paper`` is the id of the registered paper and its name."""
        super().__init__(workplace, "更正文书", "登记为新版本", parent)
        self._paper = paper[0]
        self.tell(f"{paper[1]}保留不动，按现在的内容另存一版，文号和日期不变。已送达的，应当另发补正文书。")
        self.form.add_long_text("reason", "更正的理由", lines=3)

    def perform(self, actor: Actor) -> Written:
        """Freeze the later version."""
        return self.workplace.desk.papers.issuing.correct(actor, self._paper, self.form.text("reason"))
