"""A store with a letter, a reply and its scan, and the keeper of that store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.suggestion import Reply, Suggestion
from app.models.terms import Adoption, RecordType
from app.models.trust_terms import PlaceKind
from app.services.foundation.changes import Changes
from app.services.foundation.clock import FixedClock
from app.services.foundation.resources import Resources
from app.services.office.attachment_kinds import RefusedKinds
from app.services.office.attachments import Attachments
from app.services.search.service import Search
from app.services.store.automatic import Backups, Parts
from app.services.store.care_rows import PlaceDraft
from app.services.store.media import Medium
from app.services.store.second_places import SecondPlaces
from app.services.store.service import Store
from tests.services.records import AT, ENTER, lay_letter

REASON = "本院备份规定第三条"


@pytest.fixture
def attachments(database: Database, clock: FixedClock, resources: Resources) -> Attachments:
    return Attachments(database, clock, Changes(), RefusedKinds(resources.attachments))


@pytest.fixture
def store(database: Database, clock: FixedClock) -> Iterator[Store]:
    search = Search(database)
    yield Store(database, clock, search)
    search.close()


@pytest.fixture
def backups(database: Database, clock: FixedClock, resources: Resources) -> Backups:
    return backups_at(clock, database, resources)


def backups_at(clock: FixedClock, database: Database, resources: Resources) -> Backups:
    """The automatic backups on another day."""
    return Backups(Parts(database, clock, resources.backups))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Where a medium is mounted."""
    (tmp_path / "media").mkdir()
    return tmp_path / "media"


@pytest.fixture
def plugged(stick: Path) -> list[Medium]:
    """Media that are there; a test may pull one out."""
    return [Medium(stick, "USB-0042")]


@pytest.fixture
def places(database: Database, clock: FixedClock, resources: Resources, plugged: list[Medium]) -> SecondPlaces:
    return SecondPlaces(database, clock, resources.backups, lambda: plugged)


@pytest.fixture
def folder(tmp_path: Path, places: SecondPlaces, actor: Actor) -> Path:
    """A folder that was named."""
    named = tmp_path / "第二处"
    places.name(actor, PlaceDraft(PlaceKind.FOLDER, str(named), REASON))
    return named


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "回复函.pdf"
    path.write_bytes(b"%PDF-1.7 scanned")
    return path


@pytest.fixture
def answered(database: Database, attachments: Attachments, actor: Actor, scan: Path) -> int:
    """A letter answered on 2026-11-19 with its scan; returns its id."""
    key = lay_letter(database, 1, problem="漏管")
    day = PartialDate("2026-11-19")
    with attachments.incoming(scan) as staged, database.write(actor, ENTER, AT) as unit:
        held = attachments.attach(unit, (RecordType.SUGGESTION, key), "回复函", staged)
        unit.session.add(Reply(suggestion_id=key, registered_on=day, adoption=Adoption.ADOPTED, attachment_id=held))
        letter = unit.session.get_one(Suggestion, key)
        letter.replied_on, letter.adoption = day, Adoption.ADOPTED
    return key
