"""A kept report on paper, whether it belongs to a review or not: PDF and Word copy, noted in the log."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.models.actor import Actor
from app.models.database import Database
from app.models.reverse_review import ReviewReport
from app.models.terms import Output
from app.services.documents.facts import DocumentFacts, RenderedDocument
from app.services.documents.service import Documents
from app.services.documents.templates.model import Template
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError
from app.services.foundation.files import write_file
from app.services.office.offices import Offices
from app.services.papers.log import PaperLog
from app.services.papers.rows import Delivery, PaperNamed
from app.services.papers.sources import Facts
from app.services.review_papers.parts import report_part
from app.services.review_papers.reading import read_review
from app.services.review_papers.report_facts import REPORTS, kept_facts, report_facts
from app.services.review_papers.rows import Asked, ReportPart, ReviewOrder, ReviewPart

PDF, WORD = FORMATS = (".pdf", ".docx")
_CODES = {kind: code for code, kind in REPORTS.items()}


@dataclass(frozen=True)
class ReportPaper:
    """Makes the papers of kept reports; a number is only given to the paper of a review (see ``Papers``)."""

    database: Database
    documents: Documents
    offices: Offices
    clock: Clock
    log: PaperLog
    order: Callable[[], ReviewOrder]

    def render(self, drafter: Actor, report_id: int) -> RenderedDocument:
        """The report as PDF; raises DomainError where it is gone, GlyphMissing for a character no face has."""
        return self.documents.render(*self._filled(drafter, report_id))

    def word(self, drafter: Actor, report_id: int) -> bytes:
        """The same as .docx."""
        return self.documents.word(*self._filled(drafter, report_id))

    def write(self, actor: Actor, report_id: int, path: Path) -> RenderedDocument:
        """The report as a file, .pdf or .docx by its ending, noted in the log; returns its PDF."""
        suffix = path.suffix.lower()
        if suffix not in FORMATS:
            raise DomainError(f"文件名“{path.name}”应以 {' 或 '.join(FORMATS)} 结尾。")
        template, facts = self._filled(actor, report_id)
        made = self.documents.render(template, facts)
        write_file(path, made.pdf if suffix == PDF else self.documents.word(template, facts))
        named = PaperNamed(str(facts.values["report_title"]), template.code, made.page_count)
        self.log.record(actor, named, Delivery(Output.EXPORTED, str(path.absolute())))
        return made

    def _filled(self, drafter: Actor, report_id: int) -> tuple[Template, DocumentFacts]:
        report, review = self._read(report_id)
        template = self.documents.library.find(_CODES[report.kind], self.clock.today())
        office = self.offices.office()
        facts = DocumentFacts(
            values={"office": office.name, "office_short": office.short, **self._values(report, review)},
            drafted_by=drafter.name,
            drafted_at=self.clock.now(),
            is_demonstration=office.is_demonstration,
        )
        return template, facts

    def _values(self, report: ReportPart, review: ReviewPart | None) -> Facts:
        named: Facts = {"handler": report.made_by, "pattern_words": report.title}
        if review is None:
            return named | kept_facts(report)
        asked = Asked(_CODES[report.kind], None, self.clock.today(), self.order())
        return named | report_facts(review, asked, report)

    def _read(self, report_id: int) -> tuple[ReportPart, ReviewPart | None]:
        with self.database.read() as session:
            row = session.get(ReviewReport, report_id)
            if row is None:
                raise DomainError("没有找到这份审视报告，它可能已被撤销。请刷新后再选。")
            review = read_review(session, row.review_id) if row.review_id else None
            return report_part(row), review
