"""Asking for one card item, one document, one approval, one deadline of a type."""

import hashlib
from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from app.models.terms import RecordType, StartEvent
from app.services.docket.starts import DATES
from app.services.foundation.errors import FieldProblem
from app.services.matter_types.card_columns import CARD_COLUMNS
from app.services.matter_types.model import CardField, FieldKind, StageApproval, StagePaper, TypeDeadline
from app.services.matter_types.rows import Offer, TypeFrame
from app.views.matter_types.item_dialog import ItemDialog
from app.views.shared.workplace import Workplace

_MUST = "离开这个阶段之前必须有"
_EVENTS = tuple(DATES[RecordType.MATTER])
_BY_HAND = "由承办人登记完成"


class FieldDialog(ItemDialog[CardField]):
    """A card item: one that the card has already, or one of the office's own."""

    def __init__(self, workplace: Workplace, item: CardField | None, others: Sequence[CardField]) -> None:
        """``others`` are the stage's other items."""
        super().__init__(workplace, "修改案卡项目" if item else "添加案卡项目")
        self._item, self._others = item, others
        taken = {each.name for each in others}
        offered = [each.title for each in CARD_COLUMNS if each.name not in taken]
        title = self.form.add_choice("title", "名称", offered, item.title if item else "")
        title.editTextChanged.connect(self._know)
        self._kind = self.form.add_term("kind", "填写方式", FieldKind, item.kind if item else FieldKind.TEXT)
        self._kind.currentIndexChanged.connect(lambda _: self._show_choices())
        choices = "\n".join(item.choices) if item else ""
        self.form.add_long_text("choices", "可选内容", choices, lines=4).setPlaceholderText("每行一项")
        self.form.add_check("required", "必填", _MUST).setChecked(item is not None and item.is_required)
        self.form.add_text("hint", "提示", item.hint if item else "", hint="显示在空白处，如 单位全称")
        self._show_choices()

    def read(self) -> CardField:
        """The item; an item of the office's own keeps the name it was made with."""
        title, kind = self.form.text("title"), self.form.term("kind", FieldKind)
        if not title:
            raise FieldProblem("title", "请填写名称，或从列出的项目中选择。")
        if any(each.title == title for each in self._others):
            raise FieldProblem("title", f"这个阶段已有“{title}”。请换一个名称。")
        choices = tuple(dict.fromkeys(line.strip() for line in self.form.text("choices").splitlines() if line.strip()))
        if kind is FieldKind.CHOICE and not choices:
            raise FieldProblem("choices", "请写明可以选哪些，每行一项。")
        name = self._item.name if self._item else _name_of(title)
        is_required, hint = self.form.is_checked("required"), self.form.text("hint")
        return CardField(name, title, kind, is_required, choices if kind is FieldKind.CHOICE else (), hint)

    def _know(self, title: str) -> None:
        """An item the card has already brings its own way of being filled in."""
        known = next((each for each in CARD_COLUMNS if each.title == title.strip()), None)
        if known is not None and self._item is None:
            self._kind.setCurrentIndex(self._kind.findText(known.kind.label))

    def _show_choices(self) -> None:
        self.form.show_field("choices", self._kind.currentText() == FieldKind.CHOICE.label)


class PaperDialog(ItemDialog[StagePaper]):
    """A document of the catalogue."""

    def __init__(self, workplace: Workplace, frame: TypeFrame, item: StagePaper | None) -> None:
        """Only documents made from matters, and letters, are offered."""
        super().__init__(workplace, "修改文书" if item else "添加文书")
        self._frame = frame
        _add_offer(self, "文书", frame.papers, item.code if item else "", item is not None and item.is_required)

    def read(self) -> StagePaper:
        """The document."""
        return StagePaper(_offered(self, "文书", self._frame.papers), self.form.is_checked("required"))


