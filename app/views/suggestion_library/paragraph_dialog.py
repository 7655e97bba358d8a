"""添加 or 修改常用段落: what it is called, where in the letter it goes, its text and the legal basis."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.terms import SuggestionKind
from app.services.foundation.changes import Written
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor
from app.services.suggestion_library.rows import PARTS, ParagraphDraft, ParagraphRow
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace

_EVERY = "各类通用"


class ParagraphDialog(FormDialog):
    """Without a row a paragraph is kept, with one it is changed; ``said`` fills in a new one."""

    def __init__(
        self,
        workplace: Workplace,
        row: ParagraphRow | None = None,
        parent: QWidget | None = None,
        said: ParagraphDraft | None = None,
    ) -> None:
        """``row`` as it was shown."""
        super().__init__(workplace, "修改常用段落" if row else "添加常用段落", "保存", parent)
        self._row = row
        self._add_fields(row.draft if row else said, workplace.desk.suggestion_library.fields())

    @override
    def perform(self, actor: Actor) -> Written:
        kept = self.workplace.desk.suggestion_library.paragraphs
        if self._row is None:
            return kept.add(actor, self._draft())
        return kept.amend(actor, self._row.id, self._row.version, self._draft())

    def _draft(self) -> ParagraphDraft:
        text = self.form.text
        part = next((key for key, title in PARTS.items() if title == text("part")), "")
        kind = SuggestionKind.labelled(text("kind"))
        if text("kind") not in {"", _EVERY} and kind is None:
            raise FieldProblem("kind", f"没有“{text('kind')}”这一类建议，请从列表里选择；各类都能用的选“{_EVERY}”。")
        return ParagraphDraft(
            title=text("title"),
            part=part,
            text=text("text"),
            kind=kind if isinstance(kind, SuggestionKind) else None,
            field=text("field"),
            basis=text("basis"),
        )

    def _add_fields(self, said: ParagraphDraft | None, fields: Sequence[str]) -> None:
        form = self.form
        form.add_text("title", "标题", said.title if said else "", hint="以后按它找到这一段")
        form.add_choice("part", "用在", PARTS.values(), PARTS.get(said.part, "") if said else PARTS["proposal"])
        kinds = [_EVERY, *(kind.label for kind in SuggestionKind)]
        form.add_choice("kind", "类型", kinds, said.kind.label if said and said.kind else _EVERY)
        form.add_choice("field", "行业领域", ["", *fields], said.field if said else "")
        form.add_long_text("text", "内容", said.text if said else "", lines=7)
        form.add_long_text("basis", "法律依据", said.basis if said else "", lines=3)
