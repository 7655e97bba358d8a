"""What would go onto a paper that is to be frozen, and what it still lacks."""

from app.services.documents.templates.model import Template
from app.services.foundation.intentions import Actor
from app.services.papers.freezing import Contents
from app.services.papers.means import Means
from app.services.papers.rows import Issued, RecordKey, TypedPaper


def contents_of(
    means: Means, actor: Actor, paper: tuple[Template, RecordKey], typed: TypedPaper, issued: Issued
) -> Contents:
    """The paper as it would say it under this number and date; raises DomainError."""
    template, key = paper
    facts = means.facts(actor, template, key, typed, issued)
    return Contents(key, template, issued, facts, typed, means.rulings.shows_code(template))


def typed_on(means: Means, key: RecordKey, code: str, typed: TypedPaper | None) -> TypedPaper:
    """What was typed, or the saved draft where nothing is handed in."""
    asked_as = means.template(code, key).asked_as
    return means.drafts.read(key, asked_as) if typed is None else typed


def missing_of(means: Means, contents: Contents) -> tuple[str, ...]:
    """Labels of the facts a paper lacks; a register lacks none."""
    if contents.template.register is not None:
        return ()
    return means.documents.compose(contents.template, contents.facts).missing
