"""The office itself, its departments and people, and the organisations outside it."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.models.database import Database
from app.models.office import Department, Office, Organisation, Person
from app.services.foundation.changes import Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import Actor, Intention, performs

ADD_DEPARTMENT = Intention("office.add_department", "登记部门", "office:edit")
ADD_PERSON = Intention("office.add_person", "登记人员", "office:edit")
MARK_BACK = Intention("office.mark_back", "恢复在岗", "office:edit")

# Characters that plain pinyin reads otherwise than surnames and place names do; both readings are kept.
_OTHER_READINGS = {
    "单": "s",
    "仇": "q",
    "区": "o",
    "解": "x",
    "查": "z",
    "曾": "z",
    "尉": "y",
    "盖": "g",
    "秘": "b",
    "种": "c",
    "朴": "p",
    "覃": "q",
    "翟": "z",
    "乐": "y",
    "冼": "x",
    "缪": "m",
    "厦": "x",
    "长": "c",
    "重": "c",
}


@dataclass(frozen=True)
class OfficeRow:
    """The office of this store; ``short`` is its 代字."""

    name: str
    short: str
    is_demonstration: bool


@dataclass(frozen=True)
class PersonRow:
    """Somebody of the office; ``left_on`` is empty while they work here."""

    id: int
    name: str
    post: str
    department: str
    left_on: str = ""


@dataclass(frozen=True)
class OrganisationRow:
    """An organisation outside the office."""

    id: int
    name: str
    level: str


class Offices:
    """The registers of one store."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """``clock`` dates the writes."""
        self._database = database
        self._clock = clock

    def office(self) -> OfficeRow:
        """The office the store belongs to; raises DomainError where the store has none."""
        with self._database.read() as session:
            office = _office(session)
            return OfficeRow(office.name, office.short, office.is_demonstration)

    def name(self, session: Session) -> str:
        """The office's name, inside a transaction of another service."""
        return _office(session).name

    def departments(self) -> tuple[str, ...]:
        """Names of the departments, in the order they were registered."""
        with self._database.read() as session:
            return tuple(session.scalars(select(Department.name).order_by(Department.id)))

    def people(self) -> tuple[PersonRow, ...]:
        """Everybody who works in the office now, in the order registered: whom a window offers."""
        return tuple(person for person in self.everybody() if not person.left_on)

    def everybody(self) -> tuple[PersonRow, ...]:
        """The whole register, those who have left among them, in the order registered."""
        with self._database.read() as session:
            return people_in(session)

    def suggest(self, typed: str, limit: int = 10) -> tuple[OrganisationRow, ...]:
        """Organisations whose name or pinyin initials hold what was typed; those that begin with it come first."""
        text = typed.strip()
        begins = or_(_holds(Organisation.name, text, True), _holds(Organisation.initials, text.lower(), True))
        holds = or_(_holds(Organisation.name, text), _holds(Organisation.initials, text.lower()))
        wanted = select(Organisation.id, Organisation.name, Organisation.level).where(holds)
        with self._database.read() as session:
            order = (begins.desc(), func.length(Organisation.name), Organisation.id)
            rows = session.execute(wanted.order_by(*order).limit(limit)).all()
        return tuple(OrganisationRow(key, name, level or "") for key, name, level in rows)

    @performs(ADD_DEPARTMENT)
    def add_department(self, actor: Actor, name: str) -> int:
        """Register a department and return its id; raises FieldProblem."""
        wanted = _required("name", name, "请填写部门名称。")
        with self._database.write(actor, ADD_DEPARTMENT, self._clock.now()) as unit:
            if _department_id(unit.session, wanted) is not None:
                raise FieldProblem("name", f"部门“{wanted}”已经登记，不必再登记。")
            department = Department(name=wanted)
            unit.session.add(department)
            unit.session.flush()
            return department.id

    @performs(ADD_PERSON)
    def add_person(self, actor: Actor, name: str, post: str = "", department: str = "") -> int:
        """Register somebody of the office and return the id; raises FieldProblem."""
        wanted = _required("name", name, "请填写姓名。")
        with self._database.write(actor, ADD_PERSON, self._clock.now()) as unit:
            department_id = _department_id(unit.session, department.strip())
            if department.strip() and department_id is None:
                raise FieldProblem("department", f"部门“{department.strip()}”还没有登记。请先登记部门，或换一个。")
            person = Person(name=wanted, post=post.strip() or None, department_id=department_id)
            unit.session.add(person)
            unit.session.flush()
            return person.id

    @performs(MARK_BACK)
    def mark_back(self, actor: Actor, person_id: int) -> Written:
        """Offer somebody again who was marked as having left; raises DomainError."""
        with self._database.write(actor, MARK_BACK, self._clock.now()) as unit:
            person = unit.session.get(Person, person_id)
            if person is None or person.left_on is None:
                raise DomainError("这位人员没有标记为离岗，不必恢复。请刷新后再看。")
            person.left_on = None
            return Written(person_id, unit.act)

    def organisation_id(self, session: Session, name: str, level: str | None = None) -> int:
        """The organisation of that name, made where the store does not know it; inside another service's unit."""
        wanted = _required("addressee", name, "请填写单位名称。")
        found = session.scalars(select(Organisation.id).where(Organisation.name == wanted)).one_or_none()
        if found is not None:
            return found
        made = Organisation(name=wanted, level=level, initials=initials_of(wanted))
        session.add(made)
        session.flush()
        return made.id


def people_in(session: Session) -> tuple[PersonRow, ...]:
    """The whole register as one transaction sees it, in the order registered."""
    wanted = select(Person.id, Person.name, Person.post, Department.name, Person.left_on).outerjoin(
        Department, Person.department_id == Department.id
    )
    return tuple(
        PersonRow(key, name, post or "", department or "", str(left_on or ""))
        for key, name, post, department, left_on in session.execute(wanted.order_by(Person.id))
    )


def initials_of(name: str) -> str:
    """Pinyin initials in small letters, 县人民法院 -> xrmfy; an uncertain first character gives both readings."""
    from pypinyin import Style, lazy_pinyin  # here because its dictionary takes half a second to load

    letters = lazy_pinyin(name, style=Style.FIRST_LETTER, errors=_plain_letters)
    first = "".join(letters).lower()
    other = _OTHER_READINGS.get(name[:1])
    readings = [first, f"{other}{first[1:]}"] if other and not first.startswith(other) else [first]
    return " ".join(readings)[:120]


def _plain_letters(text: str) -> str:
    """What has no pinyin keeps its letters and digits and loses the rest."""
    return "".join(character for character in text if character.isascii() and character.isalnum())


def _holds(column: InstrumentedAttribute[str], text: str, at_start: bool = False) -> ColumnElement[bool]:
    return (column.startswith if at_start else column.contains)(text, autoescape=True)


def _required(field: str, text: str, sentence: str) -> str:
    if not text.strip():
        raise FieldProblem(field, sentence)
    return text.strip()


def _office(session: Session) -> Office:
    office = session.scalars(select(Office).order_by(Office.id).limit(1)).one_or_none()
    if office is None:
        raise DomainError("这个台账没有登记单位，无法继续。请用“新建”建立台账。")
    return office


def _department_id(session: Session, name: str) -> int | None:
    return session.scalars(select(Department.id).where(Department.name == name)).one_or_none()
