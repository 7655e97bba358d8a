"""Who does this: asked once, when somebody writes before having said who works here; forgotten when they leave."""

from PySide6.QtWidgets import QInputDialog, QWidget

from app.services.foundation.intentions import Actor
from app.views.shared.workplace import Workplace


def working_actor(workplace: Workplace, parent: QWidget) -> Actor | None:
    """Who writes; None where the question was put aside."""
    if workplace.session is None and not workplace.actor.name:
        people = [person.name for person in workplace.desk.offices.people()]
        name, is_given = QInputDialog.getItem(parent, "经办人", "请选择或填写经办人姓名：", people)
        if not is_given or not name.strip():
            return None
        workplace.work_as(name.strip())
    return workplace.actor


def let_go_of_departed(workplace: Workplace) -> None:
    """Where whoever worked here has left the office, say so and let somebody else be chosen."""
    if workplace.session is not None:
        return  # nobody else can be chosen; the account is the administrator's business
    name = workplace.actor.name
    known = [person for person in workplace.desk.offices.everybody() if person.name == name]
    if known and all(person.left_on for person in known):
        workplace.work_as("")
        workplace.say(f"{name}已于 {known[-1].left_on} 离岗。请在窗口右上角选择现在的经办人。")
