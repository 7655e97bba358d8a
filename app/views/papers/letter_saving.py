"""Facts of the letter itself live in its record: which they are, and how typed ones go into it."""

from collections.abc import Mapping
from dataclasses import replace

from app.services.suggestions.rows import LetterDraft
from app.views.papers.shapes import NAMES, names_in_line

# The document's name of a fact, and the record's.
FIELDS = {
    "addressee": "addressee",
    "case_source": "case_source",
    "facts": "facts",
    "problem": "problem",
    "proposals": "proposal",
    "basis": "basis",
    "objection_period": "objection_period",
    "reply_period": "reply_period",
    "other": "other_matters",
    "copies_to": "copies_to",
}


def amended(draft: LetterDraft, values: Mapping[str, str]) -> LetterDraft:
    """The letter as typed; facts that nobody typed stay as they are."""
    texts = {
        FIELDS[name]: names_in_line(text) if name in NAMES else text for name, text in values.items() if name in FIELDS
    }
    return replace(draft, **texts)  # type: ignore[arg-type]  # every one of these fields is a text


def fact_of(field: str) -> str:
    """The document's name of a field of the record."""
    return next((fact for fact, name in FIELDS.items() if name == field), field)
