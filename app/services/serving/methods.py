"""Who may use which method of service and what it asks, read from ``resources/serving/methods.toml``."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from app.models.letter_terms import ServiceResult
from app.models.terms import Certainty, ServiceMethod, SuggestionKind
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.toml_table import TomlTable
from app.services.matter_types.reading import labelled

METHODS_FILE = "methods.toml"
SENT, RECEIVED = "sent", "received"

# What a method may ask for: the field a problem stands beside, and the sentence.
_ASKED = {
    "is_agreed": ("is_agreed", "宣告送达应当商被建议单位同意。请确认对方已经同意；没有同意的，改用书面送达。"),
    "place": ("place", "请填写宣告地点。"),
    "tracking_number": ("tracking_number", "请填写邮件号，以便查询投递情况。"),
    "refusal": ("refusal", "留置送达的前提是对方拒绝签收。请写明拒收的事由和日期。"),
    "proof": ("participants", "请填写见证人；没有见证人的，附上照片、录像或者记明情况的送达回证扫描件。"),
}
_PARTY = "留置送达只用于民事、行政诉讼的当事人。被建议单位是当事人的请勾选确认；不是的，登记拒收后改用检察专递。"


class Said(NamedTuple):
    """What was typed that a method may ask for."""

    method: ServiceMethod
    is_agreed: bool = False
    is_party: bool = False
    place: str = ""
    tracking_number: str = ""
    refusal: str = ""
    proof: bool = False

    def lacks(self, name: str) -> bool:
        """Whether a thing asked for was not said."""
        said = getattr(self, name)
        return not (said.strip() if isinstance(said, str) else said)


@dataclass(frozen=True)
class MethodRule:
    """One method: the kinds of letters it is for, what it asks at each step, its legal basis."""

    method: ServiceMethod
    basis: str
    certainty: Certainty
    hint: str
    kinds: tuple[SuggestionKind, ...]
    party_kinds: tuple[SuggestionKind, ...]
    barred: str
    asked: dict[str, tuple[str, ...]]
    attempts: int | None
    rule: str

    def is_for(self, kind: SuggestionKind) -> bool:
        """Letters of this kind may be served so, perhaps only on parties."""
        return not self.kinds or kind in self.kinds or kind in self.party_kinds

    def needs_party(self, kind: SuggestionKind) -> bool:
        """Only where the addressee is a party."""
        return kind in self.party_kinds


@dataclass(frozen=True)
class _Next:
    result: ServiceResult
    kinds: tuple[SuggestionKind, ...]
    words: str


class ServingMethods:
    """The methods, read when first asked for."""

    def __init__(self, folder: Path) -> None:
        """``folder`` is resources/serving."""
        self._folder = folder

    @cached_property
    def _table(self) -> TomlTable:
        table = TomlTable.read(self._folder / METHODS_FILE)
        table.only(("method", "next"))
        return table

    @cached_property
    def rules(self) -> dict[ServiceMethod, MethodRule]:
        """Every method; raises DomainError naming file and key."""
        found = [_rule(each) for each in self._table.tables("method", "送达方式")]
        rules = {rule.method: rule for rule in found}
        missing = [each.label for each in ServiceMethod if each not in rules and each is not ServiceMethod.UNSPECIFIED]
        if missing:
            raise self._table.refuse("method", f"缺少{'、'.join(missing)}")
        return rules

    @cached_property
    def _nexts(self) -> tuple[_Next, ...]:
        return tuple(_next(each) for each in self._table.tables("next", "下一步"))

    def after(self, result: ServiceResult, kind: SuggestionKind) -> str:
        """What to do next with a letter that was not received; the first line that fits."""
        fitting = (each for each in self._nexts if each.result is result and (not each.kinds or kind in each.kinds))
        return next((each.words for each in fitting), "")

    def refuse(self, kind: SuggestionKind, said: Said, step: str, *, is_imported: bool = False) -> None:
        """Refuse a method the letter cannot be served by, or without what it asks for at this step.

        Of letters taken over from a ledger only the former is asked: what old papers do not say cannot be had.
        """
        rule = self.rules.get(said.method)
        if rule is None:
            raise FieldProblem("method", "请选择送达方式。")
        if not rule.is_for(kind):
            raise FieldProblem("method", rule.barred or f"{kind.label}检察建议不能{said.method.label}。")
        if rule.needs_party(kind) and not said.is_party and not is_imported:
            raise FieldProblem("is_party", _PARTY)
        for name in () if is_imported else rule.asked[step]:
            if said.lacks(name):
                raise FieldProblem(*_ASKED[name])

    def attempts_of(self, method: ServiceMethod) -> int:
        """How often the post tries; raises DomainError for a method without attempts."""
        rule = self.rules.get(method)
        if rule is None or not rule.attempts:
            raise DomainError(f"{method.label}没有投递次数，只有邮寄送达登记投递。没有送到的请登记拒收或退回。")
        return rule.attempts


def _rule(table: TomlTable) -> MethodRule:
    known = ("method", "basis", "certainty", "hint", "kinds", "party_kinds", "barred", SENT, RECEIVED)
    table.only((*known, "attempts", "rule"))
    asked = {step: table.texts(step) for step in (SENT, RECEIVED)}
    for step, names in asked.items():
        for name in names:
            if name not in _ASKED:
                raise table.refuse(step, f"（{name}）应当是 {'、'.join(_ASKED)} 之一")
    return MethodRule(
        method=labelled(table, "method", table.text("method"), ServiceMethod),
        basis=table.text("basis"),
        certainty=labelled(table, "certainty", table.text("certainty"), Certainty),
        hint=table.text("hint"),
        kinds=_kinds(table, table.texts("kinds")),
        party_kinds=_kinds(table, table.texts("party_kinds")),
        barred=table.text("barred", ""),
        asked=asked,
        attempts=table.number("attempts"),
        rule=table.text("rule", ""),
    )


def _next(table: TomlTable) -> _Next:
    table.only(("result", "kinds", "words"))
    result = labelled(table, "result", table.text("result"), ServiceResult)
    return _Next(result, _kinds(table, table.texts("kinds")), table.text("words"))


def _kinds(table: TomlTable, labels: Iterable[str]) -> tuple[SuggestionKind, ...]:
    return tuple(labelled(table, "kinds", each, SuggestionKind) for each in labels)
