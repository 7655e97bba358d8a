"""登记整改, 登记回头看: one look at the rectification, item by item where the letter has items, with its files."""

from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from app.models.dates import PartialDate
from app.models.letter_terms import FollowUpKind
from app.models.terms import Rectification
from app.services.follow_ups.rows import STATES, FollowUpCard, LookDone, LookDraft
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor
from app.services.foundation.progress import Progress
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.suggestions.rows import LetterCard
from app.views.follow_ups.items_field import ItemsField
from app.views.follow_ups.moments_field import MomentsField
from app.views.follow_ups.signs_field import SignsField
from app.views.follow_ups.texts import standing_words
from app.views.shared.work_dialog import SavingDialog
from app.views.shared.workplace import Workplace
from app.views.suggestions.facts import name_of

_REFERENCE = "（只作参考）"


class LookDialog(SavingDialog):
    """Replied and rectified are separate: a letter is put right only where somebody has seen it."""

    def __init__(
        self,
        workplace: Workplace,
        card: LetterCard,
        parent: QWidget | None = None,
        kind: FollowUpKind | None = None,
    ) -> None:
        """``kind`` is chosen already where the dialog is opened for a revisit."""
        title = "登记回头看" if kind is FollowUpKind.REVISIT else "登记整改"
        super().__init__(workplace, title, title, parent)
        self._card, self._said = card, ""
        self._shown: FollowUpCard = workplace.desk.follow_ups.card(card.id)
        self._version = self._shown.version
        self.tell(f"{name_of(card)} 致 {card.draft.addressee}。目前{standing_words(self._shown.light)}。")
        self._add_fields(kind or (FollowUpKind.REVISIT if self._shown.is_closed else None))

    @override
    def job(self, actor: Actor) -> Any:
        service, key, draft = self.workplace.desk.follow_ups, self._card.id, self._draft()

        def save(progress: Progress) -> LookDone:
            try:
                return service.record_look(actor, key, draft, progress)
            except ChangedMeanwhile:  # told once; whoever confirms again has read it
                self._version = service.card(key).version
                raise

        return save

    @override
    def came(self, result: Any) -> None:
        self._said = result.said
        self.finish(result)

    @override
    def done_words(self) -> str:
        return f"{super().done_words()}。{self._said}" if self._said else super().done_words()

    def _draft(self) -> LookDraft:
        form = self.form
        findings = self.items.findings() if self.items else ()
        if self.items and not findings:
            raise FieldProblem("findings", "请至少选择一项的整改情况，没有看的选“这次没看”。")
        return LookDraft(
            kind=form.term("kind", FollowUpKind),
            seen_on=form.needed_date("seen_on"),
            state=None if self.items else form.term("state", Rectification),
            seen_by=form.text("seen_by"),
            others=form.text("others"),
            note=form.text("note"),
            findings=findings,
            signs=self.signs.codes(),
            is_paper_only=form.is_checked("is_paper_only"),
            files=self.files.files(),
            version=self._version,
        )

    def _add_fields(self, kind: FollowUpKind | None) -> None:
        form = self.form
        self._kind: QComboBox = form.add_term("kind", "方式", FollowUpKind, kind)
        form.add_date("seen_on", "核查日期", PartialDate.of(self.workplace.desk.clock.today()), is_month_enough=True)
        form.add_text("seen_by", "核查人", self.workplace.actor.name)
        form.add_text("others", "参加人员", hint="对方人员、专家、听证员等")
        self.items = self._items()
        if self.items is None:
            form.add_term("state", "整改情况", STATES)
        form.add_long_text("note", "核查情况", lines=3)
        self._add_signs()
        form.add_check("is_paper_only", "整改不到位", "材料上说已整改，实际没有（写明核查情况）")
        self.files = MomentsField()
        self.files.changed.connect(form.changed)
        form.add_field("files_field", "照片和材料", self.files, self.files)

    def _items(self) -> ItemsField | None:
        kept = [item for item in self._shown.items if item.id is not None]
        if not kept:
            return None
        field = ItemsField(kept)
        field.changed.connect(self.form.changed)
        self.form.add_field("findings", "逐项整改", field, field)
        return field

    def _add_signs(self) -> None:
        known = self.workplace.desk.follow_ups.signs
        self.signs = SignsField(known.all)
        self.signs.changed.connect(self.form.changed)
        self.form.add_field("signs", "未依法履职", self.signs, self.signs)
        self.signs.setToolTip(f"{known.basis}{'' if self._shown.signs_apply else _REFERENCE}")
        if not self._shown.signs_apply:
            self.tell(f"{self._note.text()}下面七种情形依公益诉讼办案规则第82条，对这类检察建议只作参考。")
