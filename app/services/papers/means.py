"""What registering papers needs, handed in by the papers service."""

from collections.abc import Callable
from dataclasses import dataclass

from app.models.actor import Actor
from app.models.database import Database
from app.services.documents.facts import DocumentFacts
from app.services.documents.service import Documents
from app.services.documents.templates.model import Template
from app.services.foundation.changes import Changes
from app.services.foundation.clock import Clock
from app.services.papers.archive import PaperArchive
from app.services.papers.drafts import PaperDrafts
from app.services.papers.kept_bytes import KeptBytes
from app.services.papers.rows import Issued, RecordKey, TypedPaper
from app.services.papers.rulings import PaperRulings
from app.services.suggestions.service import Suggestions

FactsOf = Callable[[Actor, Template, RecordKey, TypedPaper, Issued], DocumentFacts]
TemplateOf = Callable[[str, RecordKey], Template]


@dataclass(frozen=True)
class Means:
    """Services and questions of one store."""

    database: Database
    clock: Clock
    changes: Changes
    documents: Documents
    suggestions: Suggestions
    drafts: PaperDrafts
    rulings: PaperRulings
    archive: PaperArchive
    kept: KeptBytes
    template: TemplateOf
    facts: FactsOf
    refuse_issue: Callable[[Template, RecordKey], None]  # where a decision is missing that the paper goes by
    known_number: Callable[[Template, RecordKey], str]  # that the record has for the paper already
    entry_number: Callable[[RecordKey], str]
    short: Callable[[], str]
    office: Callable[[], str]
