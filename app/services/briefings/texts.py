"""The sentences of briefings as data (resources/statistics/briefings/*.toml): each names the figures it is made of."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from app.models.indicator_terms import BriefingKind
from app.services.briefings.conditions import Condition, read_condition
from app.services.briefings.figures import FEW, BriefingFigure, named, parts_of
from app.services.briefings.rows import Section, Sentence
from app.services.foundation.errors import DomainError
from app.services.foundation.toml_table import TomlTable

WORDS = frozenset({"office", "period", "before", "as_of", "year"})
LINES = frozenset({"warnings", "tips", "trigger_cases", "not_heeded"})
_PLACE = re.compile(r"\{([^{}]*)\}")
_FORMS: Mapping[str, Callable[[BriefingFigure], str]] = {
    "n": lambda each: str(each.n),
    "d": lambda each: str(each.d or 0),
    "shown": lambda each: each.shown,
    "change": lambda each: each.change,
}
_LISTS: Mapping[str, Callable[[BriefingFigure], str]] = {
    "parts": lambda each: f"{each.name}{each.brief}",
    "changes": lambda each: f"{each.name}{each.shown}，{each.change}",
}
_BETWEEN = {"parts": "、", "changes": "；"}


@dataclass(frozen=True)
class Line:
    """One thing that gets a sentence of its own: a warning, a 督办事项, a case, a letter."""

    key: str
    text: str
    figures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Data:
    """What sentences are made of."""

    words: Mapping[str, str]
    figures: tuple[BriefingFigure, ...]
    lines: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    groups: frozenset[str] = frozenset()  # groups that may have no parts

    @cached_property
    def counts(self) -> dict[str, int]:
        """Code -> n of all that are known."""
        return {each.code: each.n for each in self.figures if each.n is not None}

    @cached_property
    def codes(self) -> frozenset[str]:
        """All codes, known or not, and the groups."""
        return frozenset(each.code for each in self.figures) | {each.of for each in self.figures} | self.groups

    @cached_property
    def known(self) -> frozenset[str]:
        """The codes of known figures, and the groups that have one."""
        known = [each for each in self.figures if each.is_known]
        return frozenset(each.code for each in known) | {each.of for each in known if each.of}


@dataclass(frozen=True)
class SentenceText:
    """One sentence with its placeholders; ``each`` makes it once for every line of a list."""

    key: str
    text: str
    figures: tuple[str, ...]
    when: tuple[Condition, ...]
    unless: tuple[Condition, ...]
    each: str
    where: TomlTable

    def made(self, data: Data) -> Iterator[Sentence]:
        """The sentence, or none; raises FieldProblem naming file and key for a figure there is not."""
        self._refuse_unknown(data)
        if not all(each.holds(data.counts, data.known) for each in self.when):
            return
        if any(each.holds(data.counts, data.known) for each in self.unless):
            return
        if self.each:
            for line in data.lines.get(self.each, ()):
                yield Sentence(f"{self.key}:{line.key}", self.text.replace("{line}", line.text), line.figures)
            return
        lacking = [each.name for each in self._placed(data) if not each.is_known]
        if lacking:
            yield Sentence(self.key, f"缺少{'、'.join(dict.fromkeys(lacking))}的数据，此处不作说明。", self.figures)
        else:
            yield Sentence(self.key, filled(self.text, data), self.figures)

    def _placed(self, data: Data) -> Iterator[BriefingFigure]:
        """The figures it says one by one; those of lists are left out of them where unknown."""
        for place in _PLACE.findall(self.text):
            code, _colon, form = place.partition(":")
            if form in _FORMS:
                yield from (each for each in data.figures if each.code == code)

    def _refuse_unknown(self, data: Data) -> None:
        asked = {code for condition in (*self.when, *self.unless) for code in condition.codes}
        for key, codes in (("figures", set(self.figures)), ("when", asked)):
            unknown = sorted(codes - data.codes)
            if unknown:
                raise self.where.refuse(key, f"用了没有的数“{unknown[0]}”")


@dataclass(frozen=True)
class SectionText:
    """A heading with its sentences."""

    key: str
    heading: str
    sentences: tuple[SentenceText, ...]


@dataclass(frozen=True)
class Group:
    """Base items that are told together."""

    code: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class BriefingText:
    """The sentences of one kind."""

    kind: BriefingKind
    title: str
    groups: tuple[Group, ...]
    sections: tuple[SectionText, ...]

    def written(self, data: Data) -> tuple[str, tuple[Section, ...]]:
        """Title and sections; a section without a sentence stays, so that nobody thinks it was forgotten."""
        sections = (
            Section(each.key, each.heading, tuple(made for one in each.sentences for made in one.made(data)))
            for each in self.sections
        )
        return filled(self.title, data), tuple(sections)


def read_texts(folder: Path) -> dict[BriefingKind, BriefingText]:
    """The sentences of every kind; raises DomainError naming file, place and key where something is wrong."""
    found = {kind: _read(folder / f"{kind.value}.toml", kind) for kind in BriefingKind}
    return found


def filled(text: str, data: Data) -> str:
    """A template with its words and figures."""

    def value(match: re.Match[str]) -> str:
        code, _colon, form = match.group(1).partition(":")
        if code in WORDS:
            return data.words.get(code, "")
        if form in _LISTS:
            return _list(parts_of(data.figures, code), form)
        return _FORMS[form](named(data.figures, code)[0])

    return _PLACE.sub(value, text)


def _list(parts: Sequence[BriefingFigure], form: str) -> str:
    known = [each for each in parts if each.is_known]
    lacking = [each.name for each in parts if not each.is_known]
    told = [_BETWEEN[form].join(_LISTS[form](each) for each in known)] if known else []
    if form == "parts" and any(each.is_few for each in known):
        told[0] += f"（{FEW}）"
    told += [f"缺少{'、'.join(lacking)}的数据"] if lacking else []
    return "；".join(told) or "没有登记"


def _read(path: Path, kind: BriefingKind) -> BriefingText:
    table = TomlTable.read(path)
    table.only(["title", "group", "section"])
    groups = tuple(_group(each) for each in table.tables("group", "组"))
    sections = tuple(_section(each) for each in table.tables("section", "部分"))
    keys = [each.key for each in sections]
    if len(set(keys)) != len(keys):
        raise DomainError(f"文件 {path.name} 有两个部分的 key 相同。请改正后再用。")
    _refuse_places(table, "title", ())
    return BriefingText(kind, table.text("title"), groups, sections)


def _group(table: TomlTable) -> Group:
    table.only(["code", "items"])
    return Group(table.text("code"), table.texts("items"))


def _section(table: TomlTable) -> SectionText:
    table.only(["key", "heading", "sentence"])
    key = table.text("key")
    sentences = tuple(
        _sentence(each, f"{key}.{place}") for place, each in enumerate(table.tables("sentence", "句"), start=1)
    )
    return SectionText(key, table.text("heading"), sentences)


def _sentence(table: TomlTable, key: str) -> SentenceText:
    table.only(["text", "figures", "when", "unless", "each"])
    figures, each = table.texts("figures"), table.text("each", "")
    if each and each not in LINES:
        raise table.refuse("each", f"只能是{'、'.join(sorted(LINES))}")
    _refuse_places(table, "text", figures, is_line=bool(each))
    when, unless = (tuple(read_condition(one) for one in table.texts(name)) for name in ("when", "unless"))
    return SentenceText(key, table.text("text"), figures, when, unless, each, table)


def _refuse_places(table: TomlTable, key: str, declared: tuple[str, ...], *, is_line: bool = False) -> None:
    for place in _PLACE.findall(table.text(key)):
        code, colon, form = place.partition(":")
        if (not colon and code in WORDS) or (is_line and place == "line"):
            continue
        if form not in {*_FORMS, *_LISTS}:
            raise table.refuse(key, f"里的“{{{place}}}”不认识")
        if code not in declared:
            raise table.refuse("figures", f"没有列出句子里用到的数（{code}）")
