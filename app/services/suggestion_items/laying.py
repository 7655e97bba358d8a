"""Lays the items of a letter anew inside somebody's transaction; what is known of an item is never dropped unsaid."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.suggestion import Suggestion as Letter
from app.models.suggestion_item import RectificationItem, ReplyItem, SuggestionItem
from app.models.terms import Adoption, Rectification
from app.services.foundation.errors import FieldProblem
from app.services.suggestion_items.deriving import lines_of
from app.services.suggestion_items.reading import follow_items, kept_items
from app.services.suggestion_items.rows import ItemDraft

_LIKE = 0.3  # a line that shares less with an item's words is another suggestion
_TEXTS = ("measure", "fact", "basis", "responsible_unit")
_WHOLLY = (Adoption.ADOPTED, Adoption.NOT_ADOPTED)


@dataclass(frozen=True)
class Known:
    """What is known about what became of an item or of the whole letter."""

    adoption: Adoption
    adopted_on: Any
    rectification: Rectification
    rectified_on: Any


def follow_words(session: Session, letter: Letter, field: str = "proposal") -> None:
    """After the proposal was reworded: each kept item takes its line, new lines become items.

    Raises FieldProblem about ``field`` where a line is gone whose item has replies or rectification of its own.
    """
    kept = kept_items(session, letter.id)
    lines = lines_of(letter.proposal or "")
    if kept and [each.measure for each in kept] != list(lines):
        lay(session, letter, list(paired(kept, lines)), field)


def paired(kept: Sequence[SuggestionItem], lines: Sequence[str]) -> Iterator[ItemDraft]:
    """Each line with the item it goes on: the same words first, then the likest, then what is left in order."""
    free, found = list(kept), dict[int, SuggestionItem]()

    def take(place: int, item: SuggestionItem) -> None:
        found[place] = item
        free.remove(item)

    for place, line in enumerate(lines):
        same = next((each for each in free if each.measure == line), None)
        if same is not None:
            take(place, same)
    likest = sorted(
        ((_alike(each.measure, line), -place, each.place) for place, line in enumerate(lines) for each in free),
        reverse=True,
    )
    for like, place, at in likest:
        item = next((each for each in free if each.place == at), None)
        if like >= _LIKE and item is not None and -place not in found:
            take(-place, item)
    rest = [place for place in range(len(lines)) if place not in found]
    if len(rest) == len(free):
        found |= dict(zip(rest, list(free), strict=True))
    for place, line in enumerate(lines):
        on = found.get(place)
        yield ItemDraft(line) if on is None else replace(_draft(on), measure=line)


def lay(session: Session, letter: Letter, drafts: Sequence[ItemDraft], field: str = "items") -> bool:
    """Keep exactly these items in this order; returns whether anything changed. Raises FieldProblem."""
    kept = kept_items(session, letter.id)
    by_id = {each.id: each for each in kept}
    wanted = {draft.id for draft in drafts if draft.id is not None}
    _refuse_losing(session, letter, kept, wanted, field)
    shared = shared_by_all(session, letter, kept)
    before = [_image(each) for each in kept]
    for item in kept:
        if item.id not in wanted:
            session.delete(item)
    laid = []
    for place, draft in enumerate(drafts, start=1):
        item = by_id[draft.id] if draft.id is not None else _new(session, letter, shared)
        item.place = place
        for name in _TEXTS:
            setattr(item, name, getattr(draft, name).strip() or None)
        laid.append(item)
    session.flush()
    if laid:
        follow_items(session, letter)
    return before != [_image(each) for each in laid]


def shared_by_all(session: Session, letter: Letter, kept: Sequence[SuggestionItem]) -> Known:
    """What a new item is known to be: what was said of the whole letter, as long as nothing was said item by item.

    Of a letter that was partly adopted nobody knows which items were.
    """
    if not kept:
        is_whole = letter.adoption in _WHOLLY
        adoption, adopted_on = (letter.adoption, letter.replied_on) if is_whole else (Adoption.UNRECORDED, None)
        return Known(adoption, adopted_on, letter.rectification, letter.rectified_on)
    first = _known(kept[0])
    if any(_known(each) != first for each in kept) or any(children_of(session, each) for each in kept):
        return Known(Adoption.UNRECORDED, None, Rectification.UNRECORDED, None)
    return first


def children_of(session: Session, item: SuggestionItem) -> int:
    """How many replies and looks speak of this item."""
    counted = (
        session.scalar(select(func.count()).select_from(table).where(table.item_id == item.id)) or 0
        for table in (ReplyItem, RectificationItem)
    )
    return sum(counted)


def _refuse_losing(
    session: Session, letter: Letter, kept: Sequence[SuggestionItem], wanted: set[int], field: str
) -> None:
    """An item may go where what is known of it stands on an item that stays, or was said of the letter only."""
    staying = {_known(each) for each in kept if each.id in wanted}
    if len({_known(each) for each in kept}) == 1:
        staying = {_known(kept[0])}  # new items are known to be the same, and so is the letter without any
    for item in kept:
        is_told = item.adoption is not Adoption.UNRECORDED or item.rectification is not Rectification.UNRECORDED
        has_own = bool(item.adoption_reason or item.evidence) or children_of(session, item) > 0
        if item.id in wanted or not (has_own or (is_told and _known(item) not in staying)):
            continue
        raise FieldProblem(
            field,
            f"第 {item.place} 项“{_short(item.measure)}”已登记采纳或整改情况，不能去掉。"
            "请保留这一项，或者先在“全部经过”里撤销那次登记。",
        )


def _new(session: Session, letter: Letter, known: Known) -> SuggestionItem:
    made = SuggestionItem(suggestion_id=letter.id, **vars(known))
    session.add(made)
    return made


def _known(item: SuggestionItem) -> Known:
    return Known(item.adoption, item.adopted_on, item.rectification, item.rectified_on)


def _draft(item: SuggestionItem) -> ItemDraft:
    return ItemDraft(item.measure, item.fact or "", item.basis or "", item.responsible_unit or "", item.id)


def _image(item: SuggestionItem) -> tuple[object, ...]:
    return (item.id, item.place, *(getattr(item, name) for name in _TEXTS))


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _short(text: str) -> str:
    return text if len(text) <= 16 else f"{text[:16]}…"
