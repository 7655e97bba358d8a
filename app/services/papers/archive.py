"""Reads frozen papers: the one in force of a record, all its versions, and their bytes with their hash checked."""

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.models.database import Database
from app.models.document import Document, TemplateVersion
from app.models.terms import DocumentState
from app.services.documents.facts import DocumentFacts, RenderedDocument
from app.services.foundation.errors import DomainError
from app.services.papers.as_json import facts_of
from app.services.papers.kept_bytes import KeptBytes
from app.services.papers.rows import FrozenPaper, RecordKey


class PaperArchive:
    """The frozen papers of one store."""

    def __init__(self, database: Database, kept: KeptBytes) -> None:
        """``kept`` holds the bytes."""
        self._database = database
        self._kept = kept

    def current(self, key: RecordKey, code: str) -> FrozenPaper | None:
        """The registered paper of this kind that counts, None where there is none."""
        found = self._found(_of(key), Document.kind == code, Document.state == DocumentState.FROZEN)
        return found[-1] if found else None

    def of(self, key: RecordKey) -> tuple[FrozenPaper, ...]:
        """Every version of every registered paper of a record, in the order they were made."""
        return self._found(_of(key))

    def paper(self, document_id: int) -> FrozenPaper:
        """One registered paper; raises DomainError."""
        found = self._found(Document.id == document_id)
        if not found:
            raise DomainError("没有找到这份登记的文书。请刷新后再看。")
        return found[0]

    def by_sha256(self, sha256: str) -> FrozenPaper | None:
        """The registered paper whose PDF has this hash; one that counts goes before others."""
        return _best(self._found(Document.sha256 == sha256))

    def by_code(self, code: str) -> FrozenPaper | None:
        """The registered paper with this check code."""
        return _best(self._found(Document.check_code == code))

    def by_numbers(self, numbers: set[str]) -> FrozenPaper | None:
        """A registered paper that has one of these numbers."""
        return _best(self._found(Document.number.in_(numbers)))

    def replaced_by(self, paper: FrozenPaper) -> FrozenPaper | None:
        """The version that took its place."""
        found = self._found(Document.replaces_id == paper.id, Document.state != DocumentState.VOIDED)
        return found[-1] if found else None

    def contents(self, paper: FrozenPaper) -> tuple[str, str, DocumentFacts]:
        """Of which set its template was, the template's text, and the facts it was filled with."""
        wanted = (
            select(TemplateVersion.source, TemplateVersion.body, Document.facts)
            .join(Document, Document.template_digest == TemplateVersion.digest)
            .where(Document.id == paper.id)
        )
        with self._database.read() as session:
            source, text, facts = session.execute(wanted).one()
        return source, text, facts_of(facts)

    def rendered(self, paper: FrozenPaper) -> RenderedDocument:
        """The very bytes that were registered; raises PaperLost."""
        pdf = self._kept.read(paper.sha256, paper.name)
        return RenderedDocument(pdf, (), paper.faces_used, paper.page_count, paper.body)

    def _found(self, *conditions: ColumnElement[bool]) -> tuple[FrozenPaper, ...]:
        with self._database.read() as session:
            wanted = select(Document).where(*conditions).order_by(Document.id)
            return tuple(row_of(found) for found in session.scalars(wanted))


def count_of_frozen(session: Session, key: RecordKey, code: str) -> int:
    """How many papers of this kind count, inside a transaction."""
    wanted = select(func.count()).select_from(Document)
    counted = wanted.where(_of(key), Document.kind == code, Document.state == DocumentState.FROZEN)
    return session.scalar(counted) or 0


def newest_edition(session: Session, key: RecordKey, code: str) -> int:
    """The edition of the paper of this kind that counts, inside a transaction; 0 where none does."""
    wanted = select(func.max(Document.edition))
    return session.scalar(wanted.where(_of(key), Document.kind == code, Document.state == DocumentState.FROZEN)) or 0


def row_of(found: Document) -> FrozenPaper:
    """A frozen paper as services hand it out."""
    return FrozenPaper(
        id=found.id,
        key=RecordKey(found.record_type, found.record_id),
        kind=found.kind,
        title=found.title,
        number=found.number or "",
        edition=found.edition,
        state=found.state,
        issued_on=found.issued_on,
        made_at=found.made_at,
        template_digest=found.template_digest,
        body=found.body,
        sha256=found.sha256,
        page_count=found.page_count,
        faces_used=tuple(found.faces_used.splitlines()),
        check_code=found.check_code,
        replaces_id=found.replaces_id,
        reason=found.reason or "",
        is_late=found.is_late,
    )


def _of(key: RecordKey) -> ColumnElement[bool]:
    return (Document.record_type == key.record_type) & (Document.record_id == key.record_id)


def _best(found: tuple[FrozenPaper, ...]) -> FrozenPaper | None:
    order = [DocumentState.VOIDED, DocumentState.SUPERSEDED, DocumentState.FROZEN]
    return max(found, key=lambda paper: (order.index(paper.state), paper.id), default=None)
