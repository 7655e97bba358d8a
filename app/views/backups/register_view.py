"""部门与人员: whom the office can name as handler; added here, chosen everywhere."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.views.shared.form_dialog import FormDialog
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.workplace import Workplace


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
    """Departments beside people, in the order they were registered."""

    def __init__(self, workplace: Workplace) -> None:
        """Empty until ``refresh``."""
        super().__init__()
        self._workplace = workplace
        self.departments = PlainTable(workplace, "register_departments", "部门", (Head("部门"),))
        self.people = PlainTable(
            workplace, "register_people", "人员", (Head("姓名", 140), Head("职务", 180), Head("部门"))
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(16)
        layout.addLayout(self._column("部门", self.departments, DepartmentDialog, "register_add_department"), 1)
        layout.addLayout(self._column("人员", self.people, PersonDialog, "register_add_person"), 2)

    def refresh(self) -> None:
        """Read both registers again."""
        offices = self._workplace.desk.offices
        self.departments.show_rows([(name,) for name in offices.departments()])
        self.people.show_rows([(person.name, person.post, person.department) for person in offices.people()])

    def _column(
        self, title: str, table: PlainTable, dialog: type[DepartmentDialog] | type[PersonDialog], key: str
    ) -> QVBoxLayout:
        column, row = QVBoxLayout(), QHBoxLayout()
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        add = QPushButton(self._workplace.icons.icon("plus"), f"登记{title}")
        add.setObjectName(key)
        add.clicked.connect(lambda _checked: self._add(dialog))
        row.addWidget(heading)
        row.addStretch(1)
        row.addWidget(add)
        column.addLayout(row)
        column.addWidget(table, 1)
        return column

    def _add(self, dialog: type[DepartmentDialog] | type[PersonDialog]) -> None:
        opened = dialog(self._workplace, self)
        opened.accepted.connect(self.refresh)
        opened.open()