class ApprovalDialog(ItemDialog[StageApproval]):
    """An act of the list of powers."""

    def __init__(self, workplace: Workplace, frame: TypeFrame, item: StageApproval | None) -> None:
        """What somebody decides by the list in force."""
        super().__init__(workplace, "修改审批" if item else "添加审批")
        self._frame = frame
        _add_offer(self, "审批", frame.acts, item.act if item else "", item is not None and item.is_required)

    def read(self) -> StageApproval:
        """The act."""
        return StageApproval(_offered(self, "审批", self._frame.acts), self.form.is_checked("required"))


class DeadlineDialog(ItemDialog[TypeDeadline]):
    """Which event starts which rules."""

    def __init__(self, workplace: Workplace, frame: TypeFrame, item: TypeDeadline | None) -> None:
        """Rules are chosen one after another; their codes stand in one line."""
        super().__init__(workplace, "修改期限" if item else "添加期限")
        self._frame = frame
        form = self.form
        form.add_term("event", "从哪件事起", _EVENTS, item.event if item else None)
        self._codes = form.add_text("codes", "规则代码", "、".join(item.codes) if item else "", hint="如 C01、C03")
        offered = form.add_choice("offered", "选择规则", [frame.rule_name(each.code) for each in frame.rules])
        offered.setMaxVisibleItems(18)
        offered.setToolTip("选中的规则加到上面一行")
        offered.activated.connect(lambda _: self._take(offered))
        form.add_text(
            "kinds", "只限哪些称呼", "、".join(item.kinds) if item else "", hint="不限的空着，如 行政公益诉讼"
        )
        met_by = [_BY_HAND, *(each.label for each in _EVENTS)]
        ended = form.add_choice("met_by", "由什么完成", met_by, item.met_by.label if item and item.met_by else _BY_HAND)
        ended.setEditable(False)
        ended.setCurrentText(item.met_by.label if item and item.met_by else _BY_HAND)
        form.add_text("proof", "起算依据", item.proof if item else "", hint="如 受理日期")

    def read(self) -> TypeDeadline:
        """The line; raises FieldProblem for a code that is no rule."""
        codes = tuple(each.upper() for each in listed(self.form.text("codes")))
        known = {each.code for each in self._frame.rules}
        unknown = next((each for each in codes if each not in known), None)
        if not codes or unknown is not None:
            raise FieldProblem("codes", f"没有规则“{unknown}”。请改正。" if unknown else "请选择规则。")
        met_by = StartEvent.labelled(self.form.text("met_by"))
        return TypeDeadline(
            event=self.form.term("event", StartEvent),
            codes=codes,
            met_by=met_by if isinstance(met_by, StartEvent) else None,
            proof=self.form.text("proof") or f"{self.form.text('event')}日期",
            kinds=listed(self.form.text("kinds")),
        )

    def _take(self, offered: QComboBox) -> None:
        code = offered.currentText().split(" ")[0]
        self._codes.setText("、".join(dict.fromkeys((*listed(self._codes.text()), code))))


def listed(text: str) -> tuple[str, ...]:
    """Words parted by 、 or a comma, each once."""
    for mark in "，,；;":
        text = text.replace(mark, "、")
    return tuple(dict.fromkeys(each.strip() for each in text.split("、") if each.strip()))


def _add_offer(
    dialog: PaperDialog | ApprovalDialog, title: str, offers: Sequence[Offer], code: str, is_required: bool
) -> None:
    chosen = next((each.name for each in offers if each.code == code), code)
    field = dialog.form.add_choice("code", title, [each.name for each in offers], chosen)
    field.setMaxVisibleItems(18)
    dialog.form.add_check("required", "必须", _MUST).setChecked(is_required)


def _offered(dialog: PaperDialog | ApprovalDialog, title: str, offers: Sequence[Offer]) -> str:
    name = dialog.form.text("code")
    found = next((each for each in offers if each.name == name), None)
    if found is None:
        raise FieldProblem("code", f"没有{title}“{name}”。请从列出的里面选择。" if name else f"请选择{title}。")
    return found.code


def _name_of(title: str) -> str:
    """An item of the card by its title, else a name that stays when the title is changed later."""
    known = next((each.name for each in CARD_COLUMNS if each.title == title), None)
    return known or f"own_{hashlib.sha256(title.encode()).hexdigest()[:10]}"
