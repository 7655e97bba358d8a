"""Makes a paper ready to be frozen, and lays the frozen one inside a writing transaction."""

from dataclasses import dataclass, replace

from sqlalchemy import select

from app.models.database import Unit
from app.models.document import Document, TemplateVersion
from app.models.terms import DocumentState
from app.services.documents.facts import DocumentFacts, RenderedDocument
from app.services.documents.service import Documents
from app.services.documents.templates.model import Template
from app.services.papers.as_json import check_code, facts_json, template_digest, typed_json
from app.services.papers.kept_bytes import KeptBytes
from app.services.papers.rows import FrozenPaper, Issued, RecordKey, TypedPaper

_LONGEST_TITLE = 200  # the column's length


@dataclass(frozen=True)
class Prepared:
    """A paper whose bytes are kept already; only its row is still to be written."""

    key: RecordKey
    template: Template
    issued: Issued
    facts: DocumentFacts
    typed: TypedPaper
    made: RenderedDocument
    sha256: str
    check_code: str
    style: str

    @property
    def title(self) -> str:
        """What the paper is called."""
        return (self.facts.title.strip() or self.template.title)[:_LONGEST_TITLE]


@dataclass(frozen=True)
class Contents:
    """What goes onto a paper that is to be frozen; with ``shows_code`` its check code is printed on it."""

    key: RecordKey
    template: Template
    issued: Issued
    facts: DocumentFacts
    typed: TypedPaper
    shows_code: bool


def prepare(documents: Documents, kept: KeptBytes, contents: Contents) -> Prepared:
    """Draw a paper and keep its bytes; raises GlyphMissing, KnownError.

    The bytes go first, like those of attachments: a row never speaks of a file that is not there.
    """
    template, facts = contents.template, contents.facts
    made = None if template.register is None else documents.render(template, facts)
    text = documents.compose(template, facts).text if made is None else made.text
    code = check_code(contents.issued.number, template_digest(template.text), text)
    if made is None:
        made = documents.render(template, replace(facts, check_code=code if contents.shows_code else ""))
    style = facts.style if facts.style and facts.style in template.styles else template.style
    sha256 = kept.put(made.pdf)
    return Prepared(
        contents.key, template, contents.issued, facts, contents.typed, made, sha256, code, str(style.value)
    )


def lay(
    unit: Unit,
    paper: Prepared,
    at: str,
    replaced: FrozenPaper | None = None,
    reason: str = "",
    *,
    is_late: bool = False,
) -> Document:
    """Add the frozen paper's row, and its template's where the store does not know this version yet.

    What was frozen late stays so in its later versions.
    """
    digest = _known_template(unit, paper.template)
    document = Document(
        record_type=paper.key.record_type,
        record_id=paper.key.record_id,
        kind=paper.template.asked_as,
        title=paper.title,
        number=paper.issued.number or None,
        edition=replaced.edition + 1 if replaced else 1,
        replaces_id=replaced.id if replaced else None,
        state=DocumentState.FROZEN,
        issued_on=paper.issued.issued_on,
        made_at=at,
        style=paper.style,
        template_digest=digest,
        facts=facts_json(paper.facts),
        typed=typed_json(paper.typed),
        body=paper.made.text,
        sha256=paper.sha256,
        page_count=paper.made.page_count,
        faces_used="\n".join(paper.made.faces_used),
        check_code=paper.check_code,
        reason=reason or None,
        is_late=is_late or (replaced is not None and replaced.is_late),
    )
    unit.session.add(document)
    unit.session.flush()
    return document


def _known_template(unit: Unit, template: Template) -> str:
    digest = template_digest(template.text)
    known = select(TemplateVersion.id).where(TemplateVersion.digest == digest)
    if unit.session.scalars(known).first() is None:
        version = TemplateVersion(digest=digest, code=template.code, source=template.source, body=template.text)
        unit.session.add(version)
        unit.session.flush()
    return digest
