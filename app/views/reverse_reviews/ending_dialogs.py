"""审结, 办结, 重新审视 and 归档号: what a review goes through once it has been looked over."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.dates import PartialDate
from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.reverse_reviews.rows import CloseDraft, ConclusionDraft, ReviewCard
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace

_TOLD = 8  # lines above the fields


class ConcludeDialog(FormDialog):
    """审结; what is missing stands above the fields before anything is typed."""

    def __init__(self, workplace: Workplace, card: ReviewCard, parent: QWidget | None = None) -> None:
        """``card`` is a review that is being looked over."""
        super().__init__(workplace, "审结", "审结", parent)
        self._card = card
        missing = workplace.desk.reverse_reviews.lacking(card.id)
        self.tell(_list_of("还缺：", missing) if missing else "审结后，审视发现和结论就定下来；要改动须“重新审视”。")
        self.form.add_date("on", "审结日期", PartialDate.of(workplace.desk.clock.today()))
        self.form.add_long_text("conclusion", "审视结论", card.conclusion, lines=5)
        self.form.add_long_text("opinion", "处理意见", card.opinion, lines=4)

    @override
    def perform(self, actor: Actor) -> Written:
        form = self.form
        draft = ConclusionDraft(form.needed_date("on"), form.text("conclusion"), form.text("opinion"))
        return self.workplace.desk.reverse_reviews.conclude(actor, self._card.id, self._card.version, draft)


class CloseDialog(FormDialog):
    """办结; each result that is not 销号 asks for its reason, what cannot be excused is said first."""

    def __init__(self, workplace: Workplace, card: ReviewCard, parent: QWidget | None = None) -> None:
        """``card`` is a concluded review."""
        super().__init__(workplace, "办结", "办结", parent)
        self._card = card
        lines = workplace.desk.reverse_reviews.outstanding(card.id)
        blocking = [line.words for line in lines if line.result_id is None]
        self._excusable = [(line.result_id, line.words) for line in lines if line.result_id is not None]
        self.form.add_date("on", "办结日期", PartialDate.of(workplace.desk.clock.today()))
        self.form.add_long_text("note", "办结说明", lines=3)
        for key, words in self._excusable:
            field = self.form.add_text(f"excuse_{key}", "不销号的理由", hint=f"{words}，为什么可以办结")
            field.setToolTip(words)
        told = [*blocking, *(words for _key, words in self._excusable)]
        self.tell(_list_of("还没有落实：", told) if told else "结果都已销号，本院问题都已处理，可以办结。")

    @override
    def perform(self, actor: Actor) -> Written:
        form = self.form
        excuses = {key: form.text(f"excuse_{key}") for key, _words in self._excusable}
        draft = CloseDraft(form.needed_date("on"), form.text("note"), excuses)
        return self.workplace.desk.reverse_reviews.close(actor, self._card.id, self._card.version, draft)


class ReopenReviewDialog(FormDialog):
    """重新审视."""

    def __init__(self, workplace: Workplace, card: ReviewCard, parent: QWidget | None = None) -> None:
        """``card`` is a concluded or closed review."""
        super().__init__(workplace, "重新审视", "重新审视", parent)
        self._card = card
        self.tell(f"{card.entry_number} 回到“审视中”，审视发现可以再改；改完后重新审结、办结。")
        self.form.add_long_text("reason", "理由", lines=4)

    @override
    def perform(self, actor: Actor) -> Written:
        reviews = self.workplace.desk.reverse_reviews
        return reviews.reopen(actor, self._card.id, self._card.version, self.form.text("reason"))


class ArchiveNumberDialog(FormDialog):
    """登记归档号."""

    def __init__(self, workplace: Workplace, card: ReviewCard, parent: QWidget | None = None) -> None:
        """``card`` is a closed review."""
        super().__init__(workplace, "登记归档号", "登记", parent)
        self._card = card
        self.form.add_text("number", "归档号", card.archive_number, hint="档案目录上的号；清空即去掉")

    @override
    def perform(self, actor: Actor) -> Written:
        reviews = self.workplace.desk.reverse_reviews
        return reviews.archive(actor, self._card.id, self._card.version, self.form.text("number"))


def _list_of(heading: str, lines: tuple[str, ...] | list[str]) -> str:
    more = (f"……共 {len(lines)} 项",) if len(lines) > _TOLD else ()
    return "\n".join((heading, *(f"· {line}" for line in lines[:_TOLD]), *more))
