"""新增本地规则, 修改为本地规则, 修改本地规则, 撤销本地规则, and bringing all deadlines to today's rules."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from app.models.dates import PartialDate
from app.models.terms import Term
from app.services.deadlines.rule_files import UNITS
from app.services.deadlines.terms import Certainty, Direction, Rolling, Side
from app.services.foundation.errors import FieldProblem
from app.services.office_rules.rows import FIELD_TITLES, RulePair
from app.views.office_rules.proposal_dialog import REASON, Ask, ProposalDialog
from app.views.office_rules.rule_lines import (
    BASIS_HINT,
    EXTENSION_HINT,
    basis_of,
    basis_text,
    extension_text,
    extensions_of,
)
from app.views.office_rules.rule_texts import Table, length_words, validity_words
from app.views.shared.workplace import Workplace

_NUMBERS = ("length", "remind_before", "serious_after")
_TEXTS = ("code", "name", "trigger", "unit", "fixed_end", "actor", "excluded", "restart", "missed", "note")
_TERMS: dict[str, type[Term]] = {"direction": Direction, "rolls": Rolling, "side": Side, "certainty": Certainty}
_DATES = ("valid_from", "valid_to")
_NEW: dict[str, Any] = {"unit": "日", "direction": "正算", "rolls": "顺延", "side": "本院", "certainty": "未核"}


class RuleDialog(ProposalDialog):
    """The fields of a rule. What stands there at first is the local wording, else the standard one."""

    field_of: ClassVar = {
        "override_reason": REASON,
        **dict.fromkeys(("title", "article", "year"), "basis"),
        **dict.fromkeys(("by", "to", "when", "decided_by"), "extension"),
    }

    def __init__(self, workplace: Workplace, pair: RulePair | None, parent: QWidget | None = None) -> None:
        """``pair`` is the rule to be changed, None for a new one."""
        super().__init__(workplace, _title(pair), parent)
        self._replaces = pair.local_id if pair else None
        self._build_fields((pair.local or pair.standard or _NEW) if pair else _NEW)
        if pair is not None:
            self._code.setEnabled(False)  # the code is what binds it to the standard rule
            if pair.local is None:
                self.tell("标准规则不会被改动：保存为本地规则后，本地规则优先，撤销本地规则就恢复标准规则。")

    @override
    def proposal(self) -> Ask:
        fields, reason = self._fields(), self.form.text(REASON)
        rules, replaces = self.workplace.desk.office_rules, self._replaces
        return lambda progress: rules.propose_rule(fields, reason, replaces, progress=progress)

    def _fields(self) -> dict[str, Any]:
        form = self.form
        fields: dict[str, Any] = {name: form.text(name) for name in _TEXTS}
        fields |= {name: self._number(name) for name in _NUMBERS}
        fields |= {name: form.term(name, kind).label for name, kind in _TERMS.items()}
        fields |= {name: self._day(name) for name in _DATES}
        fields["basis"] = basis_of(form.text("basis"))
        fields["extension"] = extensions_of(form.text("extension"))
        return fields

    def _number(self, name: str) -> int | None:
        text = self.form.text(name)
        if text and not (text.isascii() and text.isdigit()):
            raise FieldProblem(name, f"{FIELD_TITLES[name]}应当是不小于 0 的整数，如 15。请改正。")
        return int(text) if text else None

    def _day(self, name: str) -> date | None:
        typed = self.form.date(name)
        return typed.exact if typed else None

    def _build_fields(self, table: Table) -> None:
        """In the order in which a rule is read: what, how long, who, on what ground, and the rest."""
        title, code = FIELD_TITLES["code"], str(table.get("code", ""))
        self._code = self.form.add_text("code", title, code, hint="大写字母加数字，如 L01")
        self._lines(table, ("name", "trigger"), {})
        self._lines(table, ("length",), {"length": "整数；单位选“无”时不填"})
        self._choose_unit(str(table["unit"]))
        self._lines(table, ("fixed_end",), {"fixed_end": "届满日是固定日期的才填，如 次年6月30日"})
        self._terms(table, ("direction", "rolls"))
        self._lines(table, ("actor",), {})
        self._terms(table, ("side",))
        self._long("basis", basis_text(table.get("basis", ())), BASIS_HINT)
        self._terms(table, ("certainty",))
        self._long("extension", extension_text(table.get("extension", ())), EXTENSION_HINT)
        for name in ("excluded", "restart", "missed", "note"):
            self._long(name, str(table.get(name, "")), "")
        hints = {"remind_before": "不填的按一般设置", "serious_after": "不填的为 30 日"}
        self._lines(table, ("remind_before", "serious_after"), hints)
        for name in _DATES:
            day = table.get(name)
            self.form.add_date(name, FIELD_TITLES[name], PartialDate.of(day) if day else None)
        self.add_reason("必填，如 省院〔2026〕5号通知")

    def _lines(self, table: Table, names: Iterable[str], hints: dict[str, str]) -> None:
        for name in names:
            value = table.get(name)
            text = "" if value is None else str(value)
            field = self.form.add_text(name, FIELD_TITLES[name], text, hint=hints.get(name, ""))
            field.setCursorPosition(0)  # a long text is read from its beginning

    def _terms(self, table: Table, names: Iterable[str]) -> None:
        for name in names:
            kind = _TERMS[name]
            self.form.add_term(name, FIELD_TITLES[name], kind, kind.labelled(str(table[name])))

    def _long(self, name: str, text: str, hint: str) -> None:
        field = self.form.add_long_text(name, FIELD_TITLES[name], text, lines=2)
        field.setPlaceholderText(hint)
        field.setToolTip(hint)

    def _choose_unit(self, unit: str) -> None:
        field: QComboBox = self.form.add_choice("unit", FIELD_TITLES["unit"], UNITS, unit)
        field.setEditable(False)
        field.setCurrentText(unit)
        field.currentTextChanged.connect(lambda _: self.form.changed.emit())


class WithoutRuleDialog(ProposalDialog):
    """Gives up a local rule."""

    def __init__(self, workplace: Workplace, pair: RulePair, parent: QWidget | None = None) -> None:
        """``pair`` has a local rule."""
        super().__init__(workplace, "撤销本地规则", parent)
        self._local_id = pair.local_id or 0
        gone = "它的有效期内不再有这条规则" if pair.locals > 1 else "不再有这条规则"
        then = f"恢复标准规则（{length_words(pair.standard)}）" if pair.standard else gone
        which = f"（{validity_words(pair.local or {})}）" if pair.locals > 1 else ""
        others = f"；同一代码的其余 {pair.locals - 1} 条本地规则仍然有效" if pair.locals > 1 else ""
        self.tell(f"撤销本地规则 {pair.code} {pair.name}{which}后，{then}{others}。")
        self.add_reason("如 省院通知已废止")

    @override
    def proposal(self) -> Ask:
        rules, local_id, reason = self.workplace.desk.office_rules, self._local_id, self.form.text(REASON)
        return lambda progress: rules.propose_without_rule(local_id, reason, progress=progress)


class RefreshDialog(ProposalDialog):
    """Brings all open deadlines to today's rules and calendar."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        """One field."""
        super().__init__(workplace, "重新计算未办结的期限", parent)
        self.tell(
            "期限按生成时的规则和日历保存，程序更新后不会自行改动。这里按现在的规则和日历重新计算，先预览再执行。"
        )
        self.add_reason("如 程序更新，规则有修订")

    @override
    def proposal(self) -> Ask:
        rules, reason = self.workplace.desk.office_rules, self.form.text(REASON)
        return lambda progress: rules.propose_refresh(reason, progress=progress)


def _title(pair: RulePair | None) -> str:
    if pair is None:
        return "新增本地规则"
    return "修改为本地规则" if pair.local is None else "修改本地规则"
