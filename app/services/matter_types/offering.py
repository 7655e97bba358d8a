"""What a version of a matter type may be made of: documents for matters, acts of the list of powers, deadline rules."""

from datetime import date
from typing import Protocol

from app.services.deadlines.service import Deadlines
from app.services.documents.service import Documents
from app.services.documents.templates.model import Template
from app.services.matter_types.library import TypeLibrary
from app.services.matter_types.model import MatterType
from app.services.matter_types.rows import Offer, TypeFrame

MATTERS = "matters"
LETTER = "suggestion-letter"  # a letter is written on its own page, and hangs on the matter


class Sources(Protocol):
    """Where the offers come from."""

    @property
    def library(self) -> TypeLibrary:
        """Types and powers."""

    @property
    def deadlines(self) -> Deadlines:
        """Rules."""

    @property
    def documents(self) -> Documents:
        """Templates."""


def is_for_matters(template: Template) -> bool:
    """Whether a document may be asked for at a stage: one made from matters, or a letter that hangs on one."""
    return MATTERS in template.records or template.code.startswith(LETTER)


def frame_of(code: str, standard: MatterType | None, sources: Sources, on: date) -> TypeFrame:
    """The offers of that day; raises DomainError."""
    papers = (each for each in sources.documents.library.in_force(on) if is_for_matters(each))
    rules: dict[str, str] = {}
    for rule in sources.deadlines.library.all():
        rules.setdefault(rule.code, rule.name)
    known = sources.library.versions(on).get(code)
    name = known.name if isinstance(known, MatterType) else standard.name if standard else code
    return TypeFrame(
        code=code,
        name=name,
        standard=standard,
        papers=tuple(Offer(each.code, each.name) for each in papers),
        acts=tuple(Offer(each.act, each.name) for each in sources.library.powers(on)),
        rules=tuple(Offer(each, rules[each]) for each in sorted(rules)),
    )
