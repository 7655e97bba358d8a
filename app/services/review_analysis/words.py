"""What dimensions, stages, problems and causes are called, and the order in which the data has them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.models.review_terms import FindingVerdict, ReviewBody
from app.services.review_analysis.rows import By, Named

NOT_FILLED = "（未填）"
_TERMS = {
    By.BODY: tuple(Named(each.value, each.label) for each in ReviewBody),
    By.VERDICT: tuple(Named(each.value, each.label) for each in FindingVerdict if each is not FindingVerdict.NONE),
}


class HasName(Protocol):
    """An entry of a list."""

    @property
    def name(self) -> str:
        """What it is called, and stored as."""


class Catalogue(Protocol):
    """The office's data for findings, each list in its order."""

    @property
    def dimensions(self) -> Sequence[HasName]:
        """方面."""

    @property
    def stages(self) -> Sequence[HasName]:
        """环节."""

    @property
    def causes(self) -> Mapping[str, str]:
        """原因, with its kind."""

    @property
    def problems(self) -> Mapping[str, tuple[str, ...]]:
        """方面 -> 问题类型."""


@dataclass(frozen=True)
class ReviewWords:
    """The office's lists. A stored value no list knows is called as it is stored, and stands behind the known ones."""

    lists: Mapping[By, Sequence[Named]]

    @classmethod
    def of(cls, catalogue: Catalogue) -> "ReviewWords":
        """The lists of the data files; values are stored by their names. Raises DomainError where a file is wrong."""
        problems = dict.fromkeys(name for names in catalogue.problems.values() for name in names)
        found = {
            By.DIMENSION: [each.name for each in catalogue.dimensions],
            By.STAGE: [each.name for each in catalogue.stages],
            By.CAUSE: list(catalogue.causes),
            By.PROBLEM: list(problems),
        }
        return cls({by: tuple(Named(name, name) for name in names) for by, names in found.items()})

    def label(self, by: By, value: str) -> str:
        """What a stored value is called; "" stays empty."""
        return next((each.label for each in self.known(by) if each.value == value), value)

    def known(self, by: By) -> Sequence[Named]:
        """The values of a list, in its order."""
        return _TERMS.get(by) or self.lists.get(by, ())

    def in_order(self, by: By, values: Sequence[str]) -> list[Named]:
        """Values that were found, with their names, in the order of the list; what it does not know after it."""
        known = [each for each in self.known(by) if each.value in values]
        listed = {each.value for each in known}
        others = sorted(value for value in values if value and value not in listed)
        empty = [Named("", NOT_FILLED)] if "" in values and "" not in listed else []
        return [*known, *(Named(value, value) for value in others), *empty]
