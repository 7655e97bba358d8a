"""Documents of records: which there are, what a record fills them with, and the PDF."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.models.actor import Actor
from app.models.terms import RecordType
from app.services.deadlines.service import Deadlines
from app.services.documents.facts import DocumentFacts, DocumentStyle, RenderedDocument
from app.services.documents.service import Documents
from app.services.documents.templates.model import Template
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError
from app.services.foundation.files import write_file
from app.services.matters.service import Matters
from app.services.office.offices import Offices
from app.services.office.settings import Settings
from app.services.papers.batches import Batches
from app.services.papers.drafts import DraftsInMemory, PaperDrafts
from app.services.papers.rows import LETTER, LISTS, STYLE_SETTING, DocumentKind, RecordKey, TypedPaper
from app.services.papers.sources import Facts, letter_facts, matter_facts
from app.services.suggestions.service import Suggestions

NOTHING_TYPED = TypedPaper()


@dataclass(frozen=True)
class Sources:
    """Where facts come from, handed in by bootstrap."""

    suggestions: Suggestions
    matters: Matters
    offices: Offices
    deadlines: Deadlines
    settings: Settings
    clock: Clock


class Papers:
    """Papers of one store."""

    def __init__(self, documents: Documents, sources: Sources) -> None:
        """``documents`` draws."""
        self._documents = documents
        self._sources = sources
        self.drafts: PaperDrafts = DraftsInMemory()
        self.batches = Batches(self, documents, sources.clock)

    def kinds(self) -> tuple[DocumentKind, ...]:
        """Every document in force today, variants of one kind counted once."""
        templates = self._documents.library.in_force(self._sources.clock.today())
        return tuple(
            DocumentKind(template.code, template.name, template.record)
            for template in templates
            if not template.variant_of
        )

    def offered(self, key: RecordKey) -> tuple[Template, ...]:
        """The documents a record can have now, in the wording of its kind, those of one group together."""
        kind, found = self._kind(key), {}
        for template in self._documents.library.in_force(self._sources.clock.today()):
            if _is_of(template, key.record_type) and template.register is None and template.is_for(kind):
                found[template.asked_as] = self.template(template.asked_as, key)
        places: dict[str, int] = {}
        for template in sorted(found.values(), key=lambda each: each.asked_as != LETTER):
            places.setdefault(template.group, len(places))
        return tuple(sorted(found.values(), key=lambda each: (places[each.group], each.asked_as != LETTER)))

    def for_batches(self, record_type: RecordType) -> tuple[DocumentKind, ...]:
        """The documents that many records of one list can be printed as, the letter first."""
        found = [
            DocumentKind(template.asked_as, template.name, template.record)
            for template in self._documents.library.in_force(self._sources.clock.today())
            if _is_of(template, record_type) and template.register is None
        ]
        return tuple(sorted({kind.code: kind for kind in found}.values(), key=lambda kind: kind.code != LETTER))

    def find(self, template: str, number: str) -> RecordKey:
        """The record behind a number, of the list the document belongs to; raises DomainError."""
        record = self._documents.library.find(template, self._sources.clock.today()).record
        if record == "suggestions":
            return RecordKey(RecordType.SUGGESTION, self._sources.suggestions.find(number))
        if record == "matters":
            return RecordKey(RecordType.MATTER, self._sources.matters.find(number))
        raise DomainError(f"“{template}”对应的记录尚未提供，请等待后续版本；可以在“文书目录”页查看样张。")

    def template(self, name: str, key: RecordKey) -> Template:
        """The template in force for a record, in the wording of its kind; raises DocumentUnknown, DomainError."""
        found = self._documents.library.for_kind(name, self._kind(key), self._sources.clock.today())
        if not _is_of(found, key.record_type):
            raise DomainError(f"“{found.name}”不属于这类记录。请在对应的记录里生成。")
        return found

    def facts(
        self, drafter: Actor, template: Template, key: RecordKey, typed: TypedPaper = NOTHING_TYPED
    ) -> DocumentFacts:
        """What the document would say now; ``drafter`` stands on a draft's mark. Raises DomainError."""
        values = self._values(key)
        number = str(values.get("letter_number") or "") if template.asked_as == LETTER else ""
        known = DocumentFacts(
            values=values,
            number=number,
            style=self._style(template),
            drafted_by=drafter.name,
            drafted_at=self._sources.clock.now(),
            is_demonstration=self._sources.offices.office().is_demonstration,
        )
        return typed.over(known)

    def render(self, drafter: Actor, name: str, key: RecordKey, typed: TypedPaper = NOTHING_TYPED) -> RenderedDocument:
        """The document as PDF, with what is missing; raises GlyphMissing for a character no face has."""
        template = self.template(name, key)
        return self._documents.render(template, self.facts(drafter, template, key, typed))

    def write(self, drafter: Actor, name: str, key: RecordKey, path: Path) -> RenderedDocument:
        """The document as a PDF file."""
        made = self.render(drafter, name, key)
        write_file(path, made.pdf)
        return made

    def sample(self, template: Template) -> RenderedDocument:
        """The document filled with the examples of the catalogue; every page says 样张."""
        values = {spec.name: spec.example for spec in template.facts}
        if template.register is not None:
            values |= {"rows": "\n".join("\t".join(row) for row in template.register.sample_rows)}
        return self._documents.render(template, DocumentFacts(values, is_sample=True))

    def _values(self, key: RecordKey) -> Facts:
        office = self._sources.offices.office()
        common: Mapping[str, str] = {"office": office.name, "office_short": office.short}
        if key.record_type is RecordType.SUGGESTION:
            card = self._sources.suggestions.card(key.record_id)
            return {**common, **letter_facts(card, self._sources.deadlines, self._sources.clock)}
        return {**common, **matter_facts(self._sources.matters.card(key.record_id))}

    def _kind(self, key: RecordKey) -> str:
        if key.record_type is RecordType.SUGGESTION:
            return self._sources.suggestions.card(key.record_id).draft.kind.label
        return self._sources.matters.card(key.record_id).draft.kind

    def _style(self, template: Template) -> DocumentStyle:
        """What the office chose for this kind; the letter's choice is kept under its old name."""
        key = STYLE_SETTING if template.asked_as == LETTER else f"{STYLE_SETTING}:{template.code}"
        chosen = self._sources.settings.get(key, "")
        return DocumentStyle(chosen) if chosen else template.style


def _is_of(template: Template, record_type: RecordType) -> bool:
    """Whether records of this type get the document."""
    return LISTS.get(template.record) is record_type
