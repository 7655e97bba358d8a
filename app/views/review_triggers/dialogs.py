"""启动审视, 归入在办审视, 说明理由不审视, 补登触发情形."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.dates import PartialDate
from app.models.review_terms import TriggerList
from app.services.foundation.changes import Written
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor
from app.services.review_triggers.rows import HitRow, ReviewStart
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace

_NAMED = 3  # hits the dialog names one by one


class TakeUpDialog(FormDialog):
    """Several hits of one case go into one review."""

    def __init__(self, workplace: Workplace, hits: Sequence[HitRow], parent: QWidget | None = None) -> None:
        """``hits`` wait, and are of one case."""
        super().__init__(workplace, "启动审视", "启动", parent)
        self._hits = hits
        named = "、".join(f"{hit.name}（{hit.form}）" for hit in hits)
        self.tell(
            f"{hits[0].entry_number} {hits[0].case_name}\n触发情形：{named}。"
            "审视人不能是原案的承办人。启动后在审视的记录页上登记发现的问题。"
        )
        desk = workplace.desk
        people = desk.offices.people()
        who = workplace.actor.name
        department = next((person.department for person in people if person.name == who), "")
        self.form.add_choice("handler", "审视人", [person.name for person in people], who)
        self.form.add_choice("department", "审视部门", ["", *desk.offices.departments()], department)
        self.form.add_date("started_on", "启动日期", PartialDate.of(desk.clock.today()))
        self.form.add_long_text("remarks", "备注", lines=2)

    def perform(self, actor: Actor) -> Written:
        """Begin the review."""
        start = ReviewStart(
            handler=self.form.text("handler"),
            started_on=self.form.needed_date("started_on"),
            department=self.form.text("department"),
            remarks=self.form.text("remarks"),
        )
        return self.workplace.desk.review_triggers.take_up(actor, [hit.id for hit in self._hits], start)


class JoinDialog(FormDialog):
    """A review of the case that runs already deals with the hits."""

    def __init__(self, workplace: Workplace, hits: Sequence[HitRow], parent: QWidget | None = None) -> None:
        """``hits`` wait."""
        super().__init__(workplace, "归入在办审视", "归入", parent)
        self._hits = hits
        self.tell(f"{_named(hits)}。归入后由那件审视一并处理，它办结时这里也算已审视。")
        running = workplace.desk.review_triggers.running_reviews(hits[0].id)
        self.form.add_choice("review_number", "在办的审视", running, running[0] if running else "")

    def perform(self, actor: Actor) -> Written:
        """Put them under it."""
        hits = [hit.id for hit in self._hits]
        return self.workplace.desk.review_triggers.join(actor, hits, self.form.text("review_number"))


class ExcuseDialog(FormDialog):
    """All or none; each keeps the reason with who gave it and when."""

    def __init__(self, workplace: Workplace, hits: Sequence[HitRow], parent: QWidget | None = None) -> None:
        """``hits`` wait."""
        super().__init__(workplace, "说明理由不审视", "保存", parent)
        self._hits = hits
        self.tell(f"{_named(hits)}。理由、说明人和日期留在清单上，随时可以查到，也可以撤销。")
        self.form.add_long_text("reason", "理由", lines=4)

    def perform(self, actor: Actor) -> Written:
        """Keep the reason on all of them."""
        return self.workplace.desk.review_triggers.excuse(
            actor, [hit.id for hit in self._hits], self.form.text("reason")
        )

    @override
    def done_words(self) -> str:
        return f"已说明 {len(self._hits)} 项不审视的理由"


class ByHandDialog(FormDialog):
    """A trigger that no column of the case shows, put on it with a reason."""

    def __init__(self, workplace: Workplace, listed: TriggerList, case: str, parent: QWidget | None = None) -> None:
        """``case`` is 登记号 and name of the case that is meant most likely."""
        super().__init__(workplace, "补登触发情形", "补登", parent)
        self._triggers = {each.name: each.code for each in workplace.desk.review_triggers.by_hand(listed)}
        if self._triggers:
            self.tell("原案登记里看不出的情形在这里补登。能看出的，更正原案登记以后会自己列入。")
        else:
            self.tell(
                "这张清单现在没有由人补登的触发情形。请先在“触发情形设置”里增加一种，勾选“由人补登”；"
                "原案登记里能看出的，更正登记以后会自己列入。"
            )
        find = workplace.desk.review_triggers.cases_like
        self.form.add_looked_up("case_number", "原案", case, find, hint="登记号，或输入案件名称后从提示中选择")
        field = self.form.add_choice("code", "触发情形", list(self._triggers))
        field.setEditable(False)
        field.setPlaceholderText("请选择")
        field.setCurrentIndex(-1)
        self.form.add_long_text("reason", "理由和依据", lines=3)

    def perform(self, actor: Actor) -> Written:
        """Put it on the case."""
        chosen = self._triggers.get(self.form.text("code"))
        if chosen is None:
            raise FieldProblem("code", "请选择触发情形。")
        triggers = self.workplace.desk.review_triggers
        return triggers.add_by_hand(actor, self.form.text("case_number"), chosen, self.form.text("reason"))


def _named(hits: Sequence[HitRow]) -> str:
    told = "；".join(f"{hit.entry_number} {hit.name}" for hit in hits[:_NAMED])
    return f"{told} 等 {len(hits)} 项" if len(hits) > _NAMED else told
