"""登记回复: the day it was entered, what it says of the whole or of each item, and its scan."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.terms import Adoption
from app.services.foundation.changes import Written
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor
from app.services.foundation.progress import Progress
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.suggestions.rows import LetterCard, ReplyDraft
from app.views.replies.items_field import ItemsField
from app.views.shared.work_dialog import Save, SavingDialog
from app.views.shared.workplace import Workplace
from app.views.suggestions.facts import name_of

_BY_ITEM = "by_item"


class ReplyDialog(SavingDialog):
    """Registers one reply; the date of 收文登记 is the date that counts."""

    def __init__(self, workplace: Workplace, card: LetterCard, parent: QWidget | None = None) -> None:
        """``card`` is the letter that is answered."""
        super().__init__(workplace, "登记回复", "登记回复", parent)
        answered = workplace.desk.replies.of(card.id)
        self._card, self._shown = card, answered.version
        self.items = ItemsField(answered.items)
        self._has_items = len(answered.items) > 1
        self.tell(_told(card, len(answered.replies)))
        self.form.add_date("registered_on", "收文登记日期")
        self.form.add_file("scan", "回复函扫描件")
        is_later = card.replied_on is not None or card.is_reply_undated
        answers = [each for each in Adoption if is_later or each is not Adoption.UNRECORDED]
        self.form.add_term("adoption", "采纳情况", sorted(answers, key=lambda each: each is Adoption.UNRECORDED))
        self._add_items(len(answered.items))
        self.form.add_text("entry_number", "收文登记号", hint="本院收文登记簿上的编号，可不填")
        self.form.add_date("written_on", "落款日期", is_month_enough=True)
        self.form.add_text("number", "回复文号")
        self.form.add_long_text("summary", "回复要点", lines=4)
        self.form.add_check("is_vague", "内容空泛", "没有针对建议的具体措施（只作标注，不改采纳情况）")

    @override
    def job(self, actor: Actor) -> Save:
        draft, key, letters = self._draft(), self._card.id, self.workplace.desk.suggestions

        def save(progress: Progress) -> Written:
            try:
                return letters.record_reply(actor, key, draft, progress, self._shown)
            except ChangedMeanwhile:  # told once; whoever confirms again has read it
                self._shown = self.workplace.desk.replies.of(key).version
                raise

        return save

    def _draft(self) -> ReplyDraft:
        form, is_by_item = self.form, self._has_items and self.form.is_checked(_BY_ITEM)
        registered, items = form.needed_date("registered_on"), self.items.drafts() if is_by_item else ()
        if is_by_item and not items:
            raise FieldProblem("items", "请至少登记一项的采纳情况；对整份建议书只有一个答复的，请去掉“逐项登记”。")
        return ReplyDraft(
            registered_on=registered,
            scan=form.file("scan"),
            adoption=Adoption.UNRECORDED if is_by_item else form.term("adoption", Adoption),
            entry_number=form.text("entry_number"),
            written_on=form.date("written_on"),
            number=form.text("number"),
            summary=form.text("summary"),
            items=items,
            is_vague=form.is_checked("is_vague"),
        )

    def _add_items(self, count: int) -> None:
        if not self._has_items:
            return
        box = self.form.add_check(_BY_ITEM, "逐项登记", f"这份建议书有 {count} 项，分别登记采纳情况")
        self.form.add_field("items", "各项", self.items, self.items.grid)
        self.items.changed.connect(self.form.changed)
        box.toggled.connect(self._by_item)
        self.form.show_field("items", False)

    def _by_item(self, is_on: bool) -> None:
        self.form.show_field("items", is_on)
        self.form.show_field("adoption", not is_on)
        self.fit()
        if is_on:
            self.items.grid.setFocus()


def _told(card: LetterCard, count: int) -> str:
    due = f"，届满日 {card.due_on:%Y-%m-%d}" if card.due_on else ""
    more = f"已登记过 {count} 份回复，这一份作为补充；" if count else ""
    return f"{name_of(card)} 致 {card.draft.addressee}{due}。{more}收文登记日期和回复函扫描件必填。"
