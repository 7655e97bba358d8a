"""Paragraphs the office keeps to use again: added, changed and removed, each with its legal basis."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import or_, select

from app.models.actor import Actor
from app.models.database import Database, Unit
from app.models.suggestion_library import Favourite, Paragraph
from app.models.terms import SuggestionKind
from app.services.foundation.changes import Changes, Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import Intention, performs
from app.services.foundation.refusals import needed
from app.services.suggestion_library import intentions as wish
from app.services.suggestion_library.rows import PARTS, ParagraphDraft, ParagraphRow
from app.services.trail.since import refuse_changed

_LONGEST = {"title": ("标题", 120), "field": ("行业领域", 60)}


@dataclass(frozen=True)
class Paragraphs:
    """The paragraphs of one store."""

    database: Database
    clock: Clock
    changes: Changes

    def all(
        self, person: str, words: str = "", kind: SuggestionKind | None = None, part: str = ""
    ) -> tuple[ParagraphRow, ...]:
        """Those that hold the words and are for the kind, by part and title; ``person`` says whose favourites count."""
        wanted = select(Paragraph)
        for word in words.split():
            columns = (Paragraph.title, Paragraph.text, Paragraph.basis, Paragraph.field)
            wanted = wanted.where(or_(*(column.contains(word, autoescape=True) for column in columns)))
        if kind is not None:
            wanted = wanted.where(or_(Paragraph.kind == kind, Paragraph.kind.is_(None)))
        if part:
            wanted = wanted.where(Paragraph.part == part)
        own = select(Favourite.paragraph_id).where(Favourite.person == person)
        with self.database.read() as session:
            liked = set(session.scalars(own))
            found = session.scalars(wanted).all()
        places = list(PARTS)
        rows = [_row(each, each.id in liked) for each in found]
        return tuple(sorted(rows, key=lambda row: (places.index(row.draft.part), row.draft.title, row.id)))

    @performs(wish.ADD_PARAGRAPH)
    def add(self, actor: Actor, draft: ParagraphDraft) -> Written:
        """Keep a paragraph; raises FieldProblem."""
        _check(draft)
        with self._writing(actor, wish.ADD_PARAGRAPH) as unit:
            made = Paragraph(kept_by=actor.name)
            _fill(made, draft)
            unit.session.add(made)
            unit.session.flush()
            return Written(made.id, unit.act)

    @performs(wish.AMEND_PARAGRAPH)
    def amend(self, actor: Actor, key: int, version: int, draft: ParagraphDraft) -> Written:
        """Change a paragraph; raises FieldProblem, ChangedMeanwhile. Letters that took it over keep their words."""
        _check(draft)
        with self._writing(actor, wish.AMEND_PARAGRAPH) as unit:
            kept = _had(unit, key)
            refuse_changed(unit.session, kept, version, f"常用段落“{kept.title}”")
            _fill(kept, draft)
            return Written(key, unit.act)

    @performs(wish.REMOVE_PARAGRAPH)
    def remove(self, actor: Actor, key: int) -> Written:
        """Take a paragraph away, and the marks on it."""
        with self._writing(actor, wish.REMOVE_PARAGRAPH) as unit:
            kept = _had(unit, key)
            for mark in unit.session.scalars(select(Favourite).where(Favourite.paragraph_id == key)):
                unit.session.delete(mark)
            unit.session.delete(kept)
            return Written(key, unit.act)

    @contextmanager
    def _writing(self, actor: Actor, intention: Intention) -> Iterator[Unit]:
        with self.database.write(actor, intention, self.clock.now()) as unit:
            yield unit
        self.changes.publish(None)


def _check(draft: ParagraphDraft) -> None:
    needed("title", "标题", draft.title)
    needed("text", "段落内容", draft.text)
    if draft.part not in PARTS:
        raise FieldProblem("part", "请选择这一段用在建议书的哪个部分。")
    for name, (title, most) in _LONGEST.items():
        if len(getattr(draft, name).strip()) > most:
            raise FieldProblem(name, f"{title}最多 {most} 个字，请改短。")


def _fill(kept: Paragraph, draft: ParagraphDraft) -> None:
    kept.title, kept.part, kept.text, kept.kind = draft.title.strip(), draft.part, draft.text.strip(), draft.kind
    kept.field, kept.basis = draft.field.strip() or None, draft.basis.strip() or None


def _had(unit: Unit, key: int) -> Paragraph:
    kept = unit.session.get(Paragraph, key)
    if kept is None:
        raise DomainError("这个常用段落已经不在了，可能已被删除。请刷新后再看。")
    return kept


def _row(kept: Paragraph, is_favourite: bool) -> ParagraphRow:
    draft = ParagraphDraft(kept.title, kept.part, kept.text, kept.kind, kept.field or "", kept.basis or "")
    return ParagraphRow(kept.id, kept.version, draft, kept.kept_by, is_favourite)
