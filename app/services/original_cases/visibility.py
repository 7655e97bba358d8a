"""Who sees the names of an original case's handlers: personal data, shown to the entitled only.

Entitled are the handlers themselves, the head of the case's department, 院领导, 案件管理 and 检务督察, as the office's
register of people has them. There are no accounts yet: whoever writes under a name is taken for its bearer.
"""

import re

from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.original_case import OriginalCase
from app.services.office.offices import PersonRow, people_in

HIDDEN_NAME = "（仅授权可见）"

_LEADERS = ("检察长", "专职委员", "专委")  # 副检察长 holds it too
_HEADS = ("负责人", "主任", "部长", "处长", "科长", "局长")
_OVERSEEING = ("案件管理", "案管", "检务督察", "督察")
_BETWEEN = re.compile(r"[、，,；;/\n]+")


def names_in(people: str | None) -> tuple[str, ...]:
    """The names of a field of people, each once, in order."""
    names = (name.strip() for name in _BETWEEN.split(people or ""))
    return tuple(dict.fromkeys(name for name in names if name))


def one_a_line(people: str | None) -> str | None:
    """A field of people as it is stored."""
    return "\n".join(names_in(people)) or None


class Sight:
    """What one person may see of many cases: the office's register is read once, each department judged once."""

    def __init__(self, session: Session, actor: Actor) -> None:
        """Reads the person's own entries of the register."""
        self._name = actor.name
        self._posts = [each for each in people_in(session) if each.name == actor.name and not each.left_on]
        self._by_department: dict[str | None, bool] = {}

    def sees(self, handlers: str | None, department: str | None) -> bool:
        """Whether this person may see who handled a case with such handlers, in that department."""
        if self._name in names_in(handlers):
            return True
        if department not in self._by_department:
            self._by_department[department] = any(_is_entitled(each, department) for each in self._posts)
        return self._by_department[department]


def may_see_people(session: Session, actor: Actor, case: OriginalCase) -> bool:
    """Whether somebody may see who handled a case."""
    return Sight(session, actor).sees(case.handlers, case.department)


def shown_people(is_shown: bool, people: str | None) -> str:
    """A field of people as somebody sees it; what is empty looks empty to everybody."""
    return (people or "") if is_shown else HIDDEN_NAME if people else ""


def _is_entitled(person: PersonRow, department: str | None) -> bool:
    if any(words in person.post for words in _LEADERS):
        return True
    if any(words in person.department or words in person.post for words in _OVERSEEING):
        return True
    return bool(department) and person.department == department and any(words in person.post for words in _HEADS)
