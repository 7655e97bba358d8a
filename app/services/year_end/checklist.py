"""The steps of a year's end as data: read from resources/statistics/year_end.toml and checked."""

from pathlib import Path

from app.models.terms import Certainty
from app.services.foundation.toml_table import TomlTable
from app.services.year_end.rows import StepDefinition

_KEYS = ("code", "title", "explains", "page", "source", "certainty")


def read_steps(path: Path, known: frozenset[str]) -> tuple[StepDefinition, ...]:
    """The steps in their order; raises DomainError naming place and key, for a code nobody can look up too."""
    table = TomlTable.read(path)
    table.only(("step",))
    found: dict[str, StepDefinition] = {}
    for each in table.tables("step", "事项"):
        each.only(_KEYS)
        step = StepDefinition(*(each.text(key) for key in _KEYS))
        if step.code not in known:
            raise each.refuse("code", f"（{step.code}）应当是 {'、'.join(sorted(known))} 之一")
        if step.code in found:
            raise each.refuse("code", f"（{step.code}）写了两次")
        if Certainty.labelled(step.certainty) is None:
            raise each.refuse(
                "certainty", f"（{step.certainty}）应当是 {'、'.join(one.label for one in Certainty)} 之一"
            )
        found[step.code] = step
    return tuple(found.values())
