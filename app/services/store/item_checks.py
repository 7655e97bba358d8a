"""Looks letters over against their items: rectification and its day follow from them; places run 1…n."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.suggestion import Suggestion
from app.models.suggestion_item import SuggestionItem
from app.services.suggestion_items.deriving import rectification_of, rectified_on

_OF_LETTER = (Suggestion.entry_number, Suggestion.rectification, Suggestion.rectified_on)
_OF_ITEM = (SuggestionItem.place, SuggestionItem.rectification, SuggestionItem.rectified_on)


def letters_astray(session: Session) -> Iterator[str]:
    """A sentence for everything a letter says otherwise than its items."""
    wanted = (
        select(*_OF_LETTER, *_OF_ITEM)
        .join(SuggestionItem, SuggestionItem.suggestion_id == Suggestion.id)
        .order_by(Suggestion.id, SuggestionItem.place)
    )
    for letter, rows in groupby(session.execute(wanted), key=itemgetter(slice(len(_OF_LETTER)))):
        yield from _of(letter, [row[len(_OF_LETTER) :] for row in rows])


def _of(letter: Sequence[Any], items: Sequence[Sequence[Any]]) -> Iterator[str]:
    number, rectification, day = letter
    places, rectifications, days = zip(*items, strict=True)
    pairs = (
        ("整改情况", rectification.label, rectification_of(rectifications).label),
        ("整改日期", str(day or ""), str(rectified_on(days) or "")),
    )
    for title, on_card, in_items in pairs:
        if on_card != in_items:
            yield (
                f"{number} 的{title}与各项建议对不上（案卡 {on_card or '空'}，"
                f"各项合起来是 {in_items or '空'}）。请打开该件的“事项”核对。"
            )
    if list(places) != list(range(1, len(items) + 1)):
        yield f"{number} 的建议事项序号不连续或有重复。请打开该件的“事项”重新保存。"
