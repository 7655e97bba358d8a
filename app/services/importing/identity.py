"""By what a letter or a matter of a ledger is recognised as one that is already there."""

import hashlib
from functools import lru_cache
from unicodedata import normalize

from app.models.dates import PartialDate
from app.models.terms import SuggestionKind


def letter_identity(  # noqa: PLR0913, PLR0917 - these are the facts a letter is recognised by, no more and no fewer
    office: str,
    number: str | None,
    addressee: str,
    issued_on: PartialDate | None,
    kind: SuggestionKind,
    kind_as_written: str | None,
    problem: str | None,
) -> str:
    """Fingerprint (64 hex digits) by office and 文号, or without by office, addressee, issue date, kind and problem.

    Spaces, punctuation, width and case are set aside. A ledger's own running number is never part of it; the kind as
    written counts only where the product does not know the kind.
    """
    if number and _name(number):
        return _fingerprint("letter-by-number", _name(office), _name(number))
    shown = str(kind.value)
    if kind is SuggestionKind.UNCLASSIFIED:
        shown += _name(kind_as_written or "")
    day = str(issued_on or "")
    return _fingerprint("letter", _name(office), _name(addressee), day, shown, _folded(problem or ""))


def matter_identity(kind: str, unit: str, accepted_on: PartialDate | None) -> str:
    """Fingerprint (64 hex digits) by kind, supervised unit and acceptance date."""
    return _fingerprint("matter", _name(kind), _name(unit), str(accepted_on or ""))


def clue_identity(
    source: str,
    unit: str | None,
    subject: str | None,
    found: str | None,
    parties: str | None = None,
    further: str | None = None,
) -> str:
    """Fingerprint (64 hex digits) by source, unit, name, finding, parties, and the other columns of a result table.

    Rows of one model often say the same of the same unit, and differ in a name or a number only.
    """
    texts = (_folded(text or "") for text in (subject, found, parties, further))
    return _fingerprint("clue", _name(source), _name(unit or ""), *texts)


def case_identity(
    number: str | None,
    kind: str,
    name: str,
    unit: str | None,
    cause: str | None,
    closed_on: PartialDate | None,
) -> str:
    """Fingerprint (64 hex digits) by 统一受案号, or without by kind, name, unit, 案由 and the day it was closed."""
    if number and _folded(number):
        return _fingerprint("case-by-number", _folded(number))
    return _fingerprint("case", _name(kind), _folded(name), _name(unit or ""), _name(cause or ""), str(closed_on or ""))


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, normalize("NFKC", text))).casefold()


# Names of offices and units come again in every row; texts do not.
_name = lru_cache(maxsize=4096)(_folded)


def _fingerprint(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
