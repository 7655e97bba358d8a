"""登记 or 修改监督事项: the case card."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.models.dates import PartialDate
from app.models.terms import Stage
from app.services.clues.rows import ClueDraft
from app.services.foundation.changes import Written
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.matters.rows import MatterCard, MatterDraft
from app.views.clues.kin_hints import KinHints
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace

_LINES_BEFORE = (
    ("subject", "案件名称"),
    ("number", "统一受案号"),
    ("department", "承办部门"),
    ("handler", "承办人"),
)
_TEXTS = (
    "unit",
    "source",
    "subject",
    "number",
    "department",
    "handler",
    "instrument",
    "response",
    "outcome",
    "remarks",
)
_DATES = ("accepted_on", "instrument_on", "responded_on", "closed_on")
_FIELDS = ("kind", *_TEXTS, *_DATES)


class CardDialog(FormDialog):
    """Without a card a matter is registered, with one it is changed."""

    def __init__(self, workplace: Workplace, card: MatterCard | None = None, parent: QWidget | None = None) -> None:
        """``card`` is the matter to be changed."""
        title, verb = ("修改案卡", "保存") if card else ("登记监督事项", "登记")
        super().__init__(workplace, title, verb, parent)
        self._card, self._shown = card, card.draft if card else None
        its = (card.draft.kind,) if card else ()  # a ledger's own word stays
        self._kinds = tuple(dict.fromkeys((*its, *workplace.desk.matter_types.kinds())))
        self._add_fields(card.draft if card else None)
        if card is None:
            self.form.put("department", workplace.own_department)

    def perform(self, actor: Actor) -> Written:
        """Register or change the matter."""
        service, draft = self.workplace.desk.matters, self._draft()
        if self._card is None or self._shown is None:
            return service.register(actor, draft)
        changed = {name: getattr(draft, name) for name in _FIELDS if getattr(draft, name) != getattr(self._shown, name)}
        try:
            return service.amend(actor, self._card.id, self._card.version, replace(self._card.draft, **changed))
        except ChangedMeanwhile:
            self._card = service.card(self._card.id)  # told once, the next press adds these fields to what stands now
            raise

    def _draft(self) -> MatterDraft:
        text, day = self.form.text, self.form.date
        return replace(
            self._card.draft if self._card else MatterDraft("", ""),  # what the form does not show stays
            kind=self._kind(),
            unit=text("unit"),
            source=text("source"),
            subject=text("subject"),
            number=text("number"),
            department=text("department"),
            handler=text("handler"),
            accepted_on=day("accepted_on"),
            stage=self._card.draft.stage if self._card else Stage.INTAKE,
            instrument=text("instrument"),
            instrument_on=day("instrument_on"),
            response=text("response"),
            responded_on=day("responded_on"),
            outcome=text("outcome"),
            closed_on=day("closed_on"),
            remarks=text("remarks"),
        )

    def _kind(self) -> str:
        kind = self.form.text("kind")
        if kind and kind not in self._kinds:
            raise FieldProblem("kind", f"没有事项类型“{kind}”。请从列出的类型中选择，都不合适的选“其他重大事项”。")
        return kind

    def _add_fields(self, said: MatterDraft | None) -> None:
        form, today = self.form, PartialDate.of(self.workplace.desk.clock.today())

        def value(name: str) -> str:
            return str(getattr(said, name)) if said else ""

        kind = form.add_choice("kind", "事项类型", self._kinds, value("kind"))
        kind.setMaxVisibleItems(16)
        kind.lineEdit().setPlaceholderText("从列出的类型中选择，都不合适的选“其他重大事项”")
        form.add_looked_up("unit", "监督对象", value("unit"), self._organisations, hint="单位全称")
        form.add_text("source", "来源", value("source"), hint="如 办案发现、来信来访")
        form.add_date("accepted_on", "受理日期", said.accepted_on if said else today, is_month_enough=True)
        if said is None:
            KinHints(self.workplace, may_mark=False).stand_in(form, self._wording)
        for name, title in _LINES_BEFORE:
            form.add_text(name, title, value(name))
        form.add_text("instrument", "监督文书", value("instrument"))
        form.add_date("instrument_on", "文书日期", said.instrument_on if said else None, is_month_enough=True)
        form.add_long_text("response", "对方处理", value("response"), lines=2)
        form.add_date("responded_on", "处理日期", said.responded_on if said else None, is_month_enough=True)
        form.add_text("outcome", "结果", value("outcome"))
        form.add_date("closed_on", "办结日期", said.closed_on if said else None, is_month_enough=True)
        form.add_long_text("remarks", "备注", value("remarks"), lines=2)

    def _wording(self) -> ClueDraft:
        """What likely kin are looked for by."""
        return ClueDraft("", unit=self.form.text("unit"), subject=self.form.text("subject"))

    def _organisations(self, typed: str) -> list[str]:
        return [found.name for found in self.workplace.desk.offices.suggest(typed)]
