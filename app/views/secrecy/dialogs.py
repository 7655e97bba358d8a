"""Mark a record; mask a name in it, or show it again."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.trust_terms import Marking, Shielded
from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.papers.rows import RecordKey
from app.services.secrecy.rows import Mark
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace

_MASK = "遮蔽一个姓名"


class MarkDialog(FormDialog):
    """标记 and 知悉范围."""

    def __init__(self, workplace: Workplace, record: RecordKey, parent: QWidget | None = None) -> None:
        """As the record is marked now."""
        super().__init__(workplace, "标记", "保存标记", parent)
        self._record, self._shown = record, workplace.desk.secrecy.of(record)
        self.tell("本机为非涉密环境，禁止录入国家秘密。这里只标“内部”和“工作秘密”，标记随列表、打印和导出走。")
        self.form.add_term("marking", "标记", Marking, self._shown.marking)
        self.form.add_text("audience", "知悉范围", self._shown.audience, hint="如 承办人、部门负责人、分管副检察长")
        self.form.add_text("reason", "理由", hint="取消标记时必填")

    @override
    def perform(self, actor: Actor) -> Written:
        mark = Mark(self.form.term("marking", Marking), self.form.text("audience"), self.form.text("reason"))
        return self.workplace.desk.secrecy.mark(actor, self._record, mark, self._shown.version)


class ShieldDialog(FormDialog):
    """A name to mask, or one that is shown again."""

    def __init__(self, workplace: Workplace, record: RecordKey, parent: QWidget | None = None) -> None:
        """With what is masked so far."""
        super().__init__(workplace, "遮蔽姓名", "保存", parent)
        self._record, self._shields = record, workplace.desk.secrecy.shields(record)
        self.tell("遮蔽的姓名在列表、导出的表格和案件包里以“某”代替；本页和正式文书照写。")
        shown = [f"不再遮蔽 {each.name}" for each in self._shields]
        if shown:
            self.form.add_choice("act", "要做的事", [_MASK, *shown], _MASK)
        self.form.add_text("name", "姓名", hint="写全名，如 张三丰")
        self.form.add_term("kind", "身份", Shielded, Shielded.VICTIM)
        if shown:
            self.form.add_text("reason", "理由", hint="不再遮蔽时必填")

    @override
    def perform(self, actor: Actor) -> Written:
        secrecy = self.workplace.desk.secrecy
        act = self.form.text("act") if self._shields else _MASK
        for each in self._shields:
            if act == f"不再遮蔽 {each.name}":
                return secrecy.unshield(actor, each.id, self.form.text("reason"))
        return secrecy.shield(actor, self._record, self.form.text("name"), self.form.term("kind", Shielded))
