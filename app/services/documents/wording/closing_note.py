"""附注 below the date: what is to be known of the paper's use, in round brackets (GB/T 9704-2012, 7.3.6)."""

from app.services.documents.rich_text import plain
from app.services.documents.templates.model import LONGEST_NOTE, Template
from app.services.documents.templates.reading import names_in
from app.services.documents.wording.filling import Filling
from app.services.foundation.errors import DomainError

_OPENING, _CLOSING = "（(", "）)"


def closing_note(template: Template, source: Filling) -> str:
    """The note with its brackets; empty where none of the facts it names says anything. Raises DomainError."""
    names = names_in(template.closing_note)
    if names and not any(source.has(name) for name in names):
        return ""
    said = _unbracketed(plain(source.filled(template.closing_note).replace("\n", "；")).strip()).rstrip("。")
    if len(said) > LONGEST_NOTE:
        raise DomainError(f"附注有 {len(said)} 字，成文日期下面最多写 {LONGEST_NOTE} 字。请缩短，其余写进正文。")
    return f"（{said}）" if said else ""


def _unbracketed(text: str) -> str:
    """Without the brackets around the whole, which clerks type along; those of a part stay."""
    while text[:1] and text[0] in _OPENING and _end_of_bracket(text) == len(text) - 1:
        text = text[1:-1].strip()
    return text


def _end_of_bracket(text: str) -> int:
    """Where the bracket that a text begins with is closed, -1 where it is not."""
    depth = 0
    for place, char in enumerate(text):
        depth += (char in _OPENING) - (char in _CLOSING)
        if depth == 0:
            return place
    return -1
