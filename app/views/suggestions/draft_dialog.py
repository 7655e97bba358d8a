"""起草 or 修改检察建议书: what the letter says, grouped as the paper reads."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from app.models.letter_terms import AddresseeRelation
from app.models.terms import SuggestionKind
from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.services.matters.rows import MatterDraft
from app.services.suggestions.rows import LetterCard, LetterDraft
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace
from app.views.suggestion_library.draft_help import DraftHelp
from app.views.suggestion_paths.path_choice import PathChoice

_LINES = (
    ("handler", "承办人", ""),
    ("department", "承办部门", ""),
    ("system_case_number", "统一受案号", ""),
    ("case_name", "案件名称", ""),
    ("addressee_level", "单位层级", "如 县级"),
)
# source: 常见的社会治理领域，没有全国统一的分类；可以自己写。
_FIELDS = (
    "生态环境",
    "食品药品",
    "安全生产",
    "国有财产",
    "未成年人保护",
    "道路交通",
    "城市管理",
    "农业农村",
    "金融",
    "教育",
    "医疗卫生",
    "网络治理",
    "社会治安",
    "司法活动",
)
_PARAGRAPHS = (
    ("case_source", "案件来源", 2),
    ("facts", "查明的事实", 5),
    ("problem", "主要问题", 4),
    ("proposal", "建议内容", 5),
    ("basis", "法律依据", 3),
)
_PERIODS = (
    ("objection_period", "异议期限", "如 十五日；文书自己写“自收到之日起……内”"),
    ("reply_period", "回复期限", "如 两个月；空着按规则计算"),
    ("copies_to", "抄送", ""),
)
_OTHERS = (("addressee",), ("other_matters",), ("remarks",), ("field",), ("joint_offices",))
_TEXTS = tuple(name for name, *_ in (*_LINES, *_PARAGRAPHS, *_PERIODS, *_OTHERS))


class DraftDialog(FormDialog):
    """Without a card a letter is begun, with one it is changed."""

    def __init__(
        self,
        workplace: Workplace,
        card: LetterCard | None = None,
        parent: QWidget | None = None,
        matter: int | None = None,
    ) -> None:
        """``matter`` is the supervision matter a new letter comes from."""
        super().__init__(
            workplace, "修改检察建议书" if card else "起草检察建议书", "保存" if card else "存为草稿", parent
        )
        self._card, self._matter = card, card.draft.matter_id if card else matter
        self._add_fields(card.draft if card else None)
        if card is None:
            self.form.put("department", workplace.own_department)

    def take_over(self, matter: MatterDraft) -> None:
        """What the matter says already need not be typed again; all of it can be changed."""
        if self._kind.findText(matter.kind) >= 0:
            self._kind.setCurrentText(matter.kind)
        for name, text in (
            ("addressee", matter.unit),
            ("handler", matter.handler),
            ("department", matter.department),
            ("system_case_number", matter.number),
            ("case_name", matter.subject),
            ("case_source", matter.source),
            ("problem", matter.found),
        ):
            if text:
                self.form.put(name, text)

    def perform(self, actor: Actor) -> Written:
        """Begin or change the letter."""
        service, draft = self.workplace.desk.suggestions, self._draft()
        if self._card is None:
            return service.draft(actor, draft)
        return service.amend(actor, self._card.id, self._card.version, draft)

    def _draft(self) -> LetterDraft:
        said: dict[str, Any] = {name: self.form.text(name) for name in _TEXTS}
        said |= {
            "kind": self.form.term("kind", SuggestionKind),
            "matter_id": self._matter,
            "path": self._path.code,
            "addressee_relation": self.form.term("addressee_relation", AddresseeRelation),
            "is_government": self.form.is_checked("is_government"),
        }
        return LetterDraft(**said) if self._card is None else replace(self._card.draft, **said)

    def _add_fields(self, said: LetterDraft | None) -> None:
        form = self.form

        def value(name: str) -> str:
            return str(getattr(said, name)) if said else ""

        form.add_looked_up("addressee", "被建议单位", value("addressee"), self._organisations, hint="单位全称")
        kind = self._kind = form.add_term("kind", "类型", SuggestionKind, said.kind if said else None)
        without = said is not None and not said.path
        self._path = PathChoice(self.workplace, form, kind, said.path if said else "", may_be_none=without)
        relation = (said.addressee_relation if said else None) or AddresseeRelation.LOCAL
        form.add_term("addressee_relation", "单位关系", AddresseeRelation, relation)
        form.add_check("is_government", "政府", "被建议单位是县级以上人民政府")
        form.check("is_government", bool(said and said.is_government))
        form.add_choice("field", "行业领域", _FIELDS, value("field"))
        for name, title, hint in _LINES:
            form.add_text(name, title, value(name), hint=hint)
        self.help = DraftHelp(self.workplace, form, self._card)
        self.help.stand_in()
        for name, title, lines in _PARAGRAPHS:
            form.add_long_text(name, title, value(name), lines=lines)
        for name, title, hint in _PERIODS:
            form.add_text(name, title, value(name), hint=hint)
        form.add_long_text("other_matters", "其他事项", value("other_matters"), lines=2)
        form.add_text("joint_offices", "联合制发单位", value("joint_offices"), hint="与其他单位联合制发的，写全称")
        form.add_long_text("remarks", "备注", value("remarks"), lines=2)

    def _organisations(self, typed: str) -> list[str]:
        return [found.name for found in self.workplace.desk.offices.suggest(typed)]
