"""What the items of a letter are, as windows and other services see them. Imports nothing heavy."""

from dataclasses import dataclass

from app.models.dates import PartialDate
from app.models.terms import Adoption, Rectification


@dataclass(frozen=True)
class ItemRow:
    """One of the suggestions 1…n of a letter; ``id`` is None where the letter's text was only cut into lines."""

    id: int | None
    place: int
    measure: str
    fact: str = ""
    basis: str = ""
    responsible_unit: str = ""
    adoption: Adoption = Adoption.UNRECORDED
    adoption_reason: str = ""
    adopted_on: PartialDate | None = None
    rectification: Rectification = Rectification.UNRECORDED
    rectified_on: PartialDate | None = None
    evidence: str = ""


@dataclass(frozen=True)
class ItemDraft:
    """One suggestion as it is typed; ``id`` is that of the kept item it goes on, None for a new one."""

    measure: str
    fact: str = ""
    basis: str = ""
    responsible_unit: str = ""
    id: int | None = None


@dataclass(frozen=True)
class ItemSheet:
    """The items of a letter as a window shows them.

    ``is_kept`` is False where the letter was never split and the items are the lines of its proposal. With
    ``is_open`` the measures may be worded; otherwise only be cut differently. ``locked`` says why nothing may change.
    """

    letter_id: int
    version: int
    name: str
    items: tuple[ItemRow, ...]
    is_kept: bool
    is_open: bool
    locked: str = ""
