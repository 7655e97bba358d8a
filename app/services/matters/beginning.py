"""What a matter begins with: the version of the type its kind fits, and the day it entered its first stage."""

from datetime import date

from app.models.database import Unit
from app.models.dates import PartialDate
from app.models.matter import Matter
from app.services.matter_types.keeping import keep
from app.services.matter_types.library import TypeLibrary


def begin(unit: Unit, types: TypeLibrary, matter: Matter, today: date) -> None:
    """Give a new matter its type, where its kind fits one; one that fits none moves freely."""
    matter.stage_since = PartialDate.of(today)
    accepted = matter.accepted_on.first if matter.accepted_on else today
    kind = types.called(matter.kind, accepted)
    if kind is not None:
        matter.type_code, matter.type_digest = kind.code, keep(unit, kind)
