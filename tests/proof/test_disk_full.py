"""A disk that is full at any point of a write: a sentence, what was there is as it was, and later it works.

On a small disk in memory, of which a filler leaves so much free; that takes root and is skipped without.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.services.foundation.errors import DomainError, KnownError
from tests.proof import write_paths as path
from tests.proof.small_disk import Small, mounted
from tests.proof.write_paths import Act

KB = 1024
OFFSETS = 64  # of each path; of those that take longest only when asked for, and some in every run
pytestmark = [pytest.mark.heavy, pytest.mark.timeout(200)]

Write = Callable[[Small, int], Act]

# What to write, and up to how many free kilobytes the disk is left: a little more than the write needs.
QUICK: tuple[tuple[Write, int], ...] = (
    *((path.ledger, 160), (path.move, 40), (path.keep_draft, 92), (path.attach, 370)),
    *((path.take_in, 40), (path.fill, 48), (path.back_up, 4000), (path.follow, 2300)),
    *((path.bring_back, 2100), (path.replace_damaged, 2100)),
)
SLOW: tuple[tuple[Write, int], ...] = (
    *(
        (path.paste, 56),
        (path.package, 52),
        (path.issue, 240),
        (path.export, 110),
        (path.upgrade, 3200),
        (path.lock, 900),
    ),
)
SOME = {path.paste: 16, path.package: 12, path.issue: 6, path.export: 4, path.upgrade: 3}  # offsets in every run


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with mounted(tmp_path_factory.mktemp("disk")) as place:
        yield place


@pytest.fixture
def small(disk: Path, empty_store: Path, tmp_path: Path) -> Iterator[Small]:
    opened = Small(disk, empty_store, tmp_path)
    path.letter_in(opened)
    yield opened
    opened.close()


@pytest.mark.parametrize(("write", "reach"), QUICK, ids=lambda each: getattr(each, "__name__", ""))
def test_a_disk_full_at_any_offset_is_told_and_nothing_is_lost(small: Small, write: Write, reach: int) -> None:
    fill_at(small, write, reach, OFFSETS)


@pytest.mark.parametrize(("write", "reach"), SLOW[:-1], ids=lambda each: getattr(each, "__name__", ""))
def test_a_disk_full_in_what_takes_long_is_told_and_nothing_is_lost(small: Small, write: Write, reach: int) -> None:
    fill_at(small, write, reach, SOME[write])


@pytest.mark.exhaustive  # minutes: papers are drawn, indicators followed, stores upgraded each time
@pytest.mark.timeout(600)
@pytest.mark.parametrize(("write", "reach"), SLOW, ids=lambda each: getattr(each, "__name__", ""))
def test_a_disk_full_at_any_offset_of_what_takes_long_is_told_too(small: Small, write: Write, reach: int) -> None:
    fill_at(small, write, reach, OFFSETS)


def fill_at(small: Small, write: Write, reach: int, offsets: int) -> None:
    refused, act = 0, None
    for turn in range(offsets):
        act = act or write(small, turn)  # what was refused is done again as it was, with a little more room
        before = small.entries()
        small.leave(reach * KB * (turn + 1) // offsets)
        try:
            act()
            act = None
        except (DomainError, KnownError) as told:
            refused += 1
            if not str(told).endswith("。"):
                pytest.fail(f"no sentence: {told}")
            if small.entries() != before:
                pytest.fail("an act that was refused is there")
        finally:
            small.release()
        if left := small.hidden():
            pytest.fail(f"left half done: {left}")
    assert 0 < refused < offsets
    (act or write(small, offsets))()
    found = small.desk.store.check().findings
    assert [each.message for each in found if each.level == "错误"] == []
