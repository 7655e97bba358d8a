"""The record page of a matter: seven stages, case card, letters, attachments, history."""

from typing_extensions import override

from app.models.terms import RecordType, Stage
from app.services.case_registers.rows import RecordRef
from app.services.closing.rows import ChecklistLine, Place
from app.services.docket.rows import RecordName
from app.services.foundation.errors import DomainError
from app.services.matters.rows import CaseCard, MatterCard, Missing, MissingKind
from app.services.papers.rows import LETTER, RecordKey
from app.views.approvals.view import ApprovalsView
from app.views.attachments.view import AttachmentsView
from app.views.case_registers.record_view import RecordRegistersView
from app.views.closing.ending import Ending
from app.views.clues.links_view import LinksView
from app.views.clues.report_dialog import ReportDialog
from app.views.docket.record_view import DeadlinesView
from app.views.experts.record_view import ExpertsView
from app.views.hand_overs.record_view import RecordHandOvers
from app.views.investigations.view import InvestigationsView
from app.views.matters.card_dialog import CardDialog
from app.views.matters.facts import case_card, next_stage, steps_of, title_of
from app.views.matters.fill_in_dialog import FillInDialog
from app.views.matters.letters_view import LettersView
from app.views.matters.missing_line import MissingLine
from app.views.matters.stage_dialog import StageDialog
from app.views.papers.writing_view import WritingView
from app.views.secrecy.banner import SecrecyBanner
from app.views.shared.facts import Facts
from app.views.shared.history_view import HistoryView
from app.views.shared.record_frame import RecordFrame
from app.views.shared.workplace import Workplace
from app.views.suggestions.draft_dialog import DraftDialog
from app.views.trash.dialogs import offer_removal
from app.views.unit_history.dialog import open_unit

_PURPOSES = ("受理材料", "调查材料", "审批材料", "监督文书", "回复材料", "其他")


