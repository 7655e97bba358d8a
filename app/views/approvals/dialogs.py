"""What is done with an approval, each in a small dialog: put up, sign, joint meeting, opinion on screen."""

from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from app.models.case_terms import Role, Verdict
from app.services.approvals.rows import (
    COMMITTEE,
    ApprovalCard,
    MeetingOpinion,
    Proposal,
    SignedOpinion,
    SignedSheet,
)
from app.services.foundation.changes import Written
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor
from app.services.foundation.progress import Progress
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.papers.rows import RecordKey
from app.views.approvals.wording import power_words
from app.views.shared.form_dialog import FormDialog
from app.views.shared.work_dialog import Save, SavingDialog
from app.views.shared.workplace import Workplace

_NEW = "（没有可提请的事项）"


class ProposeDialog(FormDialog):
    """提请审批: by the line of the list of powers in force."""

    def __init__(
        self, workplace: Workplace, key: RecordKey, act: str = "", name: str = "", parent: QWidget | None = None
    ) -> None:
        """``act`` is chosen at first, ``name`` the record's number."""
        super().__init__(workplace, "提请审批", "提请", parent)
        self._key, self._name = key, name
        self._choices = {each.name: each for each in workplace.desk.approvals.choices()}
        first = next((each.name for each in self._choices.values() if each.act == act), next(iter(self._choices), ""))
        self._act: QComboBox = self.form.add_choice("act", "审批事项", self._choices, first)
        self._reviewer: QComboBox = self.form.add_choice("reviewer", "审核人", ())
        self.form.add_long_text("content", "内容和理由", lines=6)
        self._act.currentTextChanged.connect(lambda _: self._explain())
        self._explain()

    def perform(self, actor: Actor) -> Written:
        """Put it up."""
        chosen = self._choices.get(self.form.text("act"))
        if chosen is None:
            raise FieldProblem("act", f"职权清单里没有这一项。请从中选择：{'、'.join(self._choices) or _NEW}。")
        proposal = Proposal(chosen.act, self.form.text("content"), self.form.text("reviewer"))
        return self.workplace.desk.approvals.propose(actor, self._key, proposal)

    def _explain(self) -> None:
        chosen = self._choices.get(self._act.currentText().strip())
        if chosen is None:
            return
        self.tell(f"{self._name}　{power_words(chosen)}".strip())
        self.form.show_field("reviewer", bool(chosen.reviews))
        typed = self._reviewer.currentText() if chosen.reviews else ""
        people = self.workplace.desk.approvals.people_for(chosen.reviews)
        with_signals = self._reviewer.blockSignals(True)
        self._reviewer.clear()
        self._reviewer.addItems(["", *people])
        self._reviewer.setEditText(typed or (people[0] if len(people) == 1 else ""))
        self._reviewer.blockSignals(with_signals)


