"""Documents of records: which there are, what a record fills them with, and the file."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from app.models.actor import Actor
from app.models.terms import Output, RecordType
from app.services.case_registers.paper import RegisterPaper
from app.services.documents.facts import DocumentFacts, DocumentStyle, RenderedDocument
from app.services.documents.samples import sample_of
from app.services.documents.service import Documents
from app.services.documents.templates.library import DocumentUnknown, sound
from app.services.documents.templates.model import Template
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError
from app.services.foundation.files import write_file
from app.services.foundation.intentions import performs
from app.services.papers.archive import PaperArchive
from app.services.papers.batches import Batches
from app.services.papers.checking import PaperChecking
from app.services.papers.drafts import PaperDrafts
from app.services.papers.intentions import RECORD_OUTPUT
from app.services.papers.issuing import PaperIssuing
from app.services.papers.kept_bytes import KeptBytes
from app.services.papers.log import PaperLog
from app.services.papers.means import Means
from app.services.papers.number_register import NumberRegister
from app.services.papers.objection_facts import is_about_objection, objection_facts
from app.services.papers.offering import Offering, PaperGroup, by_groups, is_of
from app.services.papers.parts import Sources
from app.services.papers.registers import Registers
from app.services.papers.rows import (
    LETTER,
    LISTS,
    STYLE_SETTING,
    Delivery,
    DocumentKind,
    FrozenPaper,
    Issued,
    PaperNamed,
    RecordKey,
    TypedPaper,
)
from app.services.papers.rulings import PaperRulings
from app.services.papers.sources import (
    REFERRAL_PAPERS,
    Facts,
    clue_facts,
    letter_facts,
    matter_facts,
    proposal_facts,
    referral_facts,
)
from app.services.papers.volume import CONTENTS, Volume, as_table
from app.services.papers.written import as_written
from app.services.review_papers.codes import base_code
from app.services.review_papers.register import ReviewRegister
from app.services.review_papers.report_paper import ReportPaper
from app.services.review_papers.service import ReviewPapers
from app.services.secrecy.service import Secrecy
from app.services.store.places import attachments_of
from app.services.suggestion_paths.papers import step_facts

PDF, WORD = FORMATS = (".pdf", ".docx")
NOTHING_TYPED = TypedPaper()


class Papers:
    """Papers of one store: what they say; ``drafts``, ``issuing``, ``archive`` … say what becomes of them."""

    def __init__(self, documents: Documents, sources: Sources) -> None:
        """``documents`` draws."""
        self._documents = documents
        self._sources = sources
        database, clock = sources.database, sources.clock
        kept = KeptBytes(attachments_of(database.path), database.key)
        self.drafts = PaperDrafts(database, clock, sources.changes, sources.secrecy)
        self.rulings = PaperRulings(database, clock)
        self.archive = PaperArchive(database, kept)
        self.numbers = NumberRegister(database, clock, sources.offices)
        self.log = PaperLog(database, clock, sources.offices, sources.carriers)
        entries = RegisterPaper(database, clock, documents, sources.offices)
        self.reports = ReportPaper(database, documents, sources.offices, clock, self.log, sources.review_order)
        reviews = ReviewRegister(sources.reverse_reviews.listing, documents, sources.offices, clock)
        self.registers = Registers(documents, sources.offices, self.log, entries, reviews)
        self.checking = PaperChecking(self.archive, self._withdrawn_on)
        self.issuing = PaperIssuing(self._means(kept))
        self._volume = Volume(
            sources.matters, sources.suggestions, sources.approvals, sources.investigations, self.archive
        )
        self._offering = Offering(documents.library.folder)
        self._reviews = ReviewPapers(database, clock, sources.review_order)
        self.batches = Batches(self, documents, sources.clock)

    @property
    def demonstration_mark(self) -> str:
        """What crosses every sheet of a demonstration store; empty in a real one."""
        is_demonstration = self._sources.offices.office().is_demonstration
        return self._documents.library.commons.demonstration_mark if is_demonstration else ""

    def kinds(self) -> tuple[DocumentKind, ...]:
        """Every document in force today, variants of one kind counted once."""
        templates = self._documents.library.in_force(self._sources.clock.today())
        return tuple(
            DocumentKind(template.code, template.name, template.record)
            for template in templates
            if not template.variant_of
        )

    def offered(self, key: RecordKey, reader: Actor | None = None) -> tuple[Template, ...]:
        """The documents a record can have now, in the order of ``choices``."""
        return tuple(template for group in self.choices(key, reader) for template in group.templates)

    def choices(self, key: RecordKey, reader: Actor | None = None) -> tuple[PaperGroup, ...]:
        """The documents a record can have now, in the wording of its kind; those that fit it as it stands first.

        With ``reader`` only those that this person may see.
        """
        kind, found, sources = self._kind(key), {}, self._sources
        for template in self._documents.library.in_force(self._sources.clock.today()):
            if is_of(template, key.record_type) and template.register is None and template.is_for(kind):
                found[template.asked_as] = self._worded(template.asked_as, key, kind)
        if key.record_type is RecordType.REVERSE_REVIEW:
            return by_groups(self._reviews.offered(found.values(), key.record_id, reader))
        if key.record_type is RecordType.MATTER:
            return self._offering.of_case(sources.matters.case(key.record_id), tuple(found.values()))
        is_clue = key.record_type is RecordType.CLUE
        standing = sources.clues.card(key.record_id).triage.label if is_clue else ""
        return self._offering.of_record(key.record_type, standing, tuple(found.values()))

    def for_batches(self, record_type: RecordType) -> tuple[DocumentKind, ...]:
        """The documents that many records of one list can be printed as, the letter first."""
        found = [
            DocumentKind(template.asked_as, template.name, template.record)
            for template in self._documents.library.in_force(self._sources.clock.today())
            if is_of(template, record_type) and template.register is None
        ]
        return tuple(sorted({kind.code: kind for kind in found}.values(), key=lambda kind: kind.code != LETTER))

    def find(self, template: str, number: str) -> RecordKey:
        """The record behind a number, of a list the document belongs to; raises DomainError."""
        records = self._documents.library.find(template, self._sources.clock.today()).records
        sources = self._sources
        finders = {
            "suggestions": sources.suggestions.find,
            "matters": sources.matters.find,
            "clues": sources.clues.find,
            "reverse-reviews": sources.reverse_reviews.find,
        }
        refused: DomainError | None = None
        for record in records:
            if record in finders:
                try:
                    return RecordKey(LISTS[record], finders[record](number))
                except DomainError as problem:
                    refused = refused or problem
        raise refused or DomainError(f"“{template}”对应的记录尚未提供，请等待后续版本；可以在“文书目录”页查看样张。")

    def template(self, name: str, key: RecordKey) -> Template:
        """The template in force for a record, in the wording of its kind; raises DocumentUnknown, DomainError."""
        return sound(self._offered(name, key))

    def _offered(self, name: str, key: RecordKey) -> Template:
        """The same for the list of a record's documents, which a damaged one does not empty."""
        found = self._worded(base_code(name), key, self._kind(key))
        is_review = key.record_type is RecordType.REVERSE_REVIEW
        return self._reviews.for_result(found, name, key.record_id) if is_review else found

    def _worded(self, name: str, key: RecordKey, kind: str) -> Template:
        found = self._documents.library.for_kind(name, kind, self._sources.clock.today())
        if not is_of(found, key.record_type):
            raise DomainError(f"“{found.name}”不属于这类记录。请在对应的记录里生成。")
        return found

    def facts(
        self,
        drafter: Actor,
        template: Template,
        key: RecordKey,
        typed: TypedPaper = NOTHING_TYPED,
        issued: Issued | None = None,
    ) -> DocumentFacts:
        """What the document would say now, or once it is ``issued``; ``drafter`` stands on a draft's mark.

        Raises DomainError.
        """
        values = self._values(key, issued if template.asked_as == LETTER else None, bool(template.addressee))
        values |= self._beside_the_record(template.asked_as, key, values)
        self._refuse_unentitled(drafter, template.asked_as, key)
        is_letter = template.asked_as == LETTER
        number = str(values.get("letter_number") or "") if is_letter else self._known_number(template, key)
        known = DocumentFacts(
            values=values,
            number=issued.number if issued else number,
            style=self._style(template),
            secrecy=self.secrecy.of(key).label,
            drafted_by=drafter.name,
            drafted_at=self._sources.clock.now(),
            is_demonstration=self._sources.offices.office().is_demonstration,
        )
        filled = self.drafts.over(typed, known)
        return replace(filled, values={**filled.values, "issued_on": issued.issued_on}) if issued else filled

    def _beside_the_record(self, code: str, key: RecordKey, values: Facts) -> Facts:
        """What other features know of the record for this paper."""
        found: Facts = {}
        if code in REFERRAL_PAPERS:
            referred = self._sources.referrals.latest(key)
            if referred is not None or key.record_type is not RecordType.CLUE:  # a clue knows where it went by itself
                found |= referral_facts(code, referred)
        if code == CONTENTS:
            found["file_items"] = as_table(self._volume.items(key, str(values.get("office") or "")))
        if code != LETTER:
            found["issued_on"] = None  # the record knows the letter's day; every other paper has a day of its own
            found |= self._sources.approvals.paper_facts(key, code)
        if key.record_type is RecordType.REVERSE_REVIEW:
            found |= self._reviews.facts(code, key.record_id)
        return (
            found | self._of_letter(code, key.record_id, values) if key.record_type is RecordType.SUGGESTION else found
        )

    def _of_letter(self, code: str, letter_id: int, values: Facts) -> Facts:
        found = dict(self._sources.serving.paper_facts(letter_id, code))
        if is_about_objection(code):
            told = str(values.get("address_as") or ""), str(values.get("reply_period") or "")
            found |= objection_facts(code, self._sources.replies.of(letter_id).objections, *told)
        if code != LETTER:
            found |= self._sources.further_measures.paper_facts(letter_id, code)
        return found

    def frozen(self, name: str, key: RecordKey) -> FrozenPaper | None:
        """The registered paper of this kind that counts; None where there is none or no document goes by the name."""
        try:
            code = self._offered(name, key).asked_as  # what was registered stays, whatever its template has become
        except DocumentUnknown:  # its template may have gone out of force since
            return next((paper for paper in reversed(self.archive.of(key)) if name in (paper.kind, paper.title)), None)
        return self.archive.current(key, code)

    def render(self, drafter: Actor, name: str, key: RecordKey, typed: TypedPaper | None = None) -> RenderedDocument:
        """The document as PDF: the very bytes that were registered, else drawn now with what is missing.

        Without ``typed`` the saved draft counts. Raises GlyphMissing for a character no face has, PaperLost where
        registered bytes are gone.
        """
        frozen = self.frozen(name, key)
        self._refuse_unentitled(drafter, frozen.kind if frozen else name, key)
        return self.archive.rendered(frozen) if frozen else self.render_anew(drafter, name, key, typed)

    def render_anew(
        self, drafter: Actor, name: str, key: RecordKey, typed: TypedPaper | None = None
    ) -> RenderedDocument:
        """The document as it would be drawn now, registered or not: what a correction would look like."""
        template = self.template(name, key)
        saying = self.drafts.read(key, template.asked_as) if typed is None else typed
        return self._documents.render(template, self.facts(drafter, template, key, saying))

    def word(self, drafter: Actor, name: str, key: RecordKey, typed: TypedPaper | None = None) -> bytes:
        """The document as .docx: of a registered paper what was registered, else what it would say now."""
        frozen = self.frozen(name, key)
        self._refuse_unentitled(drafter, frozen.kind if frozen else name, key)
        if frozen is not None:
            source, text, facts = self.archive.contents(frozen)
            return self._documents.word(self._documents.library.parse(text, source), facts)
        template = self.template(name, key)
        saying = self.drafts.read(key, template.asked_as) if typed is None else typed
        return self._documents.word(template, self.facts(drafter, template, key, saying))

    def write(self, drafter: Actor, name: str, key: RecordKey, path: Path) -> RenderedDocument:
        """The document as a file, .pdf or .docx by its ending, noted in the log; returns its PDF.

        Raises DomainError, FileNotWritten.
        """
        suffix = path.suffix.lower()
        if suffix not in FORMATS:
            raise DomainError(f"文件名“{path.name}”应以 {' 或 '.join(FORMATS)} 结尾。")
        made = self.render(drafter, name, key)
        write_file(path, made.pdf if suffix == PDF else self.word(drafter, name, key))
        self.record_print(drafter, name, key, made, Delivery(Output.EXPORTED, str(path.absolute())))
        return made

    @performs(RECORD_OUTPUT)
    def record_print(
        self, actor: Actor, name: str, key: RecordKey, made: RenderedDocument, delivery: Delivery
    ) -> Written:
        """Note that a paper of a record was printed, exported or saved."""
        sha256, number, frozen = hashlib.sha256(made.pdf).hexdigest(), "", self.frozen(name, key)
        template = None if frozen else self.template(name, key)
        if frozen is not None:
            number = frozen.number
        elif template is not None and template.asked_as == LETTER:
            number = str(self._values(key).get("letter_number") or "")
        title = frozen.title if frozen else (template.title if template else name)
        kind = frozen.kind if frozen else (template.asked_as if template else name)
        is_frozen, mark = frozen is not None and frozen.sha256 == sha256, self.secrecy.of(key).marking
        left = (made.page_count, sha256, number, self._entry_number(key), is_frozen, mark)
        return self.log.record(actor, PaperNamed(title, kind, *left), delivery)

    @property
    def secrecy(self) -> Secrecy:
        """How records are marked."""
        return self._sources.secrecy

    @performs(RECORD_OUTPUT)
    def record_export(self, actor: Actor, sheet: PaperNamed, path: Path) -> Written:
        """Note that a sheet which belongs to no record was written to a file; its hash and pages are read from it."""
        return self.log.record(actor, as_written(sheet, path), Delivery(Output.EXPORTED, str(path.absolute())))

    def sample(self, template: Template) -> RenderedDocument:
        """The document filled with the examples of the catalogue, marked as a sample."""
        return sample_of(self._documents, template)

    def _means(self, kept: KeptBytes) -> Means:
        sources = self._sources
        return Means(
            database=sources.database,
            clock=sources.clock,
            changes=sources.changes,
            documents=self._documents,
            suggestions=sources.suggestions,
            drafts=self.drafts,
            rulings=self.rulings,
            archive=self.archive,
            kept=kept,
            template=self.template,
            facts=self.facts,
            refuse_issue=self._refuse_issue,
            known_number=self._known_number,
            entry_number=self._entry_number,
            short=lambda: sources.offices.office().short,
            office=lambda: sources.offices.office().name,
        )

    def _refuse_unentitled(self, reader: Actor, name: str, key: RecordKey) -> None:
        """Raise where a paper names somebody whom not everybody may see, registered or not."""
        if key.record_type is RecordType.REVERSE_REVIEW:
            code = name if self._reviews.is_naming(name) else self._named(name)
            self._reviews.refuse_unentitled(reader, code, key.record_id)

    def _named(self, name: str) -> str:
        """The code of a document asked for by its Chinese name; the name itself where none goes by it any more."""
        try:
            return self._documents.library.named(base_code(name), self._sources.clock.today()).code
        except DocumentUnknown:
            return name

    def _refuse_issue(self, template: Template, key: RecordKey) -> None:
        if key.record_type is RecordType.REVERSE_REVIEW:
            self._reviews.refuse_undecided(template.asked_as, key.record_id)

    def _known_number(self, template: Template, key: RecordKey) -> str:
        is_review = key.record_type is RecordType.REVERSE_REVIEW
        return self._reviews.number(template.asked_as, key.record_id) if is_review else ""

    def _withdrawn_on(self, key: RecordKey) -> str:
        return self._sources.suggestions.withdrawn_on(key.record_id)

    def _entry_number(self, key: RecordKey) -> str:
        if key.record_type is RecordType.SUGGESTION:
            return self._sources.suggestions.card(key.record_id).entry_number
        if key.record_type is RecordType.CLUE:
            return self._sources.clues.card(key.record_id).entry_number
        if key.record_type is RecordType.REVERSE_REVIEW:
            return self._reviews.entry_number(key.record_id)
        return self._sources.matters.card(key.record_id).entry_number

    def _values(self, key: RecordKey, issued: Issued | None = None, is_letter: bool = False) -> Facts:
        office = self._sources.offices.office()
        common: Mapping[str, str] = {"office": office.name, "office_short": office.short}
        if key.record_type is RecordType.SUGGESTION:
            card = self._sources.suggestions.card(key.record_id)
            if issued is not None:
                card = replace(card, number=issued.number, issued_on=issued.issued_on)
            steps = step_facts(card, self._sources.investigations.of(key))
            known = {**steps, **self._sources.follow_ups.paper_facts(key.record_id)}
            return {**common, **letter_facts(card, self._sources.deadlines, self._sources.clock), **known}
        if key.record_type is RecordType.CLUE:
            clue = self._sources.clues.card(key.record_id)
            proposals = self._sources.deputies.of(key.record_type, key.record_id)
            return {**common, **clue_facts(clue, is_letter), **proposal_facts(proposals, clue)}
        if key.record_type is RecordType.REVERSE_REVIEW:
            return dict(common)  # what its papers say depends on the paper, see ``_beside_the_record``
        return {**common, **matter_facts(self._sources.matters.card(key.record_id))}

    def _kind(self, key: RecordKey) -> str:
        if key.record_type is RecordType.SUGGESTION:
            return self._sources.suggestions.card(key.record_id).draft.kind.label
        if key.record_type is RecordType.CLUE:
            return self._sources.clues.card(key.record_id).draft.kind
        if key.record_type is RecordType.REVERSE_REVIEW:
            return self._reviews.kind(key.record_id)
        return self._sources.matters.card(key.record_id).draft.kind

    def _style(self, template: Template) -> DocumentStyle:
        """What the office chose for this kind; the letter's choice is kept under its old name."""
        key = STYLE_SETTING if template.asked_as == LETTER else f"{STYLE_SETTING}:{template.code}"
        chosen = self._sources.settings.get(key, "")
        return DocumentStyle(chosen) if chosen else template.style
