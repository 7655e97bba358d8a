"""登记专家人才, 登记出库 and 登记专家意见: a dialog each."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.dates import PartialDate
from app.models.letter_terms import ExpertKind
from app.services.experts.rows import ExpertCard, ExpertDraft, OpinionCard, OpinionDraft
from app.services.foundation.changes import Written
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor
from app.services.papers.rows import RecordKey
from app.views.shared.form_dialog import FormDialog
from app.views.shared.work_dialog import Save, SavingDialog
from app.views.shared.workplace import Workplace

_TEXTS = (("unit", "单位"), ("post", "职务"), ("telephone", "联系电话"))


class ExpertDialog(FormDialog):
    """Without a card somebody is entered, with one the entry is changed."""

    def __init__(self, workplace: Workplace, card: ExpertCard | None = None, parent: QWidget | None = None) -> None:
        """``card`` as it was shown."""
        super().__init__(workplace, "修改专家人才登记" if card else "登记专家人才", "保存" if card else "登记", parent)
        self._card = card
        said, form = card.draft if card else None, self.form
        form.add_term("kind", "类别", ExpertKind, said.kind if said else ExpertKind.EXPERT)
        form.add_text("name", "姓名", said.name if said else "")
        form.add_choice("field", "专业领域", workplace.desk.experts.fields(), said.field if said else "")
        for name, title in _TEXTS:
            form.add_text(name, title, getattr(said, name) if said else "")
        form.add_long_text("remarks", "备注", said.remarks if said else "", lines=3)

    @override
    def perform(self, actor: Actor) -> Written:
        text, experts = self.form.text, self.workplace.desk.experts
        draft = ExpertDraft(
            kind=self.form.term("kind", ExpertKind),
            name=text("name"),
            field=text("field"),
            unit=text("unit"),
            post=text("post"),
            telephone=text("telephone"),
            remarks=text("remarks"),
        )
        if self._card is None:
            return experts.register(actor, draft)
        return experts.amend(actor, self._card.id, self._card.version, draft)


class LeaveDialog(FormDialog):
    """登记出库: somebody is offered no more."""

    def __init__(self, workplace: Workplace, card: ExpertCard, parent: QWidget | None = None) -> None:
        """``card`` is the entry."""
        super().__init__(workplace, "登记出库", "登记", parent)
        self._card = card
        self.tell(f"{card.name} 出库以后不再供选择，已登记的意见保留。")
        self.form.add_date("left_on", "出库日期", PartialDate.of(workplace.desk.clock.today()))

    @override
    def perform(self, actor: Actor) -> Written:
        return self.workplace.desk.experts.leave(actor, self._card.id, self.form.needed_date("left_on"))


class OpinionDialog(SavingDialog):
    """登记专家意见 on one record; with a card the opinion is corrected, its scan stays."""

    def __init__(
        self, workplace: Workplace, record: RecordKey, card: OpinionCard | None = None, parent: QWidget | None = None
    ) -> None:
        """``record`` is what the opinion is about."""
        super().__init__(workplace, "修改专家意见" if card else "登记专家意见", "保存" if card else "登记", parent)
        self._record, self._card = record, card
        desk = workplace.desk
        self._ids = {label_of(expert): expert.id for expert in desk.experts.all()}
        shown = f"{card.expert} · {card.field}" if card else ""
        if card:
            self._ids.setdefault(shown, card.expert_id)
        self.tell("专家库、人才库里没有的，先在“登记簿”的“专家人才”里登记。")
        form = self.form
        form.add_choice("expert", "专家", self._ids, shown)
        form.add_date("given_on", "日期", card.given_on if card else PartialDate.of(desk.clock.today()))
        form.add_long_text("opinion", "意见内容", card.opinion if card else "", lines=6)
        form.add_choice("meeting", "会议登记号", ["", *self._meetings()], card.meeting if card else "")
        if card is None:
            form.add_file("scan", "意见书扫描件")

    @override
    def job(self, actor: Actor) -> Save:
        form, opinions = self.form, self.workplace.desk.experts.opinions
        if form.text("expert") not in self._ids:
            raise FieldProblem("expert", "请从列表里选择提出意见的专家或人才；没有的先登记。")
        draft = OpinionDraft(
            expert_id=self._ids[form.text("expert")],
            given_on=form.needed_date("given_on"),
            opinion=form.text("opinion"),
            meeting=form.text("meeting"),
            scan=form.file("scan") if self._card is None else None,
        )
        record, card = self._record, self._card
        if card is None:
            return lambda progress: opinions.record(actor, record, draft, progress)
        return lambda _progress: opinions.amend(actor, card.id, card.version, draft)

    def _meetings(self) -> Sequence[str]:
        meetings = self.workplace.desk.case_registers.meetings.of(*self._record)
        return [f"{each.entry_number} {each.draft.topic}" for each in meetings]


def label_of(expert: ExpertCard) -> str:
    """李某（青山学院 教授） · 消防工程."""
    return f"{expert.name} · {expert.draft.field}"
