"""启动类案审视 or 综合审视 of the cases that fit, and 追加符合的案件."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from app.models.dates import PartialDate
from app.models.review_terms import ReviewKind, TriggerList
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, FieldProblem, KnownError
from app.services.foundation.intentions import Actor
from app.services.review_analysis.rows import AnalysisDraft, Chosen, OpenReview
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace

_KINDS = (ReviewKind.THEMATIC, ReviewKind.COMPREHENSIVE)
_NAMED = 5


class StartDialog(FormDialog):
    """``chosen`` are the cases that fit now; they are chosen again when the review is begun."""

    def __init__(self, workplace: Workplace, chosen: Chosen, parent: QWidget | None = None) -> None:
        """The pattern is kept on the review."""
        super().__init__(workplace, "启动类案审视", "启动", parent)
        self._chosen = chosen
        desk, pattern = workplace.desk, chosen.pattern
        told = desk.review_analysis.words_of(pattern)
        self.tell(
            f"符合条件的原案 {chosen.count} 件（纳入审视 {chosen.reviewed} 件）：{told}。"
            "条件随审视保存，以后新符合的案件可以追加。每件案件自己的个案审视不因此免除。"
        )
        form = self.form
        self.kind: QComboBox = form.add_term("kind", "类型", _KINDS, ReviewKind.THEMATIC)
        form.add_text("title", "名称", hint="如 盗窃案件证据采信问题类案审视")
        form.add_term("trigger_list", "清单", TriggerList, pattern.trigger_list or TriggerList.REVERSE)
        people = [person.name for person in desk.offices.people()]
        form.add_choice("handler", "审视人", people, workplace.actor.name)
        form.add_choice("department", "审视部门", ["", *desk.offices.departments()])
        form.add_date("started_on", "启动日期", PartialDate.of(desk.clock.today()))

    @override
    def perform(self, actor: Actor) -> Written:
        form = self.form
        draft = AnalysisDraft(
            kind=form.term("kind", ReviewKind),
            title=form.text("title"),
            pattern=self._chosen.pattern,
            trigger_list=form.term("trigger_list", TriggerList),
            handler=form.text("handler"),
            department=form.text("department"),
            started_on=form.needed_date("started_on"),
        )
        return self.workplace.desk.review_analysis.begin(actor, draft)

    @override
    def done_words(self) -> str:
        return f"已启动{self.kind.currentText()}审视，共 {self._chosen.count} 件原案"


class AddCasesDialog(FormDialog):
    """追加符合的案件: for one review, or for one of those under review."""

    def __init__(self, workplace: Workplace, reviews: Sequence[OpenReview], parent: QWidget | None = None) -> None:
        """``reviews`` is not empty."""
        super().__init__(workplace, "追加符合的案件", "追加", parent)
        self._reviews = tuple(reviews)
        self.review = QComboBox()
        for each in self._reviews:
            self.review.addItem(f"{each.number} {each.title}", each.id)
        self.form.add_field("review", "审视", self.review, self.review)
        self.review.currentIndexChanged.connect(lambda _: self._tell_later())
        self._tell_later()

    @override
    def perform(self, actor: Actor) -> Written:
        chosen = self._current()
        return self.workplace.desk.review_analysis.add_later(actor, chosen.id, chosen.version)

    def _current(self) -> OpenReview:
        found = self.review.currentIndex()
        if not 0 <= found < len(self._reviews):
            raise FieldProblem("review", "请选择审视。")
        return self._reviews[found]

    def _tell_later(self) -> None:
        chosen, service = self._current(), self.workplace.desk.review_analysis
        try:
            cases = service.later(chosen.id).cases
        except (DomainError, KnownError) as problem:
            self.tell(str(problem))
            self.confirm.setEnabled(False)
            return
        names = "、".join(case.entry_number for case in cases[:_NAMED])
        more = f" 等 {len(cases)} 件" if len(cases) > _NAMED else f"，共 {len(cases)} 件"
        told = f"新符合的原案：{names}{more}。" if cases else "没有新的原案符合它的选案条件。"
        self.tell(f"选案条件：{service.words_of(chosen.pattern)}。{told}")
        self.confirm.setEnabled(bool(cases))
