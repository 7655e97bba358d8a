"""The letter's own words live in its record: which facts they are, and how typed ones go into it."""

import re
from collections.abc import Mapping
from dataclasses import replace

from app.services.papers.rows import TypedPaper
from app.services.suggestions.rows import LetterDraft

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
NAMES = ("copies_to",)  # facts that are several names
_SEPARATORS = re.compile(r"[、，,;；\n]")


def amended(draft: LetterDraft, values: Mapping[str, str]) -> LetterDraft:
    """The letter as typed; facts that nobody typed stay as they are."""
    texts = {
        FIELDS[name]: names_in_line(text) if name in NAMES else text for name, text in values.items() if name in FIELDS
    }
    return replace(draft, **texts)  # type: ignore[arg-type]  # every one of these fields is a text


def fact_of(field: str) -> str:
    """The document's name of a field of the record."""
    return next((fact for fact, name in FIELDS.items() if name == field), field)


def beside_the_record(typed: TypedPaper) -> TypedPaper:
    """What was typed without the letter's own words: until they are saved the record's are the letter's."""
    return replace(typed, values={name: text for name, text in typed.values.items() if name not in FIELDS})


def names_in_line(text: str) -> str:
    """Several names as they stand in one line."""
    return "、".join(_names(text))


def names_by_line(text: str) -> str:
    """Several names as the paper takes them, one a line."""
    return "\n".join(_names(text))


def _names(text: str) -> list[str]:
    return [part.strip() for part in _SEPARATORS.split(text) if part.strip()]
