"""What dimensions, stages, problems and causes are called, and the order in which the data has them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.models.review_terms import FindingVerdict, ReviewBody
from app.services.review_analysis.rows import By, Named

NOT_FILLED = "（未填）"
_TERMS = {
    By.BODY: tuple(Named(each.value, each.label) for each in ReviewBody),
    By.VERDICT: tuple(Named(each.value, each.label) for each in FindingVerdict if each is not FindingVerdict.NONE),
}


@dataclass(frozen=True)
class ReviewWords:
    """The office's lists. A stored value no list knows is called as it is stored, and stands behind the known ones."""

    lists: Mapping[By, Sequence[Named]]

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
