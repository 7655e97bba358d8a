"""Cuts a letter into its suggestions 1…n, each with fact, basis, measure and responsible unit."""

import re
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.suggestion import Suggestion as Letter
from app.models.suggestion_item import SuggestionItem
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import performs
from app.services.foundation.pen import Pen
from app.services.suggestion_items.deriving import lines_of
from app.services.suggestion_items.intentions import SPLIT
from app.services.suggestion_items.laying import children_of, lay, paired
from app.services.suggestion_items.reading import items_of, kept_items
from app.services.suggestion_items.rows import ItemDraft, ItemRow, ItemSheet
from app.services.suggestions.refusals import LetterNotFound, must_run, name_of
from app.services.suggestions.rewording import is_open
from app.services.trail.since import refuse_changed

_LONGEST_UNIT = 120
_ITEMS = "items"
# Numbers where a suggestion begins, also within one line; 2.5 is no such number.
_NUMBERS = re.compile(
    r"(?:^|(?<=[\s，,；;。：:]))(?:[（(]?(?:[一二三四五六七八九十]+|\d+)(?:[）)、．]|\.(?!\d))|第[一二三四五六七八九十]+[，、])"
)


class SuggestionItems:
    """The items of letters."""

    def __init__(self, pen: Pen[Letter]) -> None:
        """``pen`` writes letters."""
        self._pen = pen

    def of(self, letter_id: int) -> tuple[ItemRow, ...]:
        """The items of a letter; the lines of its proposal, without ids, where it was never split."""
        return self.sheet(letter_id).items

    def sheet(self, letter_id: int) -> ItemSheet:
        """The items with what may be done to them; raises LetterNotFound."""
        with self._pen.database.read() as session:
            letter = session.get(Letter, letter_id)
            if letter is None:
                raise LetterNotFound(letter_id)
            items = items_of(session, letter)
            return ItemSheet(
                letter_id=letter.id,
                version=letter.version,
                name=name_of(letter),
                items=items,
                is_kept=any(each.id is not None for each in items),
                is_open=is_open(session, letter),
                locked=_locked(letter),
            )

    def by_line(self, letter_id: int) -> tuple[ItemRow, ...]:
        """按行拆分: the lines of the proposal, each with what is known of the kept item whose words it has."""
        with self._pen.database.read() as session:
            letter = session.get(Letter, letter_id)
            if letter is None:
                raise LetterNotFound(letter_id)
            known = {each.id: each for each in items_of(session, letter)}
            drafts = paired(kept_items(session, letter_id), lines_of(letter.proposal or ""))
            return tuple(
                replace(known[draft.id], place=place, measure=draft.measure)
                if draft.id is not None
                else ItemRow(None, place, draft.measure)
                for place, draft in enumerate(drafts, start=1)
            )

    @performs(SPLIT)
    def split(self, actor: Actor, letter_id: int, version: int, items: Sequence[ItemDraft]) -> Written:
        """Set the items 1…n in this order; none takes the splitting back and leaves the words.

        While the letter's words are open its proposal follows the measures, one a line; once they are frozen the
        measures must be its words, however cut. Raises FieldProblem, ChangedMeanwhile, DomainError.
        """
        drafts = tuple(_tidied(items))
        with self._pen.on(actor, SPLIT, letter_id) as opened:
            session, letter = opened.unit.session, opened.record
            refuse_changed(session, letter, version, name_of(letter))
            must_run(letter, "分列事项")
            kept = {each.id: each for each in kept_items(session, letter.id)}
            _refuse_strangers(drafts, kept)
            is_worded = is_open(session, letter)
            if drafts and not is_worded:
                _refuse_other_words(letter, drafts)
                _refuse_recutting(session, drafts, kept)
            if lay(session, letter, drafts):
                letter.version += 1  # also where only items changed: its version stands for them; counted once
            if drafts and is_worded:
                letter.proposal = "\n".join(draft.measure for draft in drafts)
            return opened.written


def said(text: str) -> str:
    """The words of a proposal without numbers, blanks and line ends, so that cuts can be compared."""
    return "".join(_NUMBERS.sub("", text).split())


def _tidied(items: Sequence[ItemDraft]) -> list[ItemDraft]:
    drafts = []
    for place, item in enumerate(items, start=1):
        draft = ItemDraft(
            measure="".join(lines_of(item.measure)),
            fact=item.fact.strip(),
            basis=item.basis.strip(),
            responsible_unit=" ".join(item.responsible_unit.split()),
            id=item.id,
        )
        if not draft.measure and (draft.fact or draft.basis or draft.responsible_unit or draft.id is not None):
            raise FieldProblem(_ITEMS, f"第 {place} 项没有写建议内容。请补上，或者删去这一项。")
        if len(draft.responsible_unit) > _LONGEST_UNIT:
            raise FieldProblem(_ITEMS, f"第 {place} 项的责任单位超过 {_LONGEST_UNIT} 个字。请写单位全称。")
        if draft.measure:
            drafts.append(draft)
    return drafts


def _refuse_strangers(drafts: Sequence[ItemDraft], kept: dict[int, SuggestionItem]) -> None:
    ids = [draft.id for draft in drafts if draft.id is not None]
    if set(ids) - set(kept) or len(ids) != len(set(ids)):
        raise DomainError("这些事项已不是现在登记的事项，没有保存。请刷新后再改。")


def _refuse_other_words(letter: Letter, drafts: Sequence[ItemDraft]) -> None:
    ours, typed = said(letter.proposal or ""), "".join(said(draft.measure) for draft in drafts)
    if ours != typed:
        raise FieldProblem(
            _ITEMS,
            f"{name_of(letter)} 的正文已存定，各项合起来要与建议书的建议内容逐字相同，只能改变怎样分项；"
            "事实、依据和责任单位可以补填。",
        )


def _refuse_recutting(session: Session, drafts: Sequence[ItemDraft], kept: dict[int, SuggestionItem]) -> None:
    for draft in drafts:
        item = kept.get(draft.id) if draft.id is not None else None
        if item is not None and said(item.measure) != said(draft.measure) and children_of(session, item):
            raise FieldProblem(
                _ITEMS, f"第 {item.place} 项已逐项登记回复或整改，不能重新划分。请先在“全部经过”里撤销那次登记。"
            )


def _locked(letter: Letter) -> str:
    try:
        must_run(letter, "分列事项")
    except DomainError as refused:
        return str(refused)
    return ""
