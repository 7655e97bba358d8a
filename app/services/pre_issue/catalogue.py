"""Reads what letters are looked over for: resources/pre_issue/checks.toml, refused with place and key where spoilt."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import TypeVar

from app.models.letter_terms import AddresseeRelation, CheckMoment, LetterOpinionKind
from app.models.terms import SuggestionKind, Term
from app.services.foundation.toml_table import TomlTable
from app.services.pre_issue.rows import CheckLamp

FILE = "checks.toml"
CERTAINTIES = ("已核", "部分核实", "未核")
_KEYS = (
    *("code", "name", "rule", "moments", "kinds", "paths", "lamp", "sentence", "basis", "certainty"),
    *("field", "words", "days", "likeness", "relation", "opinion", "instead"),
)
_MOST_PERCENT = 100
AnyTerm = TypeVar("AnyTerm", bound=Term)


@dataclass(frozen=True)
class CheckSpec:
    """One check as the data says it; what follows ``certainty`` is for the rules that need it."""

    code: str
    name: str
    rule: str
    moments: tuple[CheckMoment, ...]
    kinds: tuple[SuggestionKind, ...]  # empty: every kind
    paths: tuple[str, ...]  # empty: every path
    lamp: CheckLamp
    sentence: str
    basis: str
    certainty: str
    field: str = ""
    words: tuple[str, ...] = ()
    days: int = 0
    likeness: int = 0
    relation: AddresseeRelation | None = None
    opinion: LetterOpinionKind | None = None
    instead: LetterOpinionKind | None = None

    def is_for(self, moment: CheckMoment, kind: SuggestionKind, path: str) -> bool:
        """Whether a letter of this kind and path is asked at this moment."""
        return (
            moment in self.moments and (not self.kinds or kind in self.kinds) and (not self.paths or path in self.paths)
        )


@dataclass(frozen=True)
class ContentItem:
    """One required content: what it is called, where the provision lists it, the fact that says it."""

    name: str
    place: str
    field: str


@dataclass(frozen=True)
class Contents:
    """The required contents of some kinds, with the provision."""

    kinds: tuple[SuggestionKind, ...]
    basis: str
    items: tuple[ContentItem, ...]


@dataclass(frozen=True)
class CopiesWanted:
    """How many copies of which use letters of some kinds need."""

    kinds: tuple[SuggestionKind, ...]
    served: int
    file: int
    filing: int


@dataclass(frozen=True)
class Catalogue:
    """Everything the file says."""

    checks: tuple[CheckSpec, ...]
    contents: tuple[Contents, ...]
    copies: tuple[CopiesWanted, ...]

    def contents_of(self, kind: SuggestionKind) -> Contents | None:
        """What a letter of this kind must say."""
        return next((each for each in self.contents if kind in each.kinds), None)

    def copies_of(self, kind: SuggestionKind) -> CopiesWanted | None:
        """What copies a letter of this kind needs."""
        return next((each for each in self.copies if kind in each.kinds), None)


def read_catalogue(folder: Path, ways: Mapping[str, frozenset[str]]) -> Catalogue:
    """Read the file; ``ways`` are the rules the program has, with the words each fills in. Raises FieldProblem."""
    table = TomlTable.read(folder / FILE)
    table.only(("check", "contents", "copies"))
    checks = tuple(_check(each, ways) for each in table.tables("check", "检查"))
    codes = [check.code for check in checks]
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice is not None:
        raise table.refuse("code", f"“{twice}”写了两次")
    return Catalogue(
        checks,
        tuple(_contents(each) for each in table.tables("contents", "必备内容")),
        tuple(_copies(each) for each in table.tables("copies", "份数")),
    )


def _check(table: TomlTable, ways: Mapping[str, frozenset[str]]) -> CheckSpec:
    table.only(_KEYS)
    rule, certainty, likeness = table.text("rule"), table.text("certainty"), table.number("likeness") or 0
    if rule not in ways:
        raise table.refuse("rule", f"“{rule}”是程序没有的查法")
    for key in ("sentence", "basis"):
        _refuse_words(table, key, ways[rule])
    if certainty not in CERTAINTIES:
        raise table.refuse("certainty", f"应当是{'、'.join(CERTAINTIES)}之一")
    if likeness > _MOST_PERCENT:
        raise table.refuse("likeness", "应当是不超过 100 的百分数")
    try:
        lamp = CheckLamp(table.text("lamp"))
    except ValueError as error:
        raise table.refuse("lamp", "应当是 red 或 amber") from error
    return CheckSpec(
        code=table.text("code"),
        name=table.text("name"),
        rule=rule,
        moments=_terms(table, "moments", CheckMoment, is_needed=True),
        kinds=_terms(table, "kinds", SuggestionKind),
        paths=table.texts("paths"),
        lamp=lamp,
        sentence=table.text("sentence"),
        basis=table.text("basis"),
        certainty=certainty,
        field=table.text("field", ""),
        words=table.texts("words"),
        days=table.number("days") or 0,
        likeness=likeness,
        relation=_term(table, "relation", AddresseeRelation),
        opinion=_term(table, "opinion", LetterOpinionKind),
        instead=_term(table, "instead", LetterOpinionKind),
    )


def _refuse_words(table: TomlTable, key: str, known: frozenset[str]) -> None:
    try:
        asked = {name for _text, name, _form, _conversion in Formatter().parse(table.text(key)) if name is not None}
    except ValueError as error:
        raise table.refuse(key, "里的花括号不成对") from error
    if asked - known:
        raise table.refuse(key, f"里的 {{{sorted(asked - known)[0]}}} 这种查法不会填入")


def _contents(table: TomlTable) -> Contents:
    table.only(("kinds", "basis", "item"))
    items = []
    for each in table.tables("item", "内容"):
        each.only(("name", "place", "field"))
        items.append(ContentItem(each.text("name"), each.text("place"), each.text("field")))
    return Contents(_terms(table, "kinds", SuggestionKind, is_needed=True), table.text("basis"), tuple(items))


def _copies(table: TomlTable) -> CopiesWanted:
    table.only(("kinds", "served", "file", "filing"))
    return CopiesWanted(
        _terms(table, "kinds", SuggestionKind, is_needed=True),
        table.number("served") or 0,
        table.number("file") or 0,
        table.number("filing") or 0,
    )


def _terms(table: TomlTable, key: str, kind: type[AnyTerm], *, is_needed: bool = False) -> tuple[AnyTerm, ...]:
    found = []
    for label in table.texts(key):
        term = kind.labelled(label)
        if not isinstance(term, kind):
            raise table.refuse(key, f"里的“{label}”不认识，应当是{'、'.join(each.label for each in kind)}")
        found.append(term)
    if is_needed and not found:
        raise table.refuse(key, "没有填写")
    return tuple(found)


def _term(table: TomlTable, key: str, kind: type[AnyTerm]) -> AnyTerm | None:
    label = table.text(key, "")
    if not label:
        return None
    term = kind.labelled(label)
    if not isinstance(term, kind):
        raise table.refuse(key, f"“{label}”不认识，应当是{'、'.join(each.label for each in kind)}")
    return term
