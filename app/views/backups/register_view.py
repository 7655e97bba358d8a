"""部门与人员: whom the office can name as handler; added here, chosen everywhere, until they leave."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.intentions import Actor
from app.views.shared.actor_dialog import let_go_of_departed, working_actor
from app.views.shared.form_dialog import FormDialog
from app.views.shared.icon_button import while_offered
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.workplace import Workplace

if TYPE_CHECKING:
    from app.services.office.offices import PersonRow


class DepartmentDialog(FormDialog):
    """Registers a department."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        """One field."""
        super().__init__(workplace, "登记部门", "登记部门", parent)
        self.form.add_text("name", "部门名称", hint="如 第一检察部")

    def perform(self, actor: Actor) -> Written:
        """Register it."""
        return Written(self.workplace.desk.offices.add_department(actor, self.form.text("name")), 0)


class PersonDialog(FormDialog):
    """Registers somebody of the office."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        """Name, post, department."""
        super().__init__(workplace, "登记人员", "登记人员", parent)
        self.form.add_text("name", "姓名")
        self.form.add_text("post", "职务", hint="如 检察官、检察官助理")
        self.form.add_choice("department", "部门", ["", *workplace.desk.offices.departments()])

    def perform(self, actor: Actor) -> Written:
        """Register them."""
        texts = (self.form.text(name) for name in ("name", "post", "department"))
        return Written(self.workplace.desk.offices.add_person(actor, *texts), 0)


class RegisterView(QWidget):
    """Departments beside people, in the order they were registered; Enter on a person hands over and marks as left."""

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``refresh``."""
        super().__init__()
        self._workplace = workplace
        self.departments = PlainTable(workplace, "register_departments", "部门", (Head("部门"),))
        self.people = PlainTable(
            workplace,
            "register_people",
            "人员",
            (Head("姓名", 120), Head("职务", 150), Head("部门", 180), Head("离岗日期")),
        )
        self._everybody: tuple[PersonRow, ...] = ()
        self._depart = self._button("离岗或调动移交…", "switch-horizontal", "register_depart", self.hand_over)
        self._back = self._button("恢复在岗", "arrow-back-up", "register_back", self.bring_back)
        workplace.said.connect(lambda *_: self._follow())  # registers have no change of their own to listen for
        self.people.chosen.connect(while_offered(self._depart, self.hand_over))
        self.people.selectionModel().currentChanged.connect(lambda *_: self._offer())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(16)
        layout.addLayout(self._column("部门", self.departments, DepartmentDialog, "register_add_department"), 1)
        layout.addLayout(
            self._column("人员", self.people, PersonDialog, "register_add_person", (self._back, self._depart)), 3
        )

    def refresh(self) -> None:
        """Read both registers again; the current person stays so."""
        current = self._current()
        offices = self._workplace.desk.offices
        self.departments.show_rows([(name,) for name in offices.departments()])
        self._everybody = offices.everybody()
        self.people.show_rows(
            [(person.name, person.post, person.department, person.left_on) for person in self._everybody]
        )
        ids = [person.id for person in self._everybody]
        if current is not None and current.id in ids:
            self.people.setCurrentIndex(self.people.rows.index(ids.index(current.id), 0))
        self._offer()

    def hand_over(self) -> None:
        """Hand over all open work of the current person, who leaves or moves."""
        from app.views.hand_overs.departure_dialog import DepartureDialog

        person = self._current()
        if person is not None and not person.left_on:
            try:
                opened = DepartureDialog(self._workplace, person, self)
            except DomainError as problem:  # the entry is gone
                self._workplace.say(str(problem))
                return
            opened.recorded.connect(lambda _id: let_go_of_departed(self._workplace))
            opened.open()

    def bring_back(self) -> None:
        """Offer the current person again."""
        person, actor = self._current(), working_actor(self._workplace, self)
        if person is None or actor is None:
            return
        try:
            written = self._workplace.desk.offices.mark_back(actor, person.id)
        except (DomainError, KnownError) as problem:
            self._workplace.say(str(problem))
        else:
            self._workplace.done(f"{person.name}已恢复在岗", written)

    def _follow(self) -> None:
        if self.isVisible() and self._workplace.has_desk:
            self.refresh()

    def _current(self) -> "PersonRow | None":
        place = self.people.currentIndex().row()
        return self._everybody[place] if 0 <= place < len(self._everybody) else None

    def _offer(self) -> None:
        person = self._current()
        self._depart.setEnabled(person is not None and not person.left_on)
        self._back.setEnabled(person is not None and bool(person.left_on))

    def _button(self, title: str, icon: str, key: str, step: Callable[[], object]) -> QPushButton:
        button = QPushButton(self._workplace.icons.icon(icon), title)
        button.setObjectName(key)
        button.clicked.connect(lambda _checked: step())
        return button

    def _column(
        self,
        title: str,
        table: PlainTable,
        dialog: type[DepartmentDialog] | type[PersonDialog],
        key: str,
        further: tuple[QPushButton, ...] = (),
    ) -> QVBoxLayout:
        column, row = QVBoxLayout(), QHBoxLayout()
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        add = QPushButton(self._workplace.icons.icon("plus"), f"登记{title}")
        add.setObjectName(key)
        add.clicked.connect(lambda _checked: self._add(dialog))
        row.addWidget(heading)
        row.addStretch(1)
        for button in further:
            row.addWidget(button)
        row.addWidget(add)
        column.addLayout(row)
        column.addWidget(table, 1)
        return column

    def _add(self, dialog: type[DepartmentDialog] | type[PersonDialog]) -> None:
        opened = dialog(self._workplace, self)
        opened.accepted.connect(self.refresh)
        opened.open()
