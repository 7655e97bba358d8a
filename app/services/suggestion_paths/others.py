"""One matter, several addressees: the same letter begun anew for each, with its own numbers and deadlines."""

from collections.abc import Sequence
from dataclasses import replace

from app.models.case_terms import LinkKind
from app.models.letter_terms import AddresseeRelation
from app.models.suggestion import Suggestion as Letter
from app.models.suggestion_item import SuggestionItem
from app.models.terms import Adoption, RecordType, Rectification, SuggestionKind
from app.services.clues.links import Links
from app.services.clues.rows import NewLink
from app.services.foundation.errors import FieldProblem
from app.services.foundation.pen import Opened
from app.services.suggestion_items.reading import kept_items
from app.services.suggestion_paths.rows import OtherAddressee
from app.services.suggestions.cards import draft_of
from app.services.suggestions.service import Suggestions

REASON = "同一事项另发给其他单位"
# One inquiry serves all; who is decided about, and when, is each letter's own.
_SHARED = ("opened_on", "investigation_on", "investigated_on")
# 公益诉讼: cases are opened for each agency by itself (公益诉讼办案规则 2021 art. 69).
_SHARED_OF_PUBLIC_INTEREST = ("opened_on",)


def send_to_others(
    opened: Opened[Letter], others: Sequence[OtherAddressee], suggestions: Suggestions, links: Links
) -> tuple[Letter, ...]:
    """Begin them inside the open act; raises FieldProblem."""
    letter = opened.record
    names = [each.addressee.strip() for each in others if each.addressee.strip()]
    if not names:
        raise FieldProblem("addressees", "请填写另发给哪些单位，每行一个全称。")
    twice = next((name for name in names if names.count(name) > 1 or name == letter.addressee), None)
    if twice is not None:
        raise FieldProblem("addressees", f"“{twice}”重复了：同一单位只发一份。请删去重复的单位。")
    return tuple(_begin(opened, each, suggestions, links) for each in others if each.addressee.strip())


def _begin(opened: Opened[Letter], other: OtherAddressee, suggestions: Suggestions, links: Links) -> Letter:
    unit, letter = opened.unit, opened.record
    draft = replace(
        draft_of(letter),
        addressee=other.addressee,
        addressee_level=other.level,
        addressee_relation=other.relation or AddresseeRelation.LOCAL,
        is_government=other.addressee.strip().endswith("人民政府"),
    )
    made = suggestions.begin(unit, draft).record
    is_public_interest = letter.kind is SuggestionKind.PUBLIC_INTEREST
    for name in _SHARED_OF_PUBLIC_INTEREST if is_public_interest else _SHARED:
        setattr(made, name, getattr(letter, name))
    for item in kept_items(unit.session, letter.id):
        unit.session.add(_copy(item, made))
    key = RecordType.SUGGESTION, letter.id
    links.add(unit, key, NewLink((RecordType.SUGGESTION, made.id), LinkKind.SIBLING, REASON))
    return made


def _copy(item: SuggestionItem, letter: Letter) -> SuggestionItem:
    said = {name: getattr(item, name) for name in ("place", "measure", "fact", "basis", "responsible_unit")}
    unknown = {"adoption": Adoption.UNRECORDED, "rectification": Rectification.UNRECORDED}
    return SuggestionItem(suggestion_id=letter.id, **unknown, **said)
