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
