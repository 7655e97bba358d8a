"""What each person marked for himself: letters and paragraphs; nobody else sees them in the library."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.models.actor import Actor
from app.models.database import Database, Unit
from app.models.suggestion import Suggestion as Letter
from app.models.suggestion_library import Favourite, Paragraph
from app.services.foundation.changes import Changes, Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError
from app.services.foundation.intentions import performs
from app.services.suggestion_library import intentions as wish
from app.services.suggestion_library.rows import FavouriteRow

_SHOWN = 60  # characters of what it is about


@dataclass(frozen=True)
class Favourites:
    """The marks of one store."""

    database: Database
    clock: Clock
    changes: Changes

    def of(self, person: str) -> tuple[FavouriteRow, ...]:
        """What somebody marked, the newest first."""
        wanted = (
            select(Favourite, Letter, Paragraph)
            .outerjoin(Letter, Favourite.suggestion_id == Letter.id)
            .outerjoin(Paragraph, Favourite.paragraph_id == Paragraph.id)
            .where(Favourite.person == person)
            .order_by(Favourite.id.desc())
        )
        with self.database.read() as session:
            return tuple(_row(mark, letter, kept) for mark, letter, kept in session.execute(wanted))

    @performs(wish.MARK)
    def mark(self, actor: Actor, *, letter: int | None = None, paragraph: int | None = None, note: str = "") -> Written:
        """Mark one letter or one paragraph; raises DomainError where it is marked already, gone, or nobody works."""
        _refuse_nobody(actor)
        if (letter is None) == (paragraph is None):
            raise DomainError("请选择一份建议书或一个段落再收藏。")
        with self.database.write(actor, wish.MARK, self.clock.now()) as unit:
            _refuse_gone(unit, letter, paragraph)
            if _found(unit, actor.name, letter, paragraph) is not None:
                raise DomainError("已经收藏过了，在“我的收藏”里。")
            mark = Favourite(person=actor.name, suggestion_id=letter, paragraph_id=paragraph, note=note.strip() or None)
            unit.session.add(mark)
            unit.session.flush()
            written = Written(mark.id, unit.act)
        self.changes.publish(None)
        return written

    @performs(wish.UNMARK)
    def unmark(self, actor: Actor, *, letter: int | None = None, paragraph: int | None = None) -> Written:
        """Take one's own mark away; raises DomainError where there is none."""
        with self.database.write(actor, wish.UNMARK, self.clock.now()) as unit:
            mark = _found(unit, actor.name, letter, paragraph)
            if mark is None:
                raise DomainError("这一条没有收藏，或已取消收藏。请刷新后再看。")
            key = mark.id
            unit.session.delete(mark)
            written = Written(key, unit.act)
        self.changes.publish(None)
        return written


def _found(unit: Unit, person: str, letter: int | None, paragraph: int | None) -> Favourite | None:
    wanted: Any = select(Favourite).where(Favourite.person == person)
    wanted = wanted.where(
        Favourite.suggestion_id == letter if letter is not None else Favourite.paragraph_id == paragraph
    )
    found: Favourite | None = unit.session.scalars(wanted).first()
    return found


def _refuse_nobody(actor: Actor) -> None:
    if not actor.name:
        raise DomainError("请先在窗口右上角选择经办人，收藏是各人自己的。")


def _refuse_gone(unit: Unit, letter: int | None, paragraph: int | None) -> None:
    table, key = (Letter, letter) if letter is not None else (Paragraph, paragraph)
    if unit.session.get(table, key) is None:
        raise DomainError("要收藏的内容已经不在了，可能已被撤销或删除。请刷新后再看。")


def _row(mark: Favourite, letter: Letter | None, kept: Paragraph | None) -> FavouriteRow:
    name = about = ""
    if letter is not None:
        name = f"{letter.number or letter.entry_number} {letter.addressee}"
        about = (letter.problem or letter.case_name or "")[:_SHOWN]
    elif kept is not None:
        name, about = kept.title, kept.text[:_SHOWN]
    return FavouriteRow(mark.id, mark.suggestion_id, mark.paragraph_id, name, about, mark.note or "")
