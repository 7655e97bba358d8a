"""Printing many records at once: what each lacks before anything is made, one PDF, a list of all as its first page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.actor import Actor
from app.models.dates import PartialDate
from app.models.terms import Term
from app.services.documents.facts import (
    Align,
    DocumentFacts,
    Orientation,
    RenderedDocument,
    TableColumn,
    TableDocument,
)
from app.services.documents.paper.fonts import GlyphMissing
from app.services.documents.service import Documents
from app.services.documents.templates.model import Template
from app.services.foundation.changes import Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError
from app.services.foundation.intentions import performs
from app.services.foundation.progress import Progress
from app.services.papers.intentions import RECORD_OUTPUT
from app.services.papers.letter_words import beside_the_record
from app.services.papers.rows import LETTER, Delivery, PaperNamed, RecordKey
from app.services.secrecy.on_paper import marked

if TYPE_CHECKING:
    from app.services.papers.service import Papers


class BatchOrder(Term):
    """The order of the papers, and of the list."""

    LISTED = ("listed", "按列表的顺序")
    NUMBER = ("number", "按文号")
    UNIT = ("unit", "按单位")


@dataclass(frozen=True)
class BatchLine:
    """One paper of a batch; ``problem`` says why it cannot be printed at all."""

    key: RecordKey
    number: str
    unit: str
    document: str
    pages: int
    missing: tuple[str, ...]
    problem: str = ""


@dataclass(frozen=True)
class BatchWish:
    """How a batch is made."""

    code: str
    has_cover: bool = True
    is_duplex: bool = False


class Batches:
    """Batches of papers of one store."""

    def __init__(self, papers: "Papers", documents: Documents, clock: Clock) -> None:
        """``papers`` knows the facts, ``documents`` draws."""
        self._papers, self._documents, self._clock = papers, documents, clock

    def plan(self, drafter: Actor, code: str, keys: Sequence[RecordKey], progress: Progress) -> tuple[BatchLine, ...]:
        """What would be printed, laid out but not written; ``progress`` may cancel it."""
        lines = []
        for done, key in enumerate(keys):
            progress.report(done, len(keys))
            lines.append(self._line(drafter, code, key))
        return tuple(lines)

    def render(
        self, drafter: Actor, wish: BatchWish, lines: Sequence[BatchLine], progress: Progress
    ) -> RenderedDocument:
        """The lines' papers as one PDF, their list first; raises DomainError where there is none."""
        from app.services.documents.preview import joined, page_count

        made = self._papers_of(drafter, wish, lines, progress)
        if not wish.has_cover:
            return made
        cover = self._documents.table(self._cover(lines))
        pdf = joined([(cover, None), (made.pdf, None)], wish.is_duplex)
        return RenderedDocument(pdf, made.missing, made.faces_used, page_count(pdf), made.text)

    @performs(RECORD_OUTPUT)
    def record(self, actor: Actor, wish: BatchWish, lines: Sequence[BatchLine], delivery: Delivery) -> Written:
        """Note the papers of a batch that was printed or saved, a line each."""
        return self._papers.log.record_all(actor, [self._as_noted(wish, line) for line in lines], delivery)

    def _papers_of(
        self, drafter: Actor, wish: BatchWish, lines: Sequence[BatchLine], progress: Progress
    ) -> RenderedDocument:
        """All in one go where none was registered; a registered one stands there as it was registered, to the byte."""
        from app.services.documents.preview import joined, page_count

        frozen = {line.key: self._papers.frozen(wish.code, line.key) for line in lines}
        if not any(frozen.values()):
            wanted = [self._filled(drafter, wish.code, line.key) for line in lines]
            return self._documents.render_all(wanted, progress, wish.is_duplex)
        parts = []
        for done, line in enumerate(lines):
            progress.report(done, len(lines))
            parts.append(self._papers.render(drafter, wish.code, line.key))
        pdf = joined([(part.pdf, None) for part in parts], wish.is_duplex)
        missing = tuple(f"{line.unit}：{name}" for line in lines for name in line.missing)
        faces = tuple(dict.fromkeys(face for part in parts for face in part.faces_used))
        return RenderedDocument(pdf, missing, faces, page_count(pdf), "\n".join(part.text for part in parts))

    def _as_noted(self, wish: BatchWish, line: BatchLine) -> PaperNamed:
        frozen = self._papers.frozen(wish.code, line.key)
        return PaperNamed(
            title=line.document,
            kind=wish.code,
            page_count=line.pages,
            sha256=frozen.sha256 if frozen else "",
            number=line.number,
            is_frozen=frozen is not None,
            marking=self._papers.secrecy.of(line.key).marking,
        )

    def _line(self, drafter: Actor, code: str, key: RecordKey) -> BatchLine:
        number = unit = name = ""
        frozen = self._papers.frozen(code, key)
        try:
            template, facts = self._filled(drafter, code, key)
            number, unit, name = _named(facts)[0], _named(facts)[1], template.name
            if frozen is not None:
                return BatchLine(key, frozen.number or number, unit, frozen.title, frozen.page_count, ())
            laid = self._documents.typeset(template, facts)
            laid.check()
        except GlyphMissing as problem:
            named = "、".join(problem.characters)
            return BatchLine(key, number, unit, name, 0, (), f"字体中没有“{named}”，不能打印")
        except DomainError as problem:
            return BatchLine(key, number, unit, name, 0, (), str(problem))
        return BatchLine(key, number, unit, name, laid.page_count, laid.missing)

    def _filled(self, drafter: Actor, code: str, key: RecordKey) -> tuple[Template, DocumentFacts]:
        template = self._papers.template(code, key)
        typed = self._papers.drafts.read(key, template.asked_as)
        if code == LETTER:
            typed = beside_the_record(typed)
        return template, self._papers.facts(drafter, template, key, typed)

    def _cover(self, lines: Sequence[BatchLine]) -> TableDocument:
        today = PartialDate.of(self._clock.today()).chinese()
        pages = sum(line.pages for line in lines)
        document = TableDocument(
            title="文书打印清单",
            columns=(
                TableColumn("序号", 12, Align.CENTRE),
                TableColumn("文号或登记号", 42),
                TableColumn("单位", 46),
                TableColumn("文书", 28),
                TableColumn("页数", 12, Align.RIGHT),
                TableColumn("缺少", 36),
            ),
            rows=tuple(
                (f"{place}", line.number, line.unit, line.document, f"{line.pages}", "、".join(line.missing) or "无")
                for place, line in enumerate(lines, 1)
            ),
            head_lines=(f"打印日期：{today}　共 {len(lines)} 件 {pages} 页",),
            foot_lines=("打印人：", "领取人："),
            heading="内部台账",
            watermark=self._papers.demonstration_mark,
            orientation=Orientation.PORTRAIT,
        )
        return marked(document, self._papers.secrecy.mark_of(line.key for line in lines))


def put_in_order(lines: Sequence[BatchLine], order: BatchOrder) -> tuple[BatchLine, ...]:
    """The lines as they are to be printed; those without a number stand last."""
    if order is BatchOrder.NUMBER:
        return tuple(sorted(lines, key=lambda line: (not line.number, _by_figures(line.number))))
    if order is BatchOrder.UNIT:
        return tuple(sorted(lines, key=lambda line: (line.unit, _by_figures(line.number))))
    return tuple(lines)


def _by_figures(number: str) -> list[tuple[int, str]]:
    """9号 before 10号."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", number) if part]


def _named(facts: DocumentFacts) -> tuple[str, str]:
    values = facts.values
    return str(values.get("letter_number") or values.get("entry_number") or ""), str(values.get("addressee") or "")
