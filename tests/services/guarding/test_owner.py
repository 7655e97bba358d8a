"""One program's window on a store at a time, and who has it."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.foundation.clock import FixedClock
from app.services.guarding.drives import NeedsLocalCopy
from app.services.guarding.owner import Owner, StoreInUse, hold, is_held_elsewhere, lock_of
from tests.services.holding import held_by_another_program


@pytest.fixture
def other(store_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program that has the store open."""
    with held_by_another_program(store_path) as program:
        yield program


def test_a_store_open_in_another_program_is_refused_naming_who_has_it(
    other: subprocess.Popen[str], store_path: Path, clock: FixedClock
) -> None:
    with pytest.raises(StoreInUse, match=r"李明，电脑 .+，2026-11-22 08:30 起") as refused:
        hold(store_path, Owner.here("王芳", clock.now()))
    assert refused.value.owner is not None
    assert refused.value.owner.process == other.pid


def test_a_lock_left_by_a_killed_program_is_taken_over_at_once(
    other: subprocess.Popen[str], store_path: Path, clock: FixedClock
) -> None:
    other.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
    other.wait()
    assert lock_of(store_path).exists()  # nobody removed it
    with hold(store_path, Owner.here("王芳", clock.now())):
        assert "王芳" in lock_of(store_path).read_text(encoding="utf-8")


def test_whether_another_program_holds_a_store_is_seen_without_taking_it(
    other: subprocess.Popen[str], store_path: Path, clock: FixedClock
) -> None:
    assert is_held_elsewhere(store_path)
    other.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
    other.wait()
    assert not is_held_elsewhere(store_path)
    with hold(store_path, Owner.here("王芳", clock.now())):
        assert not is_held_elsewhere(store_path)  # held here
    assert not is_held_elsewhere(store_path)


def test_a_store_that_was_let_go_leaves_no_lock_and_is_free(store_path: Path, clock: FixedClock) -> None:
    first = hold(store_path, Owner.here("王芳", clock.now()))
    first.release()
    first.release()
    assert not lock_of(store_path).exists()
    hold(store_path, Owner.here("李明", clock.now())).release()


def test_a_lock_that_says_nothing_readable_still_holds(store_path: Path, clock: FixedClock) -> None:
    with hold(store_path, Owner.here("王芳", clock.now())):
        lock_of(store_path).write_bytes(b"\xff\x00")
        with pytest.raises(StoreInUse, match="已在另一个检督台程序里打开，"):
            hold(store_path, Owner.here("李明", clock.now()))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_takes_no_file_asks_for_a_local_copy(store_path: Path, clock: FixedClock) -> None:
    store_path.parent.chmod(0o500)
    try:
        with pytest.raises(NeedsLocalCopy, match="只读"):
            hold(store_path, Owner.here("王芳", clock.now()))
    finally:
        store_path.parent.chmod(0o700)
