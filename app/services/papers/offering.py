"""Which documents of a record are offered first: what fits it now, by the matter's type and stage, or by the data."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from app.models.terms import RecordType, Stage
from app.services.documents.templates.model import Template
from app.services.foundation.toml_table import TomlTable
from app.services.matters.rows import CaseCard
from app.services.papers.rows import LETTER, LISTS

FILE = "offering.toml"
_OTHERS = "其他"  # before a group of what fits another type or another time


@dataclass(frozen=True)
class PaperGroup:
    """Documents that are offered together."""

    title: str
    templates: tuple[Template, ...]


@dataclass(frozen=True)
class _First:
    """What records of one list are offered first; ``when`` are decisions about them, none for all."""

    record: str
    when: tuple[str, ...]
    title: str
    papers: tuple[str, ...]


class Offering:
    """The order of one office; ``folder`` holds the file, which is read when first needed."""

    def __init__(self, folder: Path) -> None:
        """Nothing is read yet."""
        self._path = folder / FILE

    def of_case(self, case: CaseCard | None, templates: Sequence[Template]) -> tuple[PaperGroup, ...]:
        """Those of a matter: its stage's, then its type's, stage by stage, then the others by groups."""
        if case is None:
            return self.of_record(RecordType.MATTER, "", templates)
        here = (f"{case.type_name} · {case.stage.label}", _papers_at(case))
        elsewhere = (f"{case.type_name} · 其他阶段", tuple(_papers_of_others(case)))
        return _in_groups((here, elsewhere), templates)

    def of_record(
        self, record_type: RecordType, standing: str, templates: Sequence[Template]
    ) -> tuple[PaperGroup, ...]:
        """Those of another record, or of a matter without a type; ``standing`` is what was decided about it."""
        first = [
            (each.title, each.papers)
            for each in self._firsts
            if LISTS[each.record] is record_type and (not each.when or standing in each.when)
        ]
        return _in_groups(first, templates)

    @cached_property
    def _firsts(self) -> tuple[_First, ...]:
        table = TomlTable.read(self._path)
        table.only(("first",))
        return tuple(_first(each) for each in table.tables("first", "先列的文书"))


def is_of(template: Template, record_type: RecordType) -> bool:
    """Whether records of this type get the document."""
    return record_type in {LISTS.get(record) for record in template.records}


def by_groups(templates: Iterable[Template], before: str = "") -> tuple[PaperGroup, ...]:
    """The templates by their own groups, in the order given; the letter first, and its group."""
    found: dict[str, list[Template]] = {}
    for template in sorted(templates, key=lambda each: each.asked_as != LETTER):
        found.setdefault(template.group, []).append(template)
    return tuple(PaperGroup(f"{before}{group}", tuple(each)) for group, each in found.items())


def _first(table: TomlTable) -> _First:
    table.only(("record", "when", "title", "papers"))
    if table.text("record") not in LISTS:
        raise table.refuse("record", f"只能是 {'、'.join(LISTS)}")
    return _First(table.text("record"), table.texts("when"), table.text("title"), table.texts("papers"))


def _papers_at(case: CaseCard) -> tuple[str, ...]:
    return tuple(paper.code for each in case.stages if each.rule.stage is case.stage for paper in each.rule.papers)


def _papers_of_others(case: CaseCard) -> Iterator[str]:
    """Of the stages passed, the last one first, since what they left is still being written; then of those to come."""
    order = list(Stage)
    here = order.index(case.stage)
    passed = [each for each in case.stages if order.index(each.rule.stage) < here]
    ahead = [each for each in case.stages if order.index(each.rule.stage) > here]
    for each in (*reversed(passed), *ahead):
        yield from (paper.code for paper in each.rule.papers)


def _in_groups(first: Iterable[tuple[str, Sequence[str]]], templates: Sequence[Template]) -> tuple[PaperGroup, ...]:
    """What is to stand first under its own titles, each document once; the others by their groups below."""
    left = {template.asked_as: template for template in templates}
    groups: list[PaperGroup] = []
    for title, codes in first:
        chosen = tuple(left.pop(code) for code in codes if code in left)
        groups += [PaperGroup(title, chosen)] if chosen else []
    return (*groups, *by_groups(left.values(), f"{_OTHERS} · " if groups else ""))
