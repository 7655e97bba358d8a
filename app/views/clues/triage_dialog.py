"""研判: one decision about one clue or many; what it needs besides shows as soon as it is chosen."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.case_terms import Triage, TriageTarget
from app.models.dates import PartialDate
from app.models.terms import SuggestionKind
from app.services.clues.rows import ClueCard, Triaged, TriageDraft
from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace
from app.views.suggestion_paths.path_choice import PathChoice

_DECISIONS = (Triage.OPENED, Triage.RESERVED, Triage.REFERRED, Triage.DECLINED)
_NAMED = 3  # clues the dialog names one by one
_KINDS = tuple(kind for kind in SuggestionKind if kind is not SuggestionKind.UNCLASSIFIED)


class TriageDialog(FormDialog):
    """Refusals name the clues and leave the dialog open; nothing has been done to any of them then."""

    def __init__(
        self, workplace: Workplace, clues: list[int], parent: QWidget | None = None, *, is_joined: bool = False
    ) -> None:
        """``clues`` are ids; with ``is_joined`` 立项为一件类案 is chosen already."""
        super().__init__(workplace, "研判线索", "研判", parent)
        self._ids = clues
        self._triaged: Triaged | None = None
        shown = [workplace.desk.clues.card(each) for each in clues[:_NAMED]]
        self.tell(_named(shown, len(clues)))
        self._add_fields(shown)
        if is_joined:
            self.outcome.setCurrentText(Triage.OPENED.label)
            self.target.setCurrentText(TriageTarget.MATTER.label)
            self.joined.setChecked(True)
        self._follow()

    @override
    def accept(self) -> None:
        super().accept()
        if self.isVisible():  # refused: the sentences need room
            self.fit()

    def perform(self, actor: Actor) -> Written:
        """Decide about all of them."""
        self._triaged = triaged = self.workplace.desk.clues.triage(actor, self._ids, self._draft())
        return Written(triaged.ids[0], triaged.act)

    def done_words(self) -> str:
        """已研判 3 条线索：立项为监督事项 SX2026-00004、…"""
        if self._triaged is None:
            return "已研判"
        made = "、".join(each.entry_number for each in self._triaged.made[:_NAMED])
        more = f"等 {len(self._triaged.made)} 件" if len(self._triaged.made) > _NAMED else ""
        into = f"为{self.target.currentText()}" if self._is(Triage.OPENED) else ""
        into += f" {made}{more}" if made else ""
        return f"已研判 {len(self._ids)} 条线索：{self.outcome.currentText()}{into}"

    def _draft(self) -> TriageDraft:
        form, is_opened = self.form, self._is(Triage.OPENED)
        outcome = form.term("outcome", Triage)
        target = form.term("target", TriageTarget) if is_opened else None
        is_letter = target is TriageTarget.SUGGESTION
        return TriageDraft(
            outcome=outcome,
            on=form.needed_date("on"),
            target=target,
            reason=form.text("reason"),
            referred_to=form.text("referred_to"),
            is_inside=form.is_checked("is_inside"),
            letter_number=form.text("letter_number"),
            is_joined=self._may_join() and form.is_checked("is_joined"),
            kind=form.text("kind") if target is TriageTarget.MATTER else "",
            unit=form.text("unit") if target in {TriageTarget.MATTER, TriageTarget.SUGGESTION} else "",
            suggestion_kind=form.term("suggestion_kind", SuggestionKind)
            if is_letter
            else SuggestionKind.SOCIAL_GOVERNANCE,
            suggestion_path=self._path.code if is_letter else "",
        )

    def _is(self, outcome: Triage) -> bool:
        return self.outcome.currentText() == outcome.label

    def _may_join(self) -> bool:
        is_matter = self._is(Triage.OPENED) and self.target.currentText() == TriageTarget.MATTER.label
        return is_matter and len(self._ids) > 1

    def _follow(self) -> None:
        """Show what the decision needs, and nothing else."""
        is_opened, is_referred = self._is(Triage.OPENED), self._is(Triage.REFERRED)
        target = self.target.currentText() if is_opened else ""
        is_matter, is_letter = target == TriageTarget.MATTER.label, target == TriageTarget.SUGGESTION.label
        shown = {
            "target": is_opened,
            "is_joined": self._may_join(),
            "kind": is_matter,
            "suggestion_kind": is_letter,
            "path": is_letter,
            "unit": is_matter or is_letter,
            "referred_to": is_referred,
            "is_inside": is_referred,
            "letter_number": is_referred,
        }
        for name, is_shown in shown.items():
            self.form.show_field(name, is_shown)
        if self.isVisible():
            self.fit()

    def _add_fields(self, shown: list[ClueCard]) -> None:
        form, offices = self.form, self.workplace.desk.offices
        self.outcome = form.add_term("outcome", "研判结果", _DECISIONS)
        self.target = form.add_term("target", "立项为", TriageTarget)
        self.joined = form.add_check("is_joined", "类案", f"{len(self._ids)} 条并为一件监督事项")
        alone = shown[0].draft if len(self._ids) == 1 else None
        kinds = self.workplace.desk.matter_types.kinds()
        kind = form.add_choice("kind", "事项类型", kinds, alone.kind if alone else "")
        if not alone and (line := kind.lineEdit()) is not None:
            line.setPlaceholderText("空着的，各按线索的拟办类型")
        letter_kind = form.add_term("suggestion_kind", "建议类型", _KINDS, SuggestionKind.SOCIAL_GOVERNANCE)
        self._path = PathChoice(self.workplace, form, letter_kind)
        hint = "" if alone else "空着的，各按线索所写的单位"
        form.add_looked_up("unit", "单位", alone.unit if alone else "", self._organisations, hint=hint)
        referred = form.add_choice("referred_to", "移送给", offices.departments())
        form.add_check("is_inside", "范围", "移送本院部门")
        form.add_text("letter_number", "移送函文号")
        form.add_long_text("reason", "理由", lines=3)
        form.add_date("on", "研判日期", PartialDate.of(self.workplace.desk.clock.today()))
        inside = set(offices.departments())
        referred.editTextChanged.connect(lambda text: self.form.check("is_inside", text.strip() in inside))
        for box in (self.outcome, self.target):
            box.currentIndexChanged.connect(lambda _: self._follow())

    def _organisations(self, typed: str) -> list[str]:
        return [found.name for found in self.workplace.desk.offices.suggest(typed)]


def _named(shown: list[ClueCard], count: int) -> str:
    """研判 12 条：XS2026-00001 青山县水利局、… 等。"""
    names = "；".join(f"{card.entry_number} {card.draft.unit or card.draft.subject}".strip() for card in shown)
    return f"研判 {count} 条：{names}{' 等' if count > len(shown) else ''}。"
