"""When a sentence is written: comparisons of sums of figures, read by the parser of indicators, never run."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.services.indicators.expressions import Expression, parsed

_RELATION = re.compile(r"(<=|>=|!=|=|<|>)")


@dataclass(frozen=True)
class Condition:
    """``left relation right``; without a relation: the figure is known, or the group has a part that is."""

    text: str
    left: Expression
    relation: str = ""
    right: Expression | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """The figures it asks about."""
        return (*self.left.items, *(self.right.items if self.right else ()))

    def holds(self, counts: Mapping[str, int], known: Iterable[str]) -> bool:
        """False where a count it needs is not known."""
        if self.right is None:
            return set(self.left.items) <= set(known)
        left, right = self.left.value(counts), self.right.value(counts)
        if left is None or right is None:
            return False
        outcomes = {
            "=": left == right,
            "!=": left != right,
            "<": left < right,
            "<=": left <= right,
            ">": left > right,
            ">=": left >= right,
        }
        return outcomes[self.relation]


def read_condition(text: str) -> Condition:
    """Read ``suggestions.issued > 0`` or ``structure.JG01``; raises NotAnExpression."""
    parts = _RELATION.split(text, maxsplit=1)
    if len(parts) == 1:
        return Condition(text, parsed(text))
    return Condition(text, parsed(parts[0]), parts[1], parsed(parts[2]))
