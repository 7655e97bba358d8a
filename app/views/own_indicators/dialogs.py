"""Dialogs of the local library: an item, an indicator, a trial, and whatever needs a reason only."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from typing_extensions import override

from app.models.indicator_terms import Basis
from app.services.base_data.periods import Months
from app.services.foundation.changes import Written
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor
from app.services.foundation.progress import Progress
from app.services.indicators.trend import YEAR, shifted, up_to
from app.services.own_indicators.rows import IndicatorDraft, IndicatorEdition, ItemDraft, OwnItemRow
from app.views.shared.form_dialog import FormDialog
from app.views.shared.work_dialog import SavingDialog
from app.views.shared.workplace import Workplace

_RATE, _QUOTIENT = "率（百分比）", "比（商）"


class ReasonDialog(FormDialog):
    """One act that asks for nothing but its reason."""

    def __init__(
        self, workplace: Workplace, title: str, verb: str, act: Callable[[Actor, str], Written], parent: QWidget
    ) -> None:
        """``act`` is the call of the one service method."""
        super().__init__(workplace, title, verb, parent)
        self._act, self._verb = act, verb
        self.form.add_text("reason", "理由", hint="必填，如 检委会 2026 年第 3 次会议同意")

    @override
    def perform(self, actor: Actor) -> Written:
        return self._act(actor, self.form.text("reason"))

    @override
    def done_words(self) -> str:
        return f"已{self.windowTitle().replace(' ', '')}"


class Expressions(QObject):
    """Lets an item be chosen from a list into the sum that was last typed in."""

    def __init__(self, dialog: FormDialog, fields: tuple[QLineEdit, ...], items: list[str]) -> None:
        """``fields`` take sums; the first is the one to begin with."""
        super().__init__(dialog)
        self._fields, self._last = fields, fields[0]
        for field in fields:
            field.installEventFilter(self)
        self.items: QComboBox = dialog.form.add_choice("items", "插入项目", items)
        self.items.setToolTip("选中一个项目，按 Enter 写进上面的算式")
        self.items.activated.connect(lambda _: self.insert(self.items.currentText()))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QLineEdit):
            self._last = watched
        return False

    def insert(self, name: str) -> None:
        """Put an item behind what stands in the sum."""
        if not name:
            return
        text = self._last.text().rstrip()
        joined = f"{text} {name}" if text.endswith(("+", "-", "*", "(")) else f"{text} + {name}" if text else name
        self._last.setText(joined)


class ItemDialog(FormDialog):
    """A local item, new or changed."""

    def __init__(self, workplace: Workplace, row: OwnItemRow | None, parent: QWidget) -> None:
        """``row`` None adds one."""
        super().__init__(workplace, "修改本院项目" if row else "增加本院项目", "保存", parent)
        self._row = row
        library = workplace.desk.own_indicators.library
        areas = sorted({each.area for each in library.items.values()})
        self.tell("名称就是算式里的写法。已有填报数或者被算式使用的项目不能改名。")
        self.form.add_text("name", "名称", row.name if row else "", hint="例如 检察听证件数")
        self.form.add_choice("area", "领域", areas, row.area if row else "")
        self.form.add_choice("unit", "单位", ("件", "人", "次", "份", "元"), row.unit if row else "件")
        total = self.form.add_text(
            "total", "由各项相加", row.total if row else "", hint="直接填报的留空；例如 批捕人数 + 不捕人数"
        )
        Expressions(self, (total,), list(library.items))
        self.form.add_text("note", "备注", row.note if row else "")

    @override
    def perform(self, actor: Actor) -> Written:
        own, text = self.workplace.desk.own_indicators, self.form.text
        draft = ItemDraft(text("name"), text("area"), text("unit"), text("total"), text("note"))
        if self._row is None:
            return own.add_item(actor, draft)
        return own.change_item(actor, self._row.id, draft, self._row.version)


class IndicatorDialog(FormDialog):
    """A draft: new, a copy, another edition, or changed."""

    def __init__(
        self,
        workplace: Workplace,
        title: str,
        draft: IndicatorDraft,
        parent: QWidget,
        *,
        edition: IndicatorEdition | None = None,
        of: str | None = None,
    ) -> None:
        """``edition`` is the draft that is changed; ``of`` the code another edition is made of."""
        super().__init__(workplace, title, "保存草稿", parent)
        self._edition, self._of = edition, of
        self.tell("保存的是草稿，不影响现在的指标。试算过往月份、看过结果以后才能施行；施行以后再改，就是新的一版。")
        self._add_fields(draft)

    @override
    def perform(self, actor: Actor) -> Written:
        own = self.workplace.desk.own_indicators
        if self._edition is None:
            return own.draft(actor, self._read(), self._of)
        return own.change_draft(actor, self._edition.id, self._read(), self._edition.version)

    @override
    def done_words(self) -> str:
        return f"已保存本院指标 {self.form.text('code')} 的草稿，请试算"

    def _read(self) -> IndicatorDraft:
        text = self.form.text
        return IndicatorDraft(
            code=text("code"),
            name=text("name"),
            area=text("area"),
            numerator=text("numerator"),
            denominator=text("denominator"),
            unit=text("unit"),
            is_rate=text("form") == _RATE,
            basis=self.form.term("basis", Basis),
            source=text("source"),
            note=text("note"),
            valid_from=text("valid_from"),
            valid_to=text("valid_to"),
        )

    def _add_fields(self, draft: IndicatorDraft) -> None:
        form, library = self.form, self.workplace.desk.own_indicators.library
        areas = sorted({each.area for each in library.indicators.values()})
        code = form.add_text("code", "代码", draft.code, hint="例如 BY01")
        code.setReadOnly(self._of is not None)
        form.add_text("name", "名称", draft.name)
        form.add_choice("area", "领域", areas, draft.area)
        numerator = form.add_text("numerator", "分子", draft.numerator, hint="例如 一次退查件数 + 二次退查件数")
        denominator = form.add_text("denominator", "分母", draft.denominator, hint="例如 审查起诉受理件数")
        Expressions(self, (numerator, denominator), list(library.items))
        kind = QComboBox()
        kind.addItems([_RATE, _QUOTIENT])
        kind.setCurrentText(_RATE if draft.is_rate else _QUOTIENT)
        kind.currentIndexChanged.connect(lambda _: form.changed.emit())
        form.add_field("form", "算法", kind, kind)
        form.add_term("basis", "口径", Basis, draft.basis)
        form.add_choice("unit", "单位", ("件", "人", "次", "份"), draft.unit)
        source = form.add_text("source", "依据", draft.source, hint="哪个文件、哪次会议，或者本院为什么要看")
        form.add_text("valid_from", "起用月份", draft.valid_from, hint="例如 2026-01；更早的期间不计算")
        form.add_text("valid_to", "停用月份", draft.valid_to, hint="一直用的留空")
        note = form.add_text("note", "备注", draft.note)
        for field in (numerator, denominator, source, note):
            field.setCursorPosition(0)  # a long text is read from its beginning


class CopyDialog(FormDialog):
    """Which standard indicator is copied; what comes of it is a draft like any other."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        """All standard indicators."""
        super().__init__(workplace, "复制标准指标", "下一步", parent)
        standard = workplace.desk.own_indicators.library.standard.indicators.values()
        self.tell("标准指标不能改；复制成本院指标以后，换代码、改算式、写依据，再试算、施行。")
        choices = [f"{each.code} {each.name}" for each in standard]
        self.form.add_choice("standard", "标准指标", choices, choices[0])

    @override
    def accept(self) -> None:
        self.form.clear_problems()
        code = self.form.text("standard").split(" ")[0]
        own, parent = self.workplace.desk.own_indicators, self.parentWidget()
        if code not in own.library.standard.indicators:
            self.form.mark(FieldProblem("standard", "没有这个标准指标。请从列表里选。"))
            return
        self._drop()
        IndicatorDialog(self.workplace, "新建本院指标", own.copy_of(code), parent).open()


class TrialDialog(SavingDialog):
    """A draft is tried on past months; what comes of it stays with the draft."""

    at_work = "正在试算……"

    def __init__(self, workplace: Workplace, edition: IndicatorEdition, parent: QWidget) -> None:
        """``edition`` is a draft."""
        super().__init__(workplace, f"试算 {edition.title}", "试算", parent)
        self._edition = edition
        last = shifted(f"{workplace.desk.clock.today():%Y-%m}", -1)
        months = up_to(last, YEAR)
        units = workplace.desk.base_data.units()
        self.tell("按月列出分子、分母和数值；算不出的写明缺哪些项目。结果随草稿保存，施行时一并留存。")
        self.form.add_choice("unit", "填报单位", units, units[0])
        self.form.add_text("first", "从哪一月", months.first)
        self.form.add_text("last", "到哪一月", months.last)

    @override
    def job(self, actor: Actor) -> Callable[[Progress], Written]:
        months = Months(*(self._month(name) for name in ("first", "last")))
        own, edition = self.workplace.desk.own_indicators, self._edition
        tried = partial(own.test, actor, edition.id, self.form.text("unit"), months, edition.version)
        return lambda _progress: tried()

    @override
    def done_words(self) -> str:
        return f"已试算 {self._edition.title}，请核对下面的结果"

    def _month(self, name: str) -> str:
        text = self.form.text(name)
        if len(text) != len("2026-01") or text[4] != "-" or not "01" <= text[5:] <= "12" or not text[:4].isdecimal():
            raise FieldProblem(name, f"“{text}”不是月份。请写成“2026-01”这样的年月。")
        return text