class SignDialog(SavingDialog):
    """登记签批: what stands on the signed sheet, and its scan."""

    def __init__(self, workplace: Workplace, card: ApprovalCard, parent: QWidget | None = None) -> None:
        """``card`` is the approval."""
        super().__init__(workplace, "登记签批", "登记", parent)
        self._card, self._version = card, card.version
        reviews = f"{card.reviews}审核，" if card.reviews else ""
        self.tell(
            f"{card.name}：{card.proposed_by}于 {card.proposed_on} 提请。职权清单：{reviews}{card.decides}决定。"
            "按签批件上写的登记；还没有决定的，决定各项先不填。"
        )
        is_reviewed = any(each.role is Role.REVIEW and each.attachment_id for each in card.opinions)
        self._reviews = bool(card.reviews) and not is_reviewed
        desk = workplace.desk.approvals
        if self._reviews:
            self._add(Role.REVIEW, "审核", desk.people_for(card.reviews), card.reviewer)
        deciders = desk.people_for(card.decides) + ((COMMITTEE,) if COMMITTEE in card.decides else ())
        self._add(Role.DECIDE, "决定", deciders, "")
        self.form.add_text("authority", "授权或决定文号", hint="副检察长的书面授权，或检察委员会的决定文号")
        self.form.add_file("scan", "签批件扫描件")

    @override
    def job(self, actor: Actor) -> Save:
        form, service = self.form, self.workplace.desk.approvals
        roles = ((Role.REVIEW,) if self._reviews else ()) + (Role.DECIDE,)
        opinions = tuple(self._opinion(role) for role in roles if self._is_written(role))
        sheet = SignedSheet(opinions, form.file("scan"), form.text("authority"))
        key, version = self._card.id, self._version

        def save(progress: Progress) -> Written:
            try:
                return service.register_signed(actor, key, sheet, version, progress)
            except ChangedMeanwhile:  # told once; whoever confirms again has read it
                self._version = service.card(key).version
                raise

        return save

    def _add(self, role: Role, title: str, people: tuple[str, ...], person: str) -> None:
        key = role.value
        self.form.add_choice(f"{key}_person", f"{title}人", ("", *people), person)
        self.form.add_date(f"{key}_on", f"{title}日期")
        self.form.add_term(f"{key}_verdict", f"{title}意见", Verdict)
        self.form.add_text(f"{key}_opinion", f"{title}内容", hint="签批件上写的话，可不填")

    def _is_written(self, role: Role) -> bool:
        form, key = self.form, role.value
        person = form.text(f"{key}_person")
        is_prefilled = role is Role.REVIEW and person == self._card.reviewer
        typed = form.date(f"{key}_on") is not None or form.text(f"{key}_opinion") or form.text(f"{key}_verdict")
        return bool(typed) or bool(person and not is_prefilled)

    def _opinion(self, role: Role) -> SignedOpinion:
        form, key = self.form, role.value
        person, on = form.text(f"{key}_person"), form.needed_date(f"{key}_on")
        return SignedOpinion(role, person, on, form.term(f"{key}_verdict", Verdict), form.text(f"{key}_opinion"))


class MeetingDialog(SavingDialog):
    """联席会议意见."""

    def __init__(self, workplace: Workplace, card: ApprovalCard, parent: QWidget | None = None) -> None:
        """``card`` is the approval."""
        super().__init__(workplace, "登记联席会议意见", "登记", parent)
        self._card = card
        self.tell(f"{card.name}。检察官联席会议的意见供决定参考，不是批准。")
        self.form.add_date("held_on", "会议日期")
        self.form.add_term("verdict", "多数意见", Verdict, Verdict.AGREED)
        self.form.add_long_text("opinion", "意见", lines=4)
        self.form.add_file("scan", "会议记录扫描件")

    @override
    def job(self, actor: Actor) -> Save:
        form, service, key = self.form, self.workplace.desk.approvals, self._card.id
        meeting = MeetingOpinion(
            form.needed_date("held_on"), form.text("opinion"), form.term("verdict", Verdict), form.file("scan")
        )
        return lambda progress: service.add_meeting_opinion(actor, key, meeting, progress)


class ScreenDialog(FormDialog):
    """内部流转意见."""

    def __init__(self, workplace: Workplace, card: ApprovalCard, parent: QWidget | None = None) -> None:
        """``card`` is the approval."""
        super().__init__(workplace, "内部流转意见", "提交意见", parent)
        self._card = card
        self.tell(
            f"{card.name}：{card.content}\n这里写的只在内部流转，不能代替签批件；审核人选“退回修改”的，退回提请人。"
        )
        self.form.add_term("verdict", "意见", Verdict, Verdict.AGREED)
        self.form.add_long_text("opinion", "内容", lines=4)

    def perform(self, actor: Actor) -> Written:
        """Say it, as whoever works now."""
        verdict = self.form.term("verdict", Verdict)
        service = self.workplace.desk.approvals
        return service.add_screen_opinion(actor, self._card.id, verdict, self.form.text("opinion"))

    @override
    def done_words(self) -> str:
        return "已提交内部流转意见"
