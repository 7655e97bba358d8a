"""Ten thousand spoilt files: each is read or refused with a sentence, none ends the program, none writes anything."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.services.drafts.rows import DraftNote, DraftPlace
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.resources import Resources
from app.services.importing.reading import read_sheets
from app.services.keys.keyring import Keyring
from app.services.keys.rules import Hardness
from app.services.keys.slots import KeyFile
from app.services.own_forms.guarding import check_form
from app.services.own_forms.package import Package
from app.services.own_forms.reading import read_book
from app.services.secrecy.file_texts import texts_of
from app.services.store.backups import prove
from app.services.store.opening import NewStore, create_store
from app.services.store.places import BACKUP_SUFFIX, keys_of
from tests.conftest import CHINA
from tests.proof.hostile import Spoiler
from tests.services.own_forms.forms import quarterly_form

CLERK = Actor("张某")
MOMENT = datetime(2026, 11, 22, 9, tzinfo=CHINA)
TURNS = 1430  # of seven kinds of file
pytestmark = [pytest.mark.heavy, pytest.mark.timeout(200)]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    path, clock = tmp_path_factory.mktemp("store") / "台账.jdt", FixedClock(MOMENT)
    opened = OpenDesk(
        create_store(path, NewStore("青山县人民检察院", "青检"), CLERK, clock), clock, Resources.shipped()
    )
    yield opened
    opened.close()


@pytest.fixture
def unwritten(desk: OpenDesk) -> Iterator[None]:
    """Nothing of the store changes."""
    before, stamp = digest(desk.store.path), desk.store.verify_audit()
    yield
    assert (digest(desk.store.path), desk.store.verify_audit()) == (before, stamp)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def is_taken_or_refused(read: Callable[[], object]) -> bool:
    """Whether it was read; what is raised is a sentence, anything else goes up and fails the test."""
    try:
        read()
    except (DomainError, KnownError) as told:
        if not str(told).endswith("。"):
            pytest.fail(f"no sentence: {told}")
        return False
    return True


@pytest.mark.parametrize("ending", [".xlsx", ".xls", ".csv"])
def test_spoilt_ledgers_are_read_or_refused(
    desk: OpenDesk, unwritten: None, resources: Resources, tmp_path: Path, ending: str
) -> None:
    spoiler, path = Spoiler(f"ledger {ending}"), tmp_path / f"台账{ending}"
    good = [each.read_bytes() for each in sorted(resources.samples.iterdir()) if each.suffix == ending]
    taken = 0
    for turn in range(TURNS):
        spoil = spoiler.package if ending == ".xlsx" else spoiler.bytes_of
        path.write_bytes(spoil(spoiler.chance.choice(good)))
        taken += is_taken_or_refused(lambda: read_sheets(path))
        list(texts_of(path))
        if turn % 25 == 0:
            is_taken_or_refused(lambda: desk.importing.plan("suggestions", path))
    assert 0 < taken < TURNS


def test_spoilt_forms_are_read_or_refused(tmp_path: Path) -> None:
    spoiler, good = Spoiler("form"), quarterly_form(tmp_path / "表.xlsx").read_bytes()

    def read(content: bytes) -> None:
        check_form(content, "表.xlsx")
        read_book(Package(content, "表.xlsx"))

    taken = sum(is_taken_or_refused(lambda: read(spoiler.package(good))) for _turn in range(TURNS))
    assert 0 < taken < TURNS


def test_spoilt_templates_are_read_or_refused(desk: OpenDesk, resources: Resources) -> None:
    spoiler = Spoiler("template")
    library = desk.documents.library
    good = [each.text for each in library.standard][:12]
    taken = sum(
        is_taken_or_refused(lambda: library.parse(spoiler.text(spoiler.chance.choice(good)), "试"))
        for _turn in range(TURNS)
    )
    assert 0 < taken < TURNS


def test_spoilt_backups_are_refused_before_anything_is_laid_down(
    desk: OpenDesk, unwritten: None, tmp_path: Path
) -> None:
    spoiler = Spoiler("backup")
    good = desk.store.backup(tmp_path / "备份").path.read_bytes()
    spoilt = tmp_path / f"坏{BACKUP_SUFFIX}"
    head, tail = good[:400], good[-4000:]
    taken = 0
    for _turn in range(TURNS):
        content = spoiler.bytes_of(head) + good[400:-4000] + tail
        if spoiler.chance.random() < 0.6:
            content = good[:-4000] + spoiler.bytes_of(tail)
        spoilt.write_bytes(content)
        taken += is_taken_or_refused(lambda: prove(spoilt))
    assert taken < TURNS // 2
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["备份", spoilt.name])


def test_spoilt_key_files_are_called_damaged(tmp_path: Path) -> None:
    spoiler = Spoiler("keys")
    ring, _paper = Keyring.make(keys_of(tmp_path / "台账.jdt"), "检察Tz-2026-09", MOMENT.isoformat(), Hardness(1, 8, 1))
    good = ring.file.text().encode()
    for _turn in range(TURNS):
        spoilt = spoiler.bytes_of(good)
        taken = is_taken_or_refused(partial(KeyFile.parse, spoilt, "台账.keys"))
        assert not taken or KeyFile.parse(spoilt, "台账.keys") == ring.file


def test_drafts_come_back_as_they_were_typed_whatever_they_hold(desk: OpenDesk) -> None:
    spoiler = Spoiler("draft")
    place, note = DraftPlace("suggestion", ""), DraftNote("新增检察建议", "", "suggestions")
    for _turn in range(60):
        fields = {spoiler.text("problem"): spoiler.text("漏管\u202e失控；=HYPERLINK(1)\r\n\t第二行"), "空": ""}
        desk.drafts.keep(CLERK, place, note, fields)
        kept = desk.drafts.find(CLERK.name, place)
        assert kept is not None
        assert kept.fields == fields
    desk.drafts.drop(CLERK, place)


@pytest.mark.parametrize(
    "name", ["甲\u202egpj.exe", "甲\x07\x1b[31m乙", "..\\..\\甲", "甲\u2066\u200f\u0000乙", "=甲|'/c'!A1"]
)
def test_names_with_control_and_bidi_signs_are_searched_for_and_refused_in_words(desk: OpenDesk, name: str) -> None:
    for read in (
        lambda: desk.importing.plan("suggestions", Path(f"/{name}.xlsx")),
        lambda: desk.search.find(name),
        lambda: desk.own_forms.named(name),
    ):
        with suppress(DomainError, KnownError):
            read()
