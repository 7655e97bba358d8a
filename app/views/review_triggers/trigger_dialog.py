"""本院触发情形: added, or changed from a day on; tried first, and held against every registered case when it counts."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.models.dates import PartialDate
from app.models.review_terms import TriggerList
from app.models.terms import Certainty
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, FieldProblem, KnownError
from app.services.foundation.intentions import Actor
from app.services.foundation.progress import Progress
from app.services.review_triggers.model import Condition, Role
from app.services.review_triggers.rows import DryRun, OwnTriggerRow, TriggerDraft
from app.views.review_triggers.condition_dialog import condition_editor
from app.views.review_triggers.texts import CASE_HEADS, case_texts, dry_run_words
from app.views.shared.plain_table import PlainTable
from app.views.shared.work_dialog import SavingDialog, WorkDialog
from app.views.shared.workplace import Workplace

_CONDITIONS_HEIGHT, _CASES_HEIGHT = 190, 150


class TriggerDialog(SavingDialog):
    """试算 shows which registered cases would meet the draft; 施行 writes it and lists them."""

    at_work = "正在施行，并核对全部原案……"

    def __init__(
        self, workplace: Workplace, listed: TriggerList, draft: TriggerDraft | None, parent: QWidget | None = None
    ) -> None:
        """``draft`` is the version another is made from, None for a new trigger of the list."""
        super().__init__(workplace, "修改触发情形" if draft else "增加本院触发情形", "施行", parent)
        self._listed, self._draft = listed, draft
        self.tell(
            "标准触发情形不会被改动，修改的是本院从某一天起施行的版本。施行日已到的，保存时核对全部已登记的原案，符合的当即列入清单；"
            "已经列入的不会因此去掉。"
        )
        self._add_fields(draft)
        self._add_trial()

    @override
    def job(self, actor: Actor) -> Callable[[Progress], Written]:
        settings, draft, reason = self.workplace.desk.review_triggers.settings, self._read(), self.form.text("reason")
        return lambda progress: settings.adopt(actor, draft, reason, progress)

    @override
    def done_words(self) -> str:
        return f"已施行触发情形“{self.form.text('name')}”"

    def try_out(self) -> None:
        """Hold every registered case against what is typed; nothing is written."""
        self.form.clear_problems()
        self.problem.clear()
        settings = self.workplace.desk.review_triggers.settings
        try:
            draft = self._read()
        except (DomainError, KnownError) as problem:
            self._refuse(problem)
        else:
            today = self.workplace.desk.clock.today()
            is_ahead = draft.valid_from is not None and draft.valid_from > today
            self.work.run(
                "正在试算……",
                lambda progress: settings.dry_run(draft, progress),
                lambda found: self._show_trial(found, is_ahead=is_ahead),
            )

    def _show_trial(self, found: DryRun, *, is_ahead: bool) -> None:
        self.tell(dry_run_words(found, is_ahead=is_ahead))
        self.cases.show_rows([case_texts(each) for each in found.fresh])
        self.form.show_field("cases", bool(found.fresh))
        self.fit()

    def _read(self) -> TriggerDraft:
        form, days, first = self.form, self.form.text("remind_days"), self.form.needed_date("valid_from")
        last = form.date("valid_to")
        if days and not days.isdecimal():
            raise FieldProblem("remind_days", "请填写工作日的天数，例如 10；不提醒的留空。")
        if first.exact is None:
            raise FieldProblem("valid_from", "请填写到日，例如 2026-12-01。")
        return TriggerDraft(
            name=form.text("name"),
            trigger_list=self._listed,
            valid_from=first.exact,
            valid_to=last.last if last else None,
            source=form.text("source"),
            certainty=form.term("certainty", Certainty),
            code=self._draft.code if self._draft else "",
            all_of=self._conditions(Role.ALL),
            any_of=self._conditions(Role.ANY),
            none_of=self._conditions(Role.NONE),
            is_key=form.has("is_key") and form.is_checked("is_key"),
            by_hand=form.is_checked("by_hand"),
            is_off=form.has("is_off") and form.is_checked("is_off"),
            remind_days=int(days) if days else None,
            note=form.text("note"),
        )

    def _conditions(self, role: Role) -> tuple[Condition, ...]:
        return tuple(each.condition for each in self.conditions.items if each.role is role)

    def _add_fields(self, draft: TriggerDraft | None) -> None:
        form, today = self.form, self.workplace.desk.clock.today()
        form.add_text("name", "名称", draft.name if draft else "", hint="例如 附条件不起诉专项评查")
        self.conditions = condition_editor(self.workplace, draft)
        self.conditions.setFixedHeight(_CONDITIONS_HEIGHT)
        self.conditions.changed.connect(form.changed)
        form.add_field("conditions", "条件", self.conditions, self.conditions)
        self.cases = PlainTable(self.workplace, "trigger_trial", "试算：将要列入的原案", CASE_HEADS)
        self.cases.setFixedHeight(_CASES_HEIGHT)
        form.add_field("cases", "将要列入", self.cases, self.cases)
        form.show_field("cases", False)
        form.add_check("by_hand", "由人补登", "原案登记里看不出，由人补登（不写条件）")
        if self._listed is TriggerList.ANALYSIS:
            form.add_check("is_key", "重点评查", "属于重点评查；不勾选的是逐案分析")
        if draft is not None:
            form.add_check("is_off", "不启用", "从施行日起不再按这一情形列入")
        days = str(draft.remind_days) if draft and draft.remind_days else "" if draft else "10"
        form.add_text("remind_days", "几个工作日提醒", days, hint="本院自己的提醒，只亮黄灯；不提醒的留空")
        first = draft.valid_from if draft and draft.valid_from else today
        form.add_date("valid_from", "施行日期", PartialDate.of(first))
        form.add_date("valid_to", "停止日期", PartialDate.of(draft.valid_to) if draft and draft.valid_to else None)
        source = form.add_text("source", "来源", draft.source if draft else "", hint="文件、条文和年份，或者哪一级部署")
        form.add_term("certainty", "核实程度", Certainty, draft.certainty if draft else Certainty.UNVERIFIED)
        note = form.add_text("note", "说明", draft.note if draft else "")
        for field in (source, note):
            field.setCursorPosition(0)  # a long text is read from its beginning
        form.add_text("reason", "理由", hint="必填，如 省院部署专项评查")
        for name, is_on in (("by_hand", draft and draft.by_hand), ("is_key", draft and draft.is_key)):
            if is_on and form.has(name):
                form.check(name, True)
        if draft is not None and draft.is_off:
            form.check("is_off", False)  # whoever changes a trigger that is not gone by means to go by it

    def _add_trial(self) -> None:
        self.trial = QPushButton("试算")
        self.trial.setObjectName("trigger_try_out")
        self.trial.setAutoDefault(False)
        self.trial.setToolTip("哪些已登记的原案会符合；不写入")
        self.trial.clicked.connect(lambda _checked: self.try_out())
        layout = self.layout()
        row = layout.itemAt(layout.count() - 1).layout() if isinstance(layout, QVBoxLayout) else None
        if row is not None:
            row.insertWidget(0, self.trial)  # type: ignore[attr-defined]  # the row of buttons is a QHBoxLayout


class WithdrawDialog(WorkDialog):
    """A version of the office counts no longer; what was listed by it stays."""

    at_work = "正在停用，并按此前的版本核对全部原案……"

    def __init__(self, workplace: Workplace, row: OwnTriggerRow, parent: QWidget | None = None) -> None:
        """``row`` is not withdrawn yet."""
        super().__init__(workplace, f"停用本院版本 — {row.name}", "停用", parent)
        self._row = row
        self.tell(
            f"停用从 {row.valid_from} 起的本院版本以后，改按此前的本院版本，没有的按标准情形，并核对全部原案。"
            "已经列入清单的不受影响，仍要处理。"
        )
        self.form.add_text("reason", "理由", hint="必填，如 专项评查已结束")

    @override
    def job(self, actor: Actor) -> Callable[[Progress], Written]:
        settings, key, reason = self.workplace.desk.review_triggers.settings, self._row.id, self.form.text("reason")
        return lambda progress: settings.withdraw(actor, key, reason, progress)

    @override
    def came(self, result: Written) -> None:
        self.finish(result)

    @override
    def done_words(self) -> str:
        return f"已停用从 {self._row.valid_from} 起的“{self._row.name}”"
