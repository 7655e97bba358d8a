"""登记簿 of the office on paper: filled where the program keeps the lines, else a sheet to write on by hand."""

from app.services.case_registers.paper import RegisterPaper
from app.services.case_registers.rows import Book
from app.services.documents.facts import DocumentFacts, RenderedDocument
from app.services.documents.service import Documents
from app.services.documents.templates.library import DocumentUnknown
from app.services.documents.templates.model import Template
from app.services.foundation.errors import DomainError
from app.services.office.offices import Offices
from app.services.papers.log import REGISTER, PaperLog, register_rows
from app.services.papers.rows import LogQuery
from app.services.review_papers.codes import REVIEW_REGISTER
from app.services.review_papers.register import ReviewRegister

_ELSEWHERE = {
    "reply-tracking": "回复跟踪表按列表的筛选生成：请在“检察建议”的列表里生成，或用 sheet reply-tracking 命令。",
    "deadline-warning": "期限预警表按清单的筛选生成：在“期限总览”里按“打印期限预警表…”。",
}
_ENTRIES = {book.value: book for book in Book}


class Registers:
    """Registers of one store."""

    def __init__(
        self, documents: Documents, offices: Offices, log: PaperLog, entries: RegisterPaper, reviews: ReviewRegister
    ) -> None:
        """``log`` fills 打印输出登记簿, ``entries`` 请示报告登记簿 and 会议登记簿, ``reviews`` 反向审视登记簿."""
        self._documents, self._offices, self._clock, self._log = documents, offices, reviews.clock, log
        self._entries, self.reviews = entries, reviews

    def sheet(self, name: str) -> RenderedDocument:
        """A register of the office: those the program keeps with their lines, the others to be written on by hand.

        Raises DomainError.
        """
        template = self._documents.library.find(name, self._clock.today())
        if template.register is None:
            raise DomainError(f"“{template.name}”要写明登记号或文号，例如 document {template.name} JY2026-00001。")
        if template.code in _ELSEWHERE:
            raise DomainError(_ELSEWHERE[template.code])
        if template.code in _ENTRIES:
            return self._entries.whole(_ENTRIES[template.code])
        if template.code == REVIEW_REGISTER:
            return self.reviews.whole()
        if template.code == REGISTER:
            return self._filled(template, LogQuery())
        return self._documents.render(template, self._facts({}))

    def printed_log(self, query: LogQuery) -> bytes:
        """打印输出登记簿 as PDF, by the office's template where there is one, else as a plain table."""
        try:
            template = self._documents.library.find(REGISTER, self._clock.today())
        except DocumentUnknown:
            template = None
        if template is None or template.register is None:
            return self._documents.table(self._log.table(query))
        return self._filled(template, query).pdf

    def _filled(self, template: Template, query: LogQuery) -> RenderedDocument:
        keys = template.register.keys if template.register else ()
        rows = register_rows(tuple(reversed(self._log.lines(query))), keys)
        return self._documents.render(template, self._facts({"rows": rows, "head_lines": self._log.head_lines(query)}))

    def _facts(self, values: dict[str, str | tuple[str, ...]]) -> DocumentFacts:
        office = self._offices.office()
        return DocumentFacts({"office": office.name, **values}, is_demonstration=office.is_demonstration)