class MatterRecord(RecordFrame):
    """Shows one matter; ``show_record`` reads it anew."""

    def __init__(self, workplace: Workplace) -> None:
        """Empty until a matter is opened."""
        super().__init__(workplace, "matter")
        self._card: MatterCard | None = None
        self._case: CaseCard | None = None
        self.case, self.letters = Facts(label_width=136), LettersView(workplace)
        self.files, self.history = AttachmentsView(workplace, _PURPOSES), HistoryView(workplace)
        self.deadlines, self.paper = DeadlinesView(workplace), WritingView(workplace)
        self.registers = RecordRegistersView(workplace)
        self.approvals, self.investigations = ApprovalsView(workplace), InvestigationsView(workplace)
        self.missing = MissingLine(workplace.theme)
        self.put_below_stages(self.missing)
        self.hand_overs, self.links, self.ending = self._add_tabs()
        self.secrecy = SecrecyBanner.on(self, RecordType.MATTER)
        self._add_acts()
        self._wire()
        self.show_due("")

    def _add_tabs(self) -> tuple[RecordHandOvers, LinksView, Ending]:
        """The tabs, in the order in which a matter is worked on."""
        self.case.setAccessibleName("案卡")
        self.paper.setAccessibleName("文书")
        views = ((self.case, "案卡"), (self.letters, "检察建议"), (self.paper, "文书"), (self.deadlines, "期限"))
        process = ((self.approvals, "审批"), (self.investigations, "调查"), (self.registers, "会议与请示"))
        for view, title in (*views, *process, (self.files, "附件"), (self.history, "全部经过")):
            self.tabs.addTab(view, title)
        self.experts = ExpertsView.on(self)
        links = LinksView(self.workplace)
        hand_overs = RecordHandOvers.on(self)
        links.join(self.tabs)
        return hand_overs, links, Ending(self.workplace, self)

    def _add_acts(self) -> None:
        """Under 更多, after the acts of handing over."""
        acts = (
            ("修改案卡", self.edit, "edit"),
            ("填写本阶段案卡", self.fill_in, "edit"),
            ("转入阶段", self.move_on, "arrow-forward"),
            ("提请审批", self.approvals.propose, "gavel"),
            ("登记调查", self.investigations.record, "search"),
            ("单位履历…", self.show_unit, "history"),
            ("报结…", self.report_done, "check"),
            ("结案…", self.ending.close_case, "checks"),
            ("重新办理…", self.ending.reopen, "arrow-back-up"),
            ("归档…", self.ending.archive, "folder-open"),
            ("导出案件包…", self.export_package, "file-export"),
        )
        for title, step, icon in acts:
            self.add_more(title, step, icon)
        offer_removal(self, RecordType.MATTER)

    def _wire(self) -> None:
        self.ending.wanted.connect(self.go_to)
        self.missing.wanted.connect(self.supply)
        self.approvals.paper_wanted.connect(self.write_paper)
        self.approvals.file_wanted.connect(self.show_file)
        self.investigations.file_wanted.connect(self.show_file)
        self.letters.drafting_wanted.connect(self._draft_letter)
        self.files.removal_wanted.connect(self.workplace.remove_attachment)
        self.history.take_back_wanted.connect(self.workplace.take_back)

    @property
    @override
    def record_id(self) -> int | None:
        """The matter on screen."""
        return None if self._card is None else self._card.id

    @override
    def show_record(self, record_id: int) -> None:
        """Read a matter and show it; raises MatterNotFound."""
        desk = self.workplace.desk
        card = desk.matters.card(record_id)
        self._card, self._case = card, desk.matters.case(record_id)
        self.ending.show_record(record_id)
        self.experts.show_record(RecordKey(RecordType.MATTER, record_id))
        self.heading.setText(title_of(card))
        self.secrecy.show_record(record_id)
        self.lamp.show_lamp(card.lamp, card.lamp_words)
        self.stages.show_steps(steps_of(card, self._case))
        self.missing.show_case(self._case)
        self._offer_next(next_stage(card, self._case))
        self.case.show_sections(case_card(card, self._case))
        self.letters.show_letters(card.letters)
        papers = [each.title for each in self.missing.missing if each.kind is MissingKind.PAPER]
        self.files.purposes = (*papers, *_PURPOSES)  # a paper made elsewhere comes in as its scan
        self.files.show_files((RecordType.MATTER, record_id), card.attachments)
        self.paper.show_record(RecordKey(RecordType.MATTER, record_id), card.entry_number)
        acts = [each.code for each in self.missing.missing if each.kind is MissingKind.APPROVAL]
        awaited = acts[0] if acts else ""
        self.approvals.show_record(RecordKey(RecordType.MATTER, record_id), card.entry_number, awaited)
        self.investigations.show_record(RecordKey(RecordType.MATTER, record_id))
        for view in (self.approvals, self.investigations):
            self.tabs.setTabText(self.tabs.indexOf(view), view.title)
        self.tabs.setTabText(1, f"检察建议({len(card.letters)})" if card.letters else "检察建议")
        self.tabs.setTabText(
            self.tabs.indexOf(self.files), f"附件({len(card.attachments)})" if card.attachments else "附件"
        )
        self.hand_overs.show_record(RecordKey(RecordType.MATTER, record_id), title_of(card))
        self.links.show_matter(card)
        self.history.show_lines(desk.history.lines(RecordType.MATTER, record_id))
        self.deadlines.show_record(RecordName(RecordType.MATTER, record_id, card.entry_number, card.draft.unit, "", ""))
        self.tabs.setTabText(self.tabs.indexOf(self.deadlines), self.deadlines.title)
        self.registers.show_record(RecordRef(RecordType.MATTER, record_id, card.entry_number, card.draft.unit))
        self.tabs.setTabText(self.tabs.indexOf(self.registers), self.registers.title)

    def _offer_next(self, following: Stage | None) -> None:
        """The button of what comes next: another stage, or the way out."""
        if following is None:
            self.show_next("", None)
        elif following is Stage.CLOSING:
            self.show_next("结案…", self.ending.close_case)
        else:
            self.show_next(f"转入“{following.label}”", self.move_on)

    def show_unit(self) -> None:
        """What the office had to do with the unit before."""
        if self._card is not None:
            open_unit(self.workplace, self._card.draft.unit, self)

    def edit(self) -> None:
        """Change the case card."""
        if self._card is not None:
            CardDialog(self.workplace, self._card, self).open()

    def move_on(self) -> None:
        """Move on, or back."""
        if self._card is not None:
            StageDialog(self.workplace, self._card, self._case, self).open()

    def go_to(self, line: ChecklistLine) -> None:
        """Where a line of the closing checklist is supplied."""
        views = {
            Place.LETTERS: self.letters,
            Place.HAND_OVERS: self.hand_overs,
            Place.DEADLINES: self.deadlines,
            Place.PAPERS: self.paper,
            Place.APPROVALS: self.approvals,
        }
        if line.missing is not None:
            self.supply(line.missing)
        elif line.place is Place.STAGE:
            self.move_on()
        elif line.place is Place.FIELDS:
            self.fill_in()
        elif line.place in views:
            self.tabs.setCurrentWidget(views[line.place])
            if line.act:
                self.approvals.supply(line.act)

    def fill_in(self, stage: Stage | None = None, field: str = "") -> None:
        """Fill in the fields of a stage, the present one where none is named."""
        if self._case is None:
            self.edit()
        else:
            FillInDialog(self.workplace, self._case, stage or self._case.stage, field, self).open()

    def supply(self, missing: Missing) -> None:
        """Go to where a missing thing is supplied: its field, its paper, its approval."""
        if missing.kind is MissingKind.FIELD:
            self.fill_in(missing.stage, missing.code)
        elif missing.kind is MissingKind.APPROVAL:
            self.tabs.setCurrentWidget(self.approvals)
            self.approvals.supply(missing.code)
        elif missing.code.startswith(LETTER):
            self.tabs.setCurrentWidget(self.letters)
        elif self._can_write(missing.code):
            self.write_paper(missing.code)
        else:
            self.tabs.setCurrentWidget(self.files)
            self.files.ask(purpose=missing.title)

    def _can_write(self, code: str) -> bool:
        """Whether the program has this document for the matter; else its scan is attached."""
        if self._card is None:
            return False
        try:
            self.workplace.desk.papers.template(code, RecordKey(RecordType.MATTER, self._card.id))
        except DomainError:
            return False
        return True

    def write_paper(self, code: str) -> None:
        """Go to one document of the matter."""
        self.tabs.setCurrentWidget(self.paper)
        self.paper.write(code)

    def show_file(self, attachment_id: int) -> None:
        """Go to one of the files."""
        self.tabs.setCurrentWidget(self.files)
        self.files.table.choose([attachment_id])

    def report_done(self) -> None:
        """Report the upper-level task behind it as done."""
        if self._card is not None:
            ReportDialog(self.workplace, (RecordType.MATTER, self._card.id), self._card.entry_number, self).open()

    def export_package(self) -> None:
        """Write the whole matter into a folder."""
        from app.views.case_packages.export_dialog import export_packages

        if self._card is not None:
            export_packages(self.workplace, [self._card.id], title_of(self._card), self)

    def _draft_letter(self) -> None:
        if self._card is not None:
            dialog = DraftDialog(self.workplace, parent=self, matter=self._card.id)
            dialog.take_over(self._card.draft)
            dialog.open()
