"""Looks letters over against their items: adoption, rectification and its day follow from them; places run 1…n."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.suggestion import Suggestion
from app.models.suggestion_item import SuggestionItem
from app.services.suggestion_items.deriving import adoption_of, rectification_of, rectified_on


def letters_astray(session: Session) -> Iterator[str]:
    """A sentence for everything a letter says otherwise than its items."""
    wanted = (
        select(Suggestion, SuggestionItem)
        .join(SuggestionItem, SuggestionItem.suggestion_id == Suggestion.id)
        .order_by(Suggestion.id, SuggestionItem.place)
    )
    for letter, rows in groupby(session.execute(wanted), key=lambda row: row[0]):
        yield from _of(letter, [item for _letter, item in rows])


def _of(letter: Suggestion, items: Sequence[SuggestionItem]) -> Iterator[str]:
    pairs = (
        ("采纳情况", letter.adoption.label, adoption_of([each.adoption for each in items]).label),
        ("整改情况", letter.rectification.label, rectification_of([each.rectification for each in items]).label),
        ("整改日期", str(letter.rectified_on or ""), str(rectified_on([each.rectified_on for each in items]) or "")),
    )
    for title, on_card, in_items in pairs:
        if on_card != in_items:
            yield (
                f"{letter.entry_number} 的{title}与各项建议对不上（案卡 {on_card or '空'}，"
                f"各项合起来是 {in_items or '空'}）。请打开该件的“事项”核对。"
            )
    if [each.place for each in items] != list(range(1, len(items) + 1)):
        yield f"{letter.entry_number} 的建议事项序号不连续或有重复。请打开该件的“事项”重新保存。"
