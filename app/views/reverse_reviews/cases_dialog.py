"""加入原案 to a review of several cases: found by what is typed, several taken in at once."""

from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QWidget
from typing_extensions import override

from app.services.foundation.changes import Written
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor
from app.services.reverse_reviews.rows import CaseOffer, ReviewCard
from app.views.shared.form_dialog import FormDialog
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.workplace import Workplace

_HEADS = (Head("登记号", 108), Head("案件名称", 170), Head("触发情形", 84), Head("已在"))
_HEIGHT = 320


class AddCasesDialog(FormDialog):
    """Cases the review has already are not offered."""

    def __init__(self, workplace: Workplace, card: ReviewCard, parent: QWidget | None = None) -> None:
        """``card`` is a 类案审视 or 综合审视."""
        super().__init__(workplace, "加入原案", "加入所选", parent)
        self._card, self._offered = card, tuple[CaseOffer, ...]()
        self._added = 0
        self.tell(f"加入 {card.entry_number}。按住 Ctrl 或 Shift 可以选多件。")
        self.text: QLineEdit = self.form.add_text("typed", "查找", hint="登记号、统一受案号、案件名称、单位或案由")
        self.table = PlainTable(workplace, "cases_to_add", "可加入的原案", _HEADS)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setFixedHeight(_HEIGHT)
        self.form.add_field("case_ids", "原案", self.table, self.table)
        self.table.setObjectName("cases_to_add")
        self.text.textEdited.connect(lambda _: self._offer())
        self._offer()

    @override
    def perform(self, actor: Actor) -> Written:
        chosen = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        if not chosen:
            raise FieldProblem("case_ids", "没有选中原案。请先在列表里选择。")
        self._added = len(chosen)
        ids = [self._offered[row].id for row in chosen]
        return self.workplace.desk.reverse_reviews.add_cases(actor, self._card.id, ids)

    @override
    def done_words(self) -> str:
        return f"已加入 {self._added} 件原案"

    def _offer(self) -> None:
        has = {case.id for case in self._card.cases}
        found = self.workplace.desk.reverse_reviews.cases.offers(self.form.text("typed"))
        self._offered = tuple(each for each in found if each.id not in has)
        self.table.show_rows(
            [(each.entry_number, each.name, "、".join(each.met), "、".join(each.reviews)) for each in self._offered],
            tips=["　".join(filter(None, (each.number, each.name, each.unit, each.kind))) for each in self._offered],
        )
