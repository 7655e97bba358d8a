"""The papers of a letter: its facts as the record knows them, drawn by the documents service."""

import re
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select

from app.models.actor import Actor
from app.models.database import Database
from app.models.office import Office
from app.models.terms import PeriodUnit
from app.services.deadlines.service import Deadlines
from app.services.documents.facts import LetterFacts, LetterStyle, RenderedDocument
from app.services.documents.service import Documents
from app.services.foundation.clock import Clock
from app.services.foundation.files import write_file
from app.services.office.settings import Settings
from app.services.suggestions.cards import Cards
from app.services.suggestions.rows import LetterCard

STYLE_SETTING = "letter_style"
_NUMERALS = ("", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五")


class DocumentKind(NamedTuple):
    """A document that can be made: its slug, its Chinese name, the list its record stands in."""

    code: str
    name: str
    record: str


class Terms(NamedTuple):
    """The office's clock and settings."""

    clock: Clock
    settings: Settings


class LetterPapers:
    """Suggestion letters on paper."""

    def __init__(
        self, database: Database, cards: Cards, documents: Documents, deadlines: Deadlines, terms: Terms
    ) -> None:
        """``terms`` are the office's clock and settings."""
        self._database = database
        self._cards = cards
        self._documents = documents
        self._deadlines = deadlines
        self._terms = terms

    def kinds(self) -> tuple[DocumentKind, ...]:
        """What can be made so far; the templates name themselves."""
        template = self._documents.letter_template
        return (DocumentKind(template.code, template.name, "suggestions"),)

    def facts(self, drafter: Actor, letter_id: int) -> LetterFacts:
        """What the letter would say now; ``drafter`` stands on a draft's mark. Raises LetterNotFound."""
        now = self._terms.clock.now()
        card = self._cards.card(letter_id, now.date())
        with self._database.read() as session:
            office = session.scalars(select(Office)).one()
        return self._facts(card, drafter, now, is_demonstration=office.is_demonstration)

    def render(self, drafter: Actor, letter_id: int) -> RenderedDocument:
        """The letter as PDF, with what is missing; raises GlyphMissing for a character no face has."""
        return self._documents.letter(self.facts(drafter, letter_id))

    def write(self, drafter: Actor, letter_id: int, path: Path) -> RenderedDocument:
        """The letter as a PDF file."""
        made = self.render(drafter, letter_id)
        write_file(path, made.pdf)
        return made

    def _facts(self, card: LetterCard, drafter: Actor, now: datetime, *, is_demonstration: bool) -> LetterFacts:
        draft = card.draft
        return LetterFacts(
            office=card.office,
            addressee=draft.addressee,
            case_source=draft.case_source,
            facts=draft.facts,
            problem=draft.problem,
            proposals=tuple(line.strip() for line in draft.proposal.splitlines() if line.strip()),
            basis=draft.basis,
            objection_period=draft.objection_period,
            reply_period=self._reply_period(card),
            other=draft.other_matters,
            copies_to=tuple(part.strip() for part in re.split(r"[、，,;；\n]", draft.copies_to) if part.strip()),
            issued_on=card.issued_on,
            number=card.number,
            style=self._style(),
            drafted_by=drafter.name,
            drafted_at=now,
            is_demonstration=is_demonstration,
        )

    def _style(self) -> LetterStyle:
        return LetterStyle(self._terms.settings.get(STYLE_SETTING, LetterStyle.LEGAL.value))

    def _reply_period(self, card: LetterCard) -> str:
        """The letter's own words without a clerk's remark in brackets, else the length of the rule."""
        written = re.sub(r"[(（\[【〔].*?[)）\]】〕]", "", card.draft.reply_period).strip()
        if written:
            return written
        start = card.issued_on.first if card.issued_on else self._terms.clock.today()
        period = self._deadlines.library.reply_rule(card.draft.kind, start).rule.period
        if period.unit in {PeriodUnit.MONTH, PeriodUnit.DAY} and 0 < period.length < len(_NUMERALS):
            numeral = _NUMERALS[period.length] if period.unit is PeriodUnit.MONTH else str(period.length)
            return f"{numeral}{period.unit.label}"
        return str(period)
