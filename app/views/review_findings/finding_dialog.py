"""登记 or 修改审视发现: from the keyboard, one after another."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from app.models.dates import PartialDate
from app.models.review_terms import FindingVerdict, ReviewBody
from app.services.foundation.changes import Written
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.reverse_reviews.rows import ReviewCard
from app.services.review_findings.rows import FindingDraft, FindingRow
from app.views.shared.form_dialog import FormDialog
from app.views.shared.icon_button import icon_button
from app.views.shared.workplace import Workplace

_WHOLE = "（整个审视）"
_OF_PROBLEMS = ("problem", "provision", "cause", "cause_note")


class FindingDialog(FormDialog):
    """Without a row a finding is added, with one it is changed; ``dimension`` is chosen beforehand."""

    def __init__(
        self,
        workplace: Workplace,
        card: ReviewCard,
        row: FindingRow | None = None,
        parent: QWidget | None = None,
        dimension: str = "",
        after: FindingDraft | None = None,
    ) -> None:
        """``card`` is the review; ``after`` the finding registered before, whose case, stage and body are kept."""
        title, verb = ("修改审视发现", "保存") if row else ("登记审视发现", "登记")
        super().__init__(workplace, title, verb, parent)
        self._card, self._row = card, row
        self._version = row.version if row else 0
        self.goes_on = False  # another finding is to follow
        self.said: FindingDraft | None = None  # what was registered
        self.go_on.setVisible(row is None)
        self._catalogue = workplace.desk.review_findings.catalogue
        self._add_fields(row, row.dimension if row else dimension)
        if after is not None:
            self._keep(after)
        self._follow_dimension()
        self._follow_stage(is_first=True)
        self._follow_verdict()
        self._wire()

    @override
    def perform(self, actor: Actor) -> Written:
        findings, draft = self.workplace.desk.review_findings, self._draft()
        if self._row is None:
            self.said = draft
            return findings.add(actor, self._card.id, draft)
        try:
            return findings.amend(actor, self._row.id, self._version, draft)
        except ChangedMeanwhile:
            kept = next((each for each in findings.of(self._card.id) if each.id == self._row.id), None)
            self._version = kept.version if kept else self._version  # told once
            raise

    def save_and_go_on(self) -> None:
        """Register, and ask for the next finding."""
        self.goes_on = True
        self.accept()
        if self.isVisible():  # refused
            self.goes_on = False

    def _draft(self) -> FindingDraft:
        form = self.form
        if self._dimension.currentIndex() < 0 and not form.text("dimension"):
            raise FieldProblem("dimension", "请选择方面。")
        names = ("dimension", "stage", "fact", "problem", "provision", "cause", "cause_note", "unit", "reviewed_by")
        texts = {name: form.text(name) for name in names}
        verdict = form.term("verdict", FindingVerdict)
        if verdict is FindingVerdict.NONE:
            texts |= dict.fromkeys(_OF_PROBLEMS, "")
        return FindingDraft(
            body=form.term("body", ReviewBody),
            verdict=verdict,
            found_on=form.needed_date("found_on"),
            case_id=self._case_id(),
            **texts,
        )

    def _case_id(self) -> int | None:
        if not self.form.has("case_id"):
            return self._card.case_id or (self._card.cases[0].id if self._card.cases else None)
        typed = self.form.text("case_id")
        if not typed or typed == _WHOLE:
            return None
        found = next((case.id for case in self._card.cases if typed.split()[0] == case.entry_number), None)
        if found is None:
            raise FieldProblem("case_id", f"“{typed}”不在所审案件里。请从列表里选择。")
        return found

    def _keep(self, before: FindingDraft) -> None:
        case = next((each for each in self._card.cases if each.id == before.case_id), None)
        if self.form.has("case_id"):
            self._case.setEditText(f"{case.entry_number} {case.name}" if case else _WHOLE)
        self._stage.setEditText(before.stage)
        self._body.setCurrentIndex(self._body.findText(before.body.label))
        self._unit.setText(before.unit)

    def _follow_dimension(self) -> None:
        """The names of its common problems, and what is looked at."""
        named = self.form.text("dimension")
        typed = self._problem.currentText()
        self._problem.clear()
        self._problem.addItems(["", *self.workplace.desk.review_findings.problem_names(named)])
        self._problem.setEditText(typed)
        hints = {each.name: each.looks_at for each in self._catalogue.dimensions}
        self._fact.setPlaceholderText(hints.get(named, ""))

    def _follow_stage(self, *, is_first: bool = False) -> None:
        """The body that usually acts at the stage, where none was chosen for this finding."""
        stages = {each.name: each for each in self._catalogue.stages}
        stage = stages.get(self.form.text("stage"))
        if stage is not None and not is_first:
            self._body.setCurrentIndex(self._body.findText(stage.bodies[0].label))

    def _follow_body(self) -> None:
        is_own = self._body.currentData() == ReviewBody.PROCURATORATE.value
        self._unit.setPlaceholderText("不填即本院" if is_own else "单位全称；可用拼音首字母查找")

    def _follow_verdict(self) -> None:
        is_problem = self._verdict.currentData() != FindingVerdict.NONE.value
        for name in _OF_PROBLEMS:
            self.form.show_field(name, is_problem)
        if self.isVisible():
            self.fit()

    def _add_fields(self, row: FindingRow | None, dimension: str) -> None:
        form, offices = self.form, self.workplace.desk.offices
        dimensions, stages = self._catalogue.dimensions, self._catalogue.stages
        self._dimension: QComboBox = form.add_choice("dimension", "方面", [each.name for each in dimensions], dimension)
        if len(self._card.cases) > 1:
            cases = [_WHOLE, *(f"{case.entry_number} {case.name}" for case in self._card.cases)]
            chosen = next((each for each in cases if row and row.case_number and each.startswith(row.case_number)), "")
            self._case: QComboBox = form.add_choice("case_id", "原案", cases, chosen or (_WHOLE if row else ""))
        self._stage: QComboBox = form.add_choice(
            "stage", "环节", [each.name for each in stages], row.stage if row else ""
        )
        self._body: QComboBox = form.add_term("body", "办案机关", ReviewBody, row.body if row else None)
        known = row.unit if row else ""
        self._unit: QLineEdit = form.add_looked_up("unit", "单位", known, self._organisations)
        self._verdict: QComboBox = form.add_term("verdict", "定性", FindingVerdict, row.verdict if row else None)
        self._problem: QComboBox = form.add_choice("problem", "问题", (), row.problem if row else "")
        self._fact = form.add_long_text("fact", "事实", row.fact if row else "", lines=4)
        provision = form.add_text("provision", "依据", row.provision if row else "")
        provision.setPlaceholderText("法律、司法解释、规定的名称和条款")
        form.add_choice("cause", "原因", ["", *self._catalogue.causes], row.cause if row else "")
        form.add_text("cause_note", "原因说明", row.cause_note if row else "")
        people = dict.fromkeys(person.name for person in offices.people())
        form.add_choice("reviewed_by", "审视人", people, row.reviewed_by if row else self._card.handler)
        today = PartialDate.of(self.workplace.desk.clock.today())
        form.add_date("found_on", "发现日期", row.found_on if row else today)

    def _wire(self) -> None:
        self._dimension.currentTextChanged.connect(lambda _: self._follow_dimension())
        self._stage.currentTextChanged.connect(lambda _: self._follow_stage())
        self._body.currentIndexChanged.connect(lambda _: self._follow_body())
        self._verdict.currentIndexChanged.connect(lambda _: self._follow_verdict())
        self._follow_body()

    def _organisations(self, typed: str) -> list[str]:
        return [found.name for found in self.workplace.desk.offices.suggest(typed)]

    @override
    def _buttons(self, verb: str) -> QHBoxLayout:
        row = super()._buttons(verb)
        self.go_on = icon_button(self.workplace.icons, "保存并继续登记", "plus", "go_on", self.save_and_go_on)
        self.go_on.setToolTip("Ctrl+Shift+Enter")
        QShortcut(QKeySequence("Ctrl+Shift+Return"), self, self.save_and_go_on)
        row.insertWidget(row.count() - 1, self.go_on)
        return row
