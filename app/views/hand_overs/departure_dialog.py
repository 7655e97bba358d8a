"""人员离岗移交: who takes the open work of somebody who leaves or moves, then the dry run over it, then 移交."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QWidget
from typing_extensions import override

from app.models.dates import PartialDate
from app.models.terms import RecordType
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, FieldProblem, KnownError
from app.services.foundation.intentions import Actor
from app.services.hand_overs.rows import Departure, DeparturePlan, Target, counted, measure_of, target_field
from app.views.hand_overs.departure_plan_dialog import DeparturePlanDialog
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace

if TYPE_CHECKING:
    from app.services.office.offices import PersonRow


class DepartureDialog(FormDialog):
    """One field for each kind of open work; choosing in the first fills the others that are still empty."""

    def __init__(self, workplace: Workplace, person: "PersonRow", parent: QWidget | None = None) -> None:
        """``person`` still works here; raises DomainError where the entry is gone."""
        super().__init__(workplace, "人员离岗移交", "预览…", parent)
        # Closing must not delete what a thread of the pool may still be leaving; the next dialog lets go of it.
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        if parent is not None:
            for other in parent.children():
                if isinstance(other, DepartureDialog) and other is not self and other.is_over:
                    other.deleteLater()
        self._person = person
        self._plans: list[DeparturePlanDialog] = []
        self._counts = workplace.desk.hand_overs.open_counts(person.id)
        self._targets = _choices(workplace, person)
        where = f"（{person.department}）" if person.department else ""
        counts = counted([(kind.label, count) for kind, count in self._counts])
        self.tell(f"{person.name}{where}名下：{counts}。移交即时生效，不需要对方接收；先预览，再移交。")
        self._add_fields()

    @property
    def is_over(self) -> bool:
        """The dialog is closed and no thread works for it any more."""
        return not self.isVisible() and all(plan.has_returned for plan in self._plans)

    @override
    def accept(self) -> None:
        self.form.clear_problems()
        self.problem.clear()
        try:
            actor = self._actor()
            plan = self.workplace.desk.hand_overs.plan_everything(self._departure())
        except FieldProblem as problem:
            if not self.form.mark(problem):
                self.problem.say(problem)
        except (DomainError, KnownError) as problem:
            self.problem.say(problem)
        else:
            self._show(actor, plan)

    def _show(self, actor: Actor, plan: DeparturePlan) -> None:
        dialog = DeparturePlanDialog(self.workplace, actor, plan, self)
        self._plans.append(dialog)
        dialog.applied.connect(lambda written: self._finish(plan, written))
        dialog.open()

    def _finish(self, plan: DeparturePlan, written: Written) -> None:
        QDialog.accept(self)
        self.workplace.done(
            f"已移交{plan.person}名下的{plan.words}" if plan.records else f"已登记{plan.person}", written
        )
        self.recorded.emit(written.id)

    def _departure(self) -> Departure:
        targets = tuple((kind, self._target(kind)) for kind, _count in self._counts)
        return Departure(
            person_id=self._person.id,
            targets=targets,
            reason=self.form.text("reason"),
            on=self.form.needed_date("on"),
            is_leaving=self.form.is_checked("is_leaving"),
            new_department="" if self.form.is_checked("is_leaving") else self.form.text("new_department"),
        )

    def _target(self, kind: RecordType) -> Target:
        typed = self.form.text(target_field(kind))
        return self._targets.get(typed, Target(handler=typed))

    def _add_fields(self) -> None:
        self._boxes: list[QComboBox] = []
        for kind, count in self._counts:
            box = self.form.add_choice(
                target_field(kind), f"{kind.label} {count} {measure_of(kind.label)}", ["", *self._targets]
            )
            self._boxes.append(box)
        if self._boxes:
            self._boxes[0].currentTextChanged.connect(self._fill_others)
        today = PartialDate.of(self.workplace.desk.clock.today())
        self.form.add_text("reason", "理由", hint="如 调离本院、退休、轮岗")
        self.form.add_date("on", "日期", today)
        self._leaving: QCheckBox = self.form.add_check("is_leaving", "离岗", "标记为已离岗，以后不再供选择")
        self.form.add_choice("new_department", "调往部门", ["", *self.workplace.desk.offices.departments()])
        self._leaving.toggled.connect(lambda is_leaving: self.form.show_field("new_department", not is_leaving))
        self._leaving.setChecked(True)

    def _fill_others(self, chosen: str) -> None:
        if chosen in self._targets:
            for box in self._boxes[1:]:
                if not box.currentText():
                    box.setEditText(chosen)


def _choices(workplace: Workplace, leaving: "PersonRow") -> dict[str, Target]:
    """Everybody else who works here, the colleagues first, then whole departments."""
    offices = workplace.desk.offices
    others = [person for person in offices.people() if person.id != leaving.id]
    others.sort(key=lambda person: person.department != leaving.department)
    people = {
        f"{person.name}（{person.department}）" if person.department else person.name: Target(
            person.department, person.name
        )
        for person in others
    }
    return people | {name: Target(name) for name in offices.departments()}
