"""What a matter begins with: the version of the type its kind fits, and the day it entered its first stage."""

from datetime import date

from app.models.database import Unit
from app.models.dates import PartialDate
from app.models.matter import Matter
from app.services.docket.starting import Starter
from app.services.matter_types.keeping import keep


def begin(unit: Unit, starter: Starter, matter: Matter, today: date) -> None:
    """Give a new matter its type, where its kind fits one; one that fits none moves freely. Raises TypeDamaged."""
    matter.stage_since = PartialDate.of(today)
    follow_kind(unit, starter, matter)


def follow_kind(unit: Unit, starter: Starter, matter: Matter) -> None:
    """Keep the version of the type its kind is called; within its type a matter keeps the one it began with."""
    kind = starter.type_of(matter.kind, matter.accepted_on)
    if kind is None:
        matter.type_code = matter.type_digest = None
    elif kind.code != matter.type_code:
        matter.type_code, matter.type_digest = kind.code, keep(unit, kind)
