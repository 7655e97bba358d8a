"""后续处理: the measures of the letter's kind side by side, with what each asks for and who decided."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QWidget
from typing_extensions import override

from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.foundation.progress import Progress
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.further_measures.rows import ChosenMeasure, DecisionDraft, FollowUpCard, Offer
from app.views.further_measures.wording import backing_words, why_nothing
from app.views.shared.work_dialog import Save, SavingDialog
from app.views.shared.workplace import Workplace

_TYPED = "照业务系统审批结果或者签批件登记"
_SIDE_BY_SIDE = "可以选择一项或者几项，各项并列，不是逐级的；由谁决定写在每一项的依据里。"
_NOT_PUT_UP = "没有本院已批准的审批，照业务系统审批结果或者签批件填写决定人、日期，附扫描件。"


class DecisionDialog(SavingDialog):
    """Registers which measures were decided on."""

    def __init__(
        self, workplace: Workplace, card: FollowUpCard, parent: QWidget | None = None, first: str = ""
    ) -> None:
        """``first`` is the code of a measure that is ticked at once."""
        super().__init__(workplace, "后续处理", "登记决定", parent)
        self._card, self._version = card, card.version
        self._boxes: dict[str, QCheckBox] = {}
        self.tell(why_nothing(card) or (_SIDE_BY_SIDE if card.backings else _SIDE_BY_SIDE + _NOT_PUT_UP))
        for offer in card.offers:
            self._add_measure(offer)
        self._add_decision()
        if first in self._boxes and self._boxes[first].isEnabled():
            self._boxes[first].setChecked(True)
        self._fit()

    @override
    def job(self, actor: Actor) -> Save:
        form = self.form
        approval = self._behind.currentData() if self._is_decided() else None
        is_typed = self._is_decided() and approval is None
        draft = DecisionDraft(
            chosen=tuple(
                ChosenMeasure(code, form.text(f"recipient_{code}"), form.text(f"reason_{code}"))
                for code in self._chosen()
            ),
            approval_id=approval,
            decided_on=form.date("decided_on") if is_typed else None,
            decided_by=form.text("decided_by") if is_typed else "",
            scan=form.file("scan") if is_typed else None,
        )
        service, key, version = self.workplace.desk.further_measures, self._card.letter_id, self._version

        def save(progress: Progress) -> Written:
            try:
                return service.decide(actor, key, version, draft, progress)
            except ChangedMeanwhile:  # told once; whoever confirms again has read it
                self._version = service.card(key).version
                raise

        return save

    @override
    def done_words(self) -> str:
        return "已登记后续处理决定"

    def _chosen(self) -> list[str]:
        return [code for code, box in self._boxes.items() if box.isChecked()]

    def _is_decided(self) -> bool:
        """Whether one of the ticked measures needs somebody's decision."""
        rules = {offer.measure.code: offer.measure for offer in self._card.offers}
        return any(rules[code].decides for code in self._chosen())

    def _add_measure(self, offer: Offer) -> None:
        form, rule = self.form, offer.measure
        box = form.add_check(f"measure_{rule.code}", "" if self._boxes else "措施", rule.name)
        box.setAccessibleName(rule.name)
        box.setEnabled(not offer.refusal)
        box.setToolTip(offer.refusal or rule.basis)
        box.toggled.connect(lambda _on: self._fit())
        self._boxes[rule.code] = box
        about = QLabel(_about(offer))
        about.setWordWrap(True)
        about.setProperty("role", "muted")
        about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        form.add_field(f"about_{rule.code}", "", about, about)
        form.add_text(f"recipient_{rule.code}", "对象", hint="报告、通报或者移送给谁，写全称")
        form.add_long_text(f"reason_{rule.code}", rule.reason or "理由", lines=2)

    def _add_decision(self) -> None:
        self._behind = QComboBox()
        for backing in self._card.backings:
            self._behind.addItem(backing_words(backing), backing.approval_id)
        self._behind.addItem(_TYPED, None)
        self._behind.currentIndexChanged.connect(lambda _: self._fit())
        self._behind.currentIndexChanged.connect(self.form.changed)
        self.form.add_field("approval", "决定依据", self._behind, self._behind)
        chiefs = self.workplace.desk.approvals.people_for("检察长")
        self.form.add_choice("decided_by", "决定人", chiefs, chiefs[0] if len(chiefs) == 1 else "")
        self.form.add_date("decided_on", "决定日期")
        self.form.add_file("scan", "决定扫描件")

    def _fit(self) -> None:
        """Show what the ticked measures ask for, and no more."""
        for offer in self._card.offers:
            rule, is_on = offer.measure, self._boxes[offer.measure.code].isChecked()
            self.form.show_field(f"about_{rule.code}", is_on)
            self.form.show_field(f"recipient_{rule.code}", is_on and rule.has_recipient)
            self.form.show_field(f"reason_{rule.code}", is_on and bool(rule.reason))
        is_typed = self._is_decided() and self._behind.currentData() is None
        self.form.show_field("approval", self._is_decided() and self._behind.count() > 1)
        for name in ("decided_by", "decided_on", "scan"):
            self.form.show_field(name, is_typed)
        if self.isVisible():  # the dialog grows with what it asks for
            self.form.layout().activate()
            self.fit()


def _about(offer: Offer) -> str:
    rule = offer.measure
    who = f"由{'、'.join(rule.decides)}决定。" if rule.decides else "由承办检察官办理，不用另行批准。"
    note = f"{rule.note}" if rule.note else ""
    return f"依据：{rule.basis}（{rule.certainty.label}）。{who}{note}"
