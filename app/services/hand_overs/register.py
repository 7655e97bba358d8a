"""What the office's register says of those who hand work over and of those who are to take it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.office import Department
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.hand_overs.rows import Target
from app.services.office.offices import PersonRow, people_in

# How offices call their heads, and the department that may hand over for all; part of the post or the name is enough.
_HEADS = ("检察长", "负责人", "主任", "部长", "处长", "科长", "局长", "专职委员", "专委")
_CASE_MANAGEMENT = ("案件管理", "案管")
_WHERE = "“系统管理—部门与人员”"


class MayNotHandOver(DomainError):
    """Only case management and heads hand over."""


class Register:
    """The register as one transaction sees it."""

    def __init__(self, session: Session) -> None:
        """Read it."""
        self._people = people_in(session)
        self._departments = tuple(session.scalars(select(Department.name)))

    def refuse_unless_in_charge(self, actor: Actor) -> None:
        """Raise MayNotHandOver unless somebody of that name works here as a head or in case management."""
        known = [person for person in self._people if person.name == actor.name and not person.left_on]
        if not known:
            otherwise = (
                "由案管人员或负责人登录后移交" if actor.session is not None else "在窗口右上角换成案管人员或负责人"
            )
            raise MayNotHandOver(
                f"“{actor.name}”没有登记为本院在岗人员，不能移交转办。请先在{_WHERE}登记，或{otherwise}。"
            )
        if not any(_is_in_charge(person) for person in known):
            by_whom = "登录后移交" if actor.session is not None else "移交（在窗口右上角更换经办人）"
            raise MayNotHandOver(
                f"{actor.name}不是案件管理人员或部门负责人、院领导，不能移交转办。请由他们{by_whom}，或在{_WHERE}登记职务。"
            )

    def has_department(self, name: str) -> bool:
        """The department is registered."""
        return name in self._departments

    def department_of(self, name: str) -> str:
        """Where somebody who works here belongs; empty where nobody of that name does."""
        return next((person.department for person in self._working(name)), "")

    def person(self, person_id: int) -> PersonRow:
        """An entry of the register; raises DomainError."""
        found = next((person for person in self._people if person.id == person_id), None)
        if found is None:
            raise DomainError("这位人员已不在登记里。请刷新后再选。")
        return found

    def has_namesake(self, person: PersonRow) -> bool:
        """Somebody else of the same name is or was registered, so that a name alone does not say whose work it is."""
        return any(other.name == person.name and other.id != person.id for other in self._people)

    def checked(self, target: Target, department_field: str = "to_department", field: str = "to_handler") -> Target:
        """The target with the department of its person; raises FieldProblem for what the register does not know."""
        department, handler = target.department.strip(), target.handler.strip()
        if not department and not handler:
            raise FieldProblem(department_field, "请选择接收的部门或人员。")
        if department and not self.has_department(department):
            raise FieldProblem(department_field, f"部门“{department}”还没有登记。请先在{_WHERE}登记，或换一个。")
        if not handler:
            return Target(department)
        return Target(self._department_for(handler, department, field), handler)

    def _department_for(self, handler: str, department: str, field: str) -> str:
        working = self._working(handler)
        if not working:
            gone = next((person for person in self._people if person.name == handler), None)
            if gone is not None:
                raise FieldProblem(field, f"{handler}已于{gone.left_on}离岗，不能接收。请换一位。")
            raise FieldProblem(field, f"“{handler}”没有登记为本院人员。请先在{_WHERE}登记，或换一位。")
        places = [person.department for person in working]
        if not department:
            if len(working) > 1:
                raise FieldProblem(field, f"本院有 {len(working)} 位{handler}。请同时选择接收部门。")
            return places[0]
        if department not in places and any(places):
            raise FieldProblem(field, f"{handler}登记在{'、'.join(filter(None, places))}，不在{department}。请核对。")
        return department

    def _working(self, name: str) -> list[PersonRow]:
        return [person for person in self._people if person.name == name and not person.left_on]


def _is_in_charge(person: PersonRow) -> bool:
    heads = any(words in person.post for words in _HEADS)
    return heads or any(words in person.department or words in person.post for words in _CASE_MANAGEMENT)
