"""The office's data for findings: dimensions, stages, causes and names of common problems, read from TOML files."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from app.models.review_terms import ReviewBody
from app.models.terms import Certainty
from app.services.foundation.toml_table import TomlTable
from app.services.matter_types.reading import term
from app.services.review_findings.rows import Dimension, ReviewStage

_KINDS = ("主观", "客观", "机制")


class FindingCatalogue:
    """Each file is read when first asked for; raises FieldProblem naming file and key where one is wrong."""

    def __init__(self, folder: Path) -> None:
        """``folder`` is ``resources/reverse_reviews``."""
        self._folder = folder

    @cached_property
    def dimensions(self) -> tuple[Dimension, ...]:
        """In the order in which a case is looked over."""
        found = tuple(_dimension(each) for each in self._tables("dimensions.toml", "dimension", "方面"))
        return found

    @cached_property
    def stages(self) -> tuple[ReviewStage, ...]:
        """From the first stage of a case to the last."""
        return tuple(_stage(each) for each in self._tables("stages.toml", "stage", "环节"))

    @cached_property
    def causes(self) -> Mapping[str, str]:
        """Cause -> its kind (主观, 客观, 机制)."""
        return dict(_cause(each) for each in self._tables("causes.toml", "cause", "原因"))

    @cached_property
    def problems(self) -> Mapping[str, tuple[str, ...]]:
        """Dimension -> names of its common problems."""
        known = {each.name for each in self.dimensions}
        found: dict[str, tuple[str, ...]] = {}
        for table in self._tables("problems.toml", "problems", "组", "dimension"):
            table.only(("dimension", "names"))
            dimension = table.text("dimension")
            if dimension not in known:
                raise table.refuse("dimension", f"（{dimension}）不是 dimensions.toml 里的方面")
            found[dimension] = table.texts("names")
        return found

    def _tables(self, file: str, key: str, title: str, named_by: str = "name") -> list[TomlTable]:
        whole = TomlTable.read(self._folder / file)
        whole.only((key,))
        tables = whole.tables(key, title)
        seen: set[str] = set()
        for table in tables:
            name = table.text(named_by)
            if name in seen:
                raise table.refuse(named_by, f"（{name}）重复")
            seen.add(name)
        if not tables:
            raise whole.refuse(key, "一项也没有")
        return tables


def _dimension(table: TomlTable) -> Dimension:
    table.only(("name", "looks_at", "source", "certainty"))
    certainty = term(table, "certainty", Certainty)
    return Dimension(table.text("name"), table.text("looks_at", ""), table.text("source"), certainty)


def _stage(table: TomlTable) -> ReviewStage:
    table.only(("name", "bodies", "source", "certainty"))
    bodies: list[ReviewBody] = []
    for label in table.texts("bodies"):
        body = ReviewBody.labelled(label)
        if not isinstance(body, ReviewBody):
            known = "、".join(each.label for each in ReviewBody)
            raise table.refuse("bodies", f"（{label}）应当是 {known} 之一")
        bodies.append(body)
    if not bodies:
        raise table.refuse("bodies", "没有填写")
    return ReviewStage(table.text("name"), tuple(bodies), table.text("source"), term(table, "certainty", Certainty))


def _cause(table: TomlTable) -> tuple[str, str]:
    table.only(("name", "kind"))
    kind = table.text("kind")
    if kind not in _KINDS:
        raise table.refuse("kind", f"（{kind}）应当是 {'、'.join(_KINDS)} 之一")
    return table.text("name"), kind
