"""The record page of an original case: its stages, what triggers it met, who looks at it, links, files, history."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from app.models.review_terms import HitState
from app.models.terms import RecordType
from app.services.clues.rows import ClueDraft
from app.services.original_cases.rows import CaseCard
from app.views.attachments.view import AttachmentsView
from app.views.clues.links_view import LinksView
from app.views.original_cases.facts import case_card, lamp_of, review_texts, title_of, trigger_texts
from app.views.original_cases.register_dialog import RegisterDialog
from app.views.original_cases.stage_row import StageRow
from app.views.secrecy.banner import SecrecyBanner
from app.views.shared.facts import Facts
from app.views.shared.history_view import HistoryView
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.record_frame import RecordFrame
from app.views.shared.workplace import Workplace

_PURPOSES = ("起诉书", "判决书", "不起诉决定书", "申诉材料", "审查报告", "其他")
_TRIGGERS = (Head("清单", 90), Head("触发情形", 200), Head("事实", 320), Head("处理情况", 130), Head("理由"))
_REVIEWS = (Head("登记号", 130), Head("类型", 70), Head("名称", 380), Head("启动日期", 110), Head("办结日期"))


class CaseRecord(RecordFrame):
    """Shows one original case; ``show_record`` reads it anew."""

    def __init__(self, workplace: Workplace) -> None:
        """Empty until a case is opened."""
        super().__init__(workplace, "original_case")
        self._card: CaseCard | None = None
        self.stages_of_case = StageRow(workplace)
        self.put_below_stages(self.stages_of_case)
        self.case, self.links = Facts(), LinksView(workplace)
        self.files, self.history = AttachmentsView(workplace, _PURPOSES), HistoryView(workplace)
        self.case.setAccessibleName("案卡")
        self.tabs.addTab(self.case, "案卡")
        self.reviewed = self._reviewed()
        self.tabs.addTab(self.reviewed, "触发与审视")
        self.links.join(self.tabs)
        self.tabs.addTab(self.files, "附件")
        self.tabs.addTab(self.history, "全部经过")
        self.add_more("修改原案", self.edit, "edit")
        self.add_more("关联记录…", self.links.add, "link")
        self.secrecy = SecrecyBanner.on(self, RecordType.ORIGINAL_CASE)
        self.links.group_wanted.connect(lambda _kin: self.links.add())
        self.files.removal_wanted.connect(workplace.remove_attachment)
        self.history.take_back_wanted.connect(workplace.take_back)

    @property
    @override
    def record_id(self) -> int | None:
        """The case on screen."""
        return None if self._card is None else self._card.id

    @override
    def show_record(self, record_id: int) -> None:
        """Read a case and show it as whoever works here may see it; raises CaseNotFound."""
        desk = self.workplace.desk
        card = desk.original_cases.card(self.workplace.actor, record_id)
        self._card = card
        record = (RecordType.ORIGINAL_CASE, record_id)
        self.heading.setText(title_of(card))
        self.secrecy.show_record(record_id)
        self._show_lamp(card)
        self.stages.hide()
        self.show_due("")
        self.stages_of_case.show_stages(card.draft)
        self.case.show_sections(case_card(card))
        self._show_reviewed(card)
        self.files.show_files(record, card.attachments)
        files = f"附件({len(card.attachments)})" if card.attachments else "附件"
        self.tabs.setTabText(self.tabs.indexOf(self.files), files)
        self.history.show_lines(desk.history.lines(*record))
        draft = card.draft
        self.links.show_record(record, ClueDraft("", subject=draft.name, unit=draft.unit, parties=draft.parties))

    def edit(self) -> None:
        """Change what the case says."""
        if self._card is not None:
            RegisterDialog(self.workplace, self._card, self).open()

    def _show_lamp(self, card: CaseCard) -> None:
        lamp, words = lamp_of(card)
        self.lamp.setVisible(lamp is not None)
        if lamp is not None:
            self.lamp.show_lamp(lamp, words)
        is_waiting = any(hit.state is HitState.OPEN and not hit.is_void for hit in card.triggers)
        if is_waiting:
            self.show_next("处理触发情形…", lambda: self.workplace.page_wanted.emit("review_triggers"))
        else:
            self.show_next("", None)

    def _show_reviewed(self, card: CaseCard) -> None:
        self.triggers.show_rows([trigger_texts(hit) for hit in card.triggers])
        self.reviews.show_rows([review_texts(review) for review in card.reviews])
        for table, nothing, rows in (
            (self.triggers, self.no_triggers, card.triggers),
            (self.reviews, self.no_reviews, card.reviews),
        ):
            table.setVisible(bool(rows))
            nothing.setVisible(not rows)
        count = len(card.triggers) + len(card.reviews)
        title = f"触发与审视({count})" if count else "触发与审视"
        self.tabs.setTabText(self.tabs.indexOf(self.reviewed), title)

    def _reviewed(self) -> QWidget:
        """Two tables: what the case met, and the reviews that look at it."""
        self.triggers = PlainTable(self.workplace, "case_triggers", "触发情形", _TRIGGERS)
        self.reviews = PlainTable(self.workplace, "case_reviews", "反向审视", _REVIEWS)
        self.triggers.chosen.connect(lambda row, _column: self._open_review_of(row))
        self.reviews.chosen.connect(lambda row, _column: self._open_review(row))
        self.no_triggers = _muted("没有符合触发清单的情形。")
        self.no_reviews = _muted("还没有对这件案件的反向审视。")
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        parts = (
            ("触发情形", self.no_triggers, self.triggers),
            ("反向审视", self.no_reviews, self.reviews),
        )
        for title, nothing, table in parts:
            heading = QLabel(title)
            heading.setProperty("role", "heading")
            layout.addWidget(heading)
            layout.addWidget(nothing)
            layout.addWidget(table, 1)
        layout.addStretch(0)
        return page

    def _open_review(self, row: int) -> None:
        if self._card is not None and row < len(self._card.reviews):
            self.workplace.open_record(RecordType.REVERSE_REVIEW, self._card.reviews[row].id)

    def _open_review_of(self, row: int) -> None:
        if self._card is None or row >= len(self._card.triggers):
            return
        review = self._card.triggers[row].review_id
        if review is not None:
            self.workplace.open_record(RecordType.REVERSE_REVIEW, review)


def _muted(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "muted")
    return label
