"""Letters and matters laid straight into the store, for tests of what stands beside the features."""

from datetime import datetime

from sqlalchemy import select

from app.models.actor import Actor
from app.models.database import Database, Unit
from app.models.letter_terms import CheckMoment
from app.models.matter import Matter
from app.models.office import Organisation
from app.models.suggestion import Suggestion
from app.models.suggestion_review import PreIssueCheck
from app.models.terms import (
    Adoption,
    Receipt,
    Rectification,
    ServiceMethod,
    Stage,
    SuggestionKind,
    SuggestionStep,
)
from app.services.foundation.intentions import Intention
from app.services.office.offices import initials_of
from app.services.pre_issue.digest import digest_of
from tests.conftest import CHINA

ENTER = Intention("test.enter", "登记", "test:enter")
AT = datetime(2026, 11, 20, 9, 0, tzinfo=CHINA)


def lay_letter(database: Database, serial: int = 1, addressee: str = "青山县财政局", **fields: object) -> int:
    """A draft letter JY2026-0000n in an act of its own; returns its id."""
    with database.write(Actor("张某"), ENTER, AT) as unit:
        return letter_in(unit, serial, addressee, **fields)


def letter_in(unit: Unit, serial: int, addressee: str = "青山县财政局", **fields: object) -> int:
    """The same inside an open unit."""
    required: dict[str, object] = {
        "kind": SuggestionKind.SOCIAL_GOVERNANCE,
        "office_name": "青山县人民检察院",
        "identity": f"letter {serial}",
        "step": SuggestionStep.DRAFT,
        "receipt": Receipt.AWAITED,
        "service_method": ServiceMethod.UNSPECIFIED,
        "adoption": Adoption.UNRECORDED,
        "rectification": Rectification.UNRECORDED,
    }
    letter = Suggestion(
        entry_number=f"JY2026-{serial:05d}",
        addressee=addressee,
        organisation_id=_organisation(unit, addressee),
        **(required | fields),
    )
    unit.session.add(letter)
    unit.session.flush()
    return letter.id


def lay_matter(database: Database, serial: int = 1, unit_name: str = "青山县公安局", **fields: object) -> int:
    """A matter SX2026-0000n in an act of its own; returns its id."""
    with database.write(Actor("张某"), ENTER, AT) as unit:
        return matter_in(unit, serial, unit_name, **fields)


def matter_in(unit: Unit, serial: int, unit_name: str = "青山县公安局", **fields: object) -> int:
    """The same inside an open unit."""
    matter = Matter(
        entry_number=f"SX2026-{serial:05d}",
        kind="立案监督",
        unit=unit_name,
        organisation_id=_organisation(unit, unit_name),
        identity=f"matter {serial}",
        **({"stage": Stage.INTAKE} | fields),
    )
    unit.session.add(matter)
    unit.session.flush()
    return matter.id


def _organisation(unit: Unit, name: str) -> int:
    known = unit.session.scalars(select(Organisation.id).where(Organisation.name == name)).one_or_none()
    if known is not None:
        return known
    made = Organisation(name=name, initials=initials_of(name))
    unit.session.add(made)
    unit.session.flush()
    return made.id


def let_check_pass(database: Database, letter: int) -> None:
    """Both checks as passed with the words the letter has now, for tests of what comes after them."""
    with database.write(Actor("张某"), ENTER, AT) as unit:
        digest = digest_of(unit.session, unit.session.get_one(Suggestion, letter))
        unit.session.add_all(
            PreIssueCheck(
                suggestion_id=letter,
                moment=moment,
                checked_at=AT.isoformat(),
                checked_by="张某",
                digest=digest,
                findings="[]",
            )
            for moment in CheckMoment
        )
