"""登记调查, 修改 and 登记结束: an act of investigation, its people, result and files."""

from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from app.models.case_terms import InvestigationKind
from app.models.dates import PartialDate
from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.foundation.progress import Progress
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.investigations.rows import InvestigationCard, InvestigationDraft, InvestigationEnd
from app.services.papers.rows import RecordKey
from app.views.attachments.files_field import FilesField
from app.views.shared.work_dialog import Save, SavingDialog
from app.views.shared.workplace import Workplace

_COUNTS = "调查期间计入办案期限。"


class InvestigationDialog(SavingDialog):
    """Without a card an act is recorded, with one it is corrected."""

    def __init__(
        self,
        workplace: Workplace,
        key: RecordKey,
        card: InvestigationCard | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``card`` is the act to be corrected."""
        title, verb = ("修改调查登记", "保存") if card else ("登记调查", "登记")
        super().__init__(workplace, title, verb, parent)
        self._key, self._card, self._version = key, card, card.version if card else 0
        self._add_fields(card)
        self._kind.currentIndexChanged.connect(lambda _: self._explain())
        self._explain()

    @override
    def job(self, actor: Actor) -> Save:
        service, draft, key, card = self.workplace.desk.investigations, self._draft(), self._key, self._card
        if card is None:
            return lambda progress: service.record(actor, key, draft, progress)
        version = self._version

        def save(progress: Progress) -> Written:
            try:
                return service.amend(actor, card.id, version, draft, progress)
            except ChangedMeanwhile:  # told once; whoever confirms again has read it
                fresh = (each.version for each in service.of(key) if each.id == card.id)
                self._version = next(fresh, version)
                raise

        return save

    def _draft(self) -> InvestigationDraft:
        form = self.form
        return InvestigationDraft(
            kind=form.term("kind", InvestigationKind),
            title=form.text("title"),
            began_on=form.needed_date("began_on"),
            ended_on=form.date("ended_on"),
            place=form.text("place"),
            people=form.text("people"),
            others=form.text("others"),
            result=form.text("result"),
            stops_clock=form.is_checked("stops_clock"),
            files=tuple(self._files.paths()),
        )

    def _add_fields(self, card: InvestigationCard | None) -> None:
        form = self.form
        self._kind: QComboBox = form.add_term("kind", "措施", InvestigationKind, card.kind if card else None)
        form.add_text("title", "名称", card.title if card else "", hint="如 询问报案人、笔迹鉴定")
        form.add_date("began_on", "开始日期", card.began_on if card else None, is_month_enough=True)
        form.add_date("ended_on", "结束日期", card.ended_on if card else None, is_month_enough=True)
        self._stops = form.add_check("stops_clock", "办案期限", "调查期间不计入，中止计算")
        form.add_text("place", "地点", card.place if card else "")
        form.add_text("people", "调查人员", card.people if card else self.workplace.actor.name)
        form.add_text("others", "对象、参加人", card.others if card else "", hint="被询问人、鉴定机构、参加听证的人等")
        form.add_long_text("result", "结果", card.result if card else "", lines=3)
        self._files = FilesField("材料")
        self._files.list.setObjectName("files")
        self._files.list.setAccessibleName("材料")
        self._files.changed.connect(form.changed)
        form.add_field("files_field", "材料", self._files, self._files)

    def _explain(self) -> None:
        """Offer that the time does not count, where the law says so."""
        kind = next((each for each in InvestigationKind if each.value == self._kind.currentData()), None)
        if self._card is not None:
            self._stops.setChecked(self._card.stops_clock)
            self.form.show_field("stops_clock", False)
            self.tell(f"期限：{self._card.clock_words}。")
            return
        offer = self.workplace.desk.investigations.clock_offer(self._key, kind) if kind else None
        self.form.show_field("stops_clock", offer is not None)
        self._stops.setChecked(offer is not None and not offer.is_asked)
        if offer is None:
            self.tell(_COUNTS)
        else:
            named = "、".join(f"“{name}”" for name in offer.deadlines)
            self.tell(f"{offer.words or '期间不计入审查期限'}，登记后{named}中止，结束后恢复。依据：{offer.basis}。")


class EndDialog(SavingDialog):
    """登记结束."""

    def __init__(self, workplace: Workplace, card: InvestigationCard, parent: QWidget | None = None) -> None:
        """``card`` is the act."""
        super().__init__(workplace, "登记调查结束", "登记结束", parent)
        self._card = card
        resumes = "结束当日起恢复计算期限。" if card.stops_clock else ""
        self.tell(f"{card.kind.label}：{card.title}，{card.began_on} 开始。{resumes}")
        self.form.add_date("ended_on", "结束日期", PartialDate.of(workplace.desk.clock.today()), is_month_enough=True)
        self.form.add_long_text("result", "结果", card.result, lines=3)
        self.form.add_file("scan", "材料")

    @override
    def job(self, actor: Actor) -> Save:
        form, scan = self.form, self.form.file("scan")
        end = InvestigationEnd(form.needed_date("ended_on"), form.text("result"), (scan,) if scan else ())
        service, card = self.workplace.desk.investigations, self._card
        return lambda progress: service.end(actor, card.id, card.version, end, progress)
