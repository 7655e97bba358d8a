"""启动审视, or 修改 of a review: its kind, its cases or period, who looks, and later the course and the causes."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from typing_extensions import override

from app.models.dates import PartialDate
from app.models.review_terms import ReviewKind, TriggerList
from app.services.foundation.changes import Written
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.reverse_reviews.rows import ReviewCard, ReviewDraft
from app.views.reverse_reviews.cases_field import CasesField
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace

_TEXTS = ("title", "trigger", "handler", "department", "number", "course", "causes", "opinion", "remarks")
_LATER = {"course": "办理经过", "causes": "原因分析", "opinion": "处理意见", "remarks": "备注"}  # once it was opened
_PERIOD = ("period_first", "period_last")
_FIELDS = (*_TEXTS, *_PERIOD, "kind", "trigger_list", "started_on", "case_ids")


class ReviewDialog(FormDialog):
    """Without a card a review is opened, with one it is changed."""

    def __init__(
        self,
        workplace: Workplace,
        card: ReviewCard | None = None,
        parent: QWidget | None = None,
        case_ids: tuple[int, ...] = (),
    ) -> None:
        """``case_ids`` are cases the review begins with."""
        title, verb = ("修改反向审视", "保存") if card else ("启动审视", "启动")
        super().__init__(workplace, title, verb, parent)
        self._card, self._number = card, card.entry_number if card else ""
        self._add_fields(_draft_of(card) if card else self._begun())
        if card is None or card.kind is ReviewKind.CASE:
            keys = tuple(case.id for case in card.cases) if card else case_ids
            found = workplace.desk.reverse_reviews.cases.by_ids(keys)
            self.cases.put(tuple(replace(each, reviews=()) if card else each for each in found))
        self.cases.changed.connect(self._name_trigger)
        self._kind.currentIndexChanged.connect(lambda _: self._follow_kind())
        self._shown = self._draft(is_asked=False)
        self._follow_kind()

    @override
    def perform(self, actor: Actor) -> Written:
        if not self.cases.take_typed():
            raise FieldProblem("case_ids", self.cases.problem.text())
        service, draft = self.workplace.desk.reverse_reviews, self._draft()
        if self._card is None:
            written = service.open(actor, draft)
            self._number = service.card(actor, written.id).entry_number
            return written
        changed = {name: getattr(draft, name) for name in _FIELDS if getattr(draft, name) != getattr(self._shown, name)}
        try:
            return service.amend(actor, self._card.id, self._card.version, replace(_draft_of(self._card), **changed))
        except ChangedMeanwhile:
            self._card = service.card(actor, self._card.id)  # told once, the next press adds what was typed here
            raise

    @override
    def done_words(self) -> str:
        return f"已启动审视 {self._number}" if self._card is None else f"已修改 {self._number}"

    def _draft(self, *, is_asked: bool = True) -> ReviewDraft:
        """What is typed; with ``is_asked`` a missing date is told of."""
        form, texts = self.form, {name: self.form.text(name) for name in _TEXTS}
        started = form.needed_date("started_on") if is_asked else form.date("started_on")
        return ReviewDraft(
            kind=ReviewKind(self._kind.currentData()),
            trigger_list=TriggerList(self._list.currentData()),
            started_on=started or self._today(),
            case_ids=tuple(case.id for case in self.cases.chosen),
            pattern=self._card.pattern if self._card else "",
            period_first=self._day("period_first"),
            period_last=self._day("period_last"),
            **texts,
        )

    def _day(self, name: str) -> date | None:
        typed = self.form.date(name)
        if typed is None:
            return None
        return typed.first if name == "period_first" else typed.last

    def _follow_kind(self) -> None:
        kind = ReviewKind(self._kind.currentData())
        is_case = kind is ReviewKind.CASE
        self.cases.hold(is_case)
        self.form.show_field("case_ids", self._card is None or is_case)
        for name in _PERIOD:
            self.form.show_field(name, not is_case)
        hints = {ReviewKind.THEMATIC: "如 盗窃案证据采信问题类案审视"}
        self._title_field.setPlaceholderText(hints.get(kind, "不填则按原案或期间命名"))
        if self.isVisible():
            self.fit()

    def _name_trigger(self) -> None:
        """The triggers the case met are offered where nothing was typed yet."""
        met = "、".join(dict.fromkeys(name for case in self.cases.chosen for name in case.met))
        if met and not self.form.text("trigger"):
            self._trigger.setEditText(met)
        if self.isVisible():
            self.fit()

    def _begun(self) -> ReviewDraft:
        return ReviewDraft(ReviewKind.CASE, self._today(), handler=self.workplace.actor.name)

    def _today(self) -> PartialDate:
        return PartialDate.of(self.workplace.desk.clock.today())

    def _add_fields(self, said: ReviewDraft) -> None:
        form, offices = self.form, self.workplace.desk.offices
        self._kind: QComboBox = form.add_term("kind", "类型", ReviewKind, said.kind)
        self._list: QComboBox = form.add_term("trigger_list", "清单", TriggerList, said.trigger_list)
        self.cases = CasesField(self.workplace)
        form.add_field("case_ids", "原案", self.cases, self.cases.text)
        self.cases.text.textEdited.connect(lambda _: form.changed.emit())
        self._title_field: QLineEdit = form.add_text("title", "名称", said.title)
        self._trigger: QComboBox = form.add_choice("trigger", "触发情形", (), said.trigger)
        form.add_date("period_first", "审视期间起", _partial(said.period_first), is_month_enough=True)
        form.add_date("period_last", "审视期间止", _partial(said.period_last), is_month_enough=True)
        people = dict.fromkeys(person.name for person in offices.people())
        form.add_choice("handler", "审视人", people, said.handler)
        form.add_choice("department", "审视部门", offices.departments(), said.department or self._own_department())
        form.add_date("started_on", "启动日期", said.started_on)
        form.add_text("number", "文号", said.number, hint="没有可以不填")
        for name, title in (
            ("course", "办理经过"),
            ("causes", "原因分析"),
            ("opinion", "处理意见"),
            ("remarks", "备注"),
        ):
            form.add_long_text(name, title, getattr(said, name), lines=3)
            form.show_field(name, self._card is not None)

    def _own_department(self) -> str:
        if self._card is not None:
            return ""
        name = self.workplace.actor.name
        return next((each.department for each in self.workplace.desk.offices.people() if each.name == name), "")


def _draft_of(card: ReviewCard) -> ReviewDraft:
    """What the card says, as it would be typed."""
    return ReviewDraft(
        kind=card.kind,
        started_on=card.started_on,
        trigger_list=card.trigger_list,
        case_ids=(card.case_id,) if card.case_id else (),
        pattern=card.pattern,
        period_first=card.period_first,
        period_last=card.period_last,
        title=card.title,
        trigger=card.trigger,
        handler=card.handler,
        department=card.department,
        number=card.number,
        course=card.course,
        causes=card.causes,
        opinion=card.opinion,
        remarks=card.remarks,
    )


def _partial(day: date | None) -> PartialDate | None:
    return PartialDate.of(day) if day else None
