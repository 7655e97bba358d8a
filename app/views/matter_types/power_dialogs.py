"""修改职权, 新增事项, 停用本院规定: the reason is asked, and the basis with how sure it is."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.dates import PartialDate
from app.models.terms import Certainty
from app.services.foundation.changes import Written
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor
from app.services.matter_types.rows import PowerDraft, PowerRow
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace

_POSTS = {
    "proposes": ("检察官", "检察官、检察官助理"),
    "reviews": ("部门负责人", "部门负责人、分管副检察长"),
    "decides": (
        "检察长",
        "检察长、副检察长",
        "检察长、副检察长、检察委员会",
        "检察委员会",
        "部门负责人、检察长、副检察长",
    ),
}
_TITLES = {"proposes": "谁提出", "reviews": "谁审核", "decides": "谁决定"}


class PowerDialog(FormDialog):
    """Writes one line of the office."""

    def __init__(self, workplace: Workplace, draft: PowerDraft, parent: QWidget | None = None) -> None:
        """``draft`` is the line of today, or empty for a new act."""
        title = f"修改职权 — {draft.name}" if draft.act else "新增职权事项"
        super().__init__(workplace, title, "保存", parent)
        self._first = draft
        if draft.act:
            self.tell(
                "标准清单不会被改动：本院的规定在有效期内优先，停用或过期后恢复标准清单。已经提请的审批不受影响。"
            )
        form = self.form
        form.add_text("name", "事项", draft.name, hint="如 公开听证")
        for name, offered in _POSTS.items():
            field = form.add_choice(name, _TITLES[name], offered, getattr(draft, name))
            field.setToolTip("几个职务用顿号分开")
        form.add_long_text("basis", "依据", draft.basis, lines=3)
        form.add_term("certainty", "依据核实", Certainty, draft.certainty)
        form.add_date("valid_from", "从…起", PartialDate.of(draft.valid_from) if draft.valid_from else None)
        form.add_date("valid_to", "到…止", PartialDate.of(draft.valid_to) if draft.valid_to else None)
        form.add_long_text("note", "说明", draft.note, lines=2)
        form.add_text("reason", "理由", hint="必填，如 本院〔2026〕3号职权清单")

    @override
    def perform(self, actor: Actor) -> Written:
        text, form = self.form.text, self.form
        start, end = form.date("valid_from"), form.date("valid_to")
        for name, day in (("valid_from", start), ("valid_to", end)):
            if day is not None and day.exact is None:
                raise FieldProblem(name, "请写到日，如 2026-12-1。")
        draft = PowerDraft(
            act=self._first.act,
            name=text("name"),
            proposes=text("proposes"),
            reviews=text("reviews"),
            decides=text("decides"),
            basis=text("basis"),
            certainty=form.term("certainty", Certainty),
            valid_from=start.exact if start else None,
            valid_to=end.exact if end else None,
            note=text("note"),
        )
        return self.workplace.desk.matter_types.set_power(actor, draft, text("reason"))

    @override
    def done_words(self) -> str:
        return f"已修改职权清单的“{self.form.text('name')}”"


class WithdrawPowerDialog(FormDialog):
    """A line of the office counts no longer."""

    def __init__(self, workplace: Workplace, row: PowerRow, parent: QWidget | None = None) -> None:
        """``row`` is the office's own."""
        super().__init__(workplace, f"停用本院规定 — {row.power.name}", "停用", parent)
        self._row = row
        then = f"恢复标准清单（决定：{row.standard.decides}）" if row.standard else "这个事项不再列在清单里"
        self.tell(f"停用后，{then}，本院还有其他有效规定的按那一条。已经提请的审批不受影响。")
        self.form.add_text("reason", "理由", hint="必填，如 本院清单已修订")

    @override
    def perform(self, actor: Actor) -> Written:
        return self.workplace.desk.matter_types.withdraw_power(actor, self._row.own_id or 0, self.form.text("reason"))

    @override
    def done_words(self) -> str:
        return f"已停用“{self._row.power.name}”的本院规定"
