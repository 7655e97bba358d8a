"""The only composition root: which store, which services, window or command."""

import os
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.open_desk import OpenDesk
from app.services.foundation.clock import Clock, SystemClock
from app.services.foundation.resources import Resources

if TYPE_CHECKING:
    from app.services.foundation.progress import Progress
    from app.services.guarding.owner import Held
    from app.services.keys.locks import Opener
    from app.services.keys.making import KeyMaker, NewKeys
    from app.services.keys.rows import Encrypted, SealedExport
    from app.services.store.centre import RestoreCentre
    from app.services.store.rows import Restored

PROGRAM = "jiandutai"
STORE_NAME = "jiandutai.jdt"
LOG_NAME = "jiandutai.log"
SETTINGS_NAME = "window.ini"
DEMONSTRATED = 200  # matters in the store the window offers to show


def run(arguments: Sequence[str]) -> int:
    """Start the program; gives the exit status."""
    shop = Shop(SystemClock(), Resources.shipped())
    try:
        if not arguments:  # the commands need not be read for the bare window
            return shop.show(None)
        from app.commands.line import run as run_line

        return run_line(arguments, shop, default_store())
    except BrokenPipeError:
        sys.stdout = None  # whoever read our output has gone; nothing more can be said there
        return 1
    except Exception:  # noqa: BLE001 - the outermost boundary: what gets here is a bug, and is kept for support
        sys.stderr.write(f"程序出错，没有完成。详情已记入 {keep_traceback()}，请交给技术支持。\n")
        return 1


def window_settings() -> Path:
    """Where window geometry and the last choices of this user are kept."""
    home = os.environ.get("JIANDUTAI_HOME")
    if home:
        return Path(home) / SETTINGS_NAME
    from platformdirs import user_config_path

    return user_config_path(PROGRAM, appauthor=False) / SETTINGS_NAME


def keep_traceback() -> Path:
    """Append the exception being handled to the log file and say where that is."""
    import traceback

    log = default_store().with_name(LOG_NAME)
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as file:
        file.write(f"{SystemClock().now():%Y-%m-%d %H:%M:%S}\n{traceback.format_exc()}\n")
    return log


def default_store() -> Path:
    """``JIANDUTAI_HOME`` if set, else the platform's data folder."""
    home = os.environ.get("JIANDUTAI_HOME")
    if home:
        return Path(home) / STORE_NAME
    from platformdirs import user_data_path

    return user_data_path(PROGRAM, appauthor=False) / STORE_NAME


class Shop:
    """Makes, opens and proves stores, for the command line and the window's first page."""

    def __init__(self, clock: Clock, resources: Resources) -> None:
        """``clock`` and ``resources`` go to every service."""
        self._clock = clock
        self._resources = resources

    def open(self, store: Path, given: "Opener | None" = None) -> OpenDesk:
        """Open an existing store, an encrypted one by what was ``given``; raises KnownError, DomainError."""
        from app.services.store.opening import open_store
        from app.services.store.recovering import mark_open

        database = open_store(store, self._clock, given)
        database.keep_locks()
        mark_open(store)
        return OpenDesk(database, self._clock, self._resources)

    def create(self, store: Path, office: str, short: str, password: str | None = None) -> str:
        """Make an empty store; refuses to touch an existing file. With a password the recovery key is returned."""
        keys = self._key_maker.keys_for(store, password, password) if password is not None else None
        self.create_locked(store, office, short, keys)
        return keys.recovery if keys else ""

    def create_locked(self, store: Path, office: str, short: str, keys: "NewKeys | None") -> None:
        """Make an empty store, locked by keys that were made before."""
        from app.commands.workshop import OPERATOR
        from app.services.store.opening import NewStore, create_store

        if store == default_store():
            store.parent.mkdir(parents=True, exist_ok=True)
        create_store(store, NewStore(office, short), OPERATOR, self._clock, keys.ring if keys else None).close()

    def encrypt(self, store: Path, password: str) -> "tuple[Encrypted, str]":
        """Encrypt a plain store; what stands where now, and the recovery key. Raises DomainError, KnownError."""
        from app.commands.workshop import OPERATOR
        from app.services.foundation.progress import Unwatched

        keys = self._key_maker.keys_for(store, password, password)
        with self.hold(store, OPERATOR.name) or nullcontext():  # a window that opens would clear what grows
            return self._key_maker.encrypt(store, OPERATOR, keys, Unwatched()), keys.recovery

    def seal(self, folder: Path, target: Path, password: str) -> "SealedExport":
        """A folder in one sealed file; raises DomainError, KnownError."""
        from app.services.foundation.progress import Unwatched

        return self._key_maker.seal(folder, target, password, Unwatched())

    @property
    def _key_maker(self) -> "KeyMaker":
        from app.services.keys.making import KeyMaker

        return KeyMaker(self._resources, self._clock)

    def demonstrate(self, store: Path, matters: int, seed: int, today: date | None) -> None:
        """Make a store with demonstration data."""
        from app.services.demonstration.service import Demonstration

        if store == default_store():
            store.parent.mkdir(parents=True, exist_ok=True)
        Demonstration(self._resources, self._clock).make(store, matters=matters, seed=seed, today=today)

    def restore(self, backup: Path, store: Path, given: "Opener | None" = None) -> "Restored":
        """Restore a backup into a new place, a sealed one by what was ``given``; raises KnownError, DomainError."""
        from app.services.store.backup_keys import key_of
        from app.services.store.restoring import restore

        return restore(backup, store, key=key_of(backup, given))

    def hold(self, store: Path, person: str) -> "Held | None":
        """Take a store for this program's windows; None where there is none, which opening says in its own words."""
        if not store.is_file():
            return None
        from app.services.guarding.drives import refuse_network
        from app.services.guarding.owner import Owner, hold
        from app.services.store.litter import clear_litter

        refuse_network(store)
        held = hold(store, Owner.here(person, self._clock.now()))
        clear_litter(store, self._clock.now())
        return held

    def copy_here(self, store: Path, progress: "Progress") -> Path:
        """Bring a store into the data folder of this machine; raises KnownError, Cancelled."""
        from app.services.guarding.local_copy import copy_here
        from app.services.guarding.room import Room

        return copy_here(store, default_store().parent, Room(self._resources.guarding), progress)

    def centre(self, store: Path) -> "RestoreCentre":
        """What can be restored of a store that need not open."""
        from app.services.store.centre import RestoreCentre

        return RestoreCentre(store, self._clock)

    def prove(self) -> list[str]:
        """The self-test of an installed program."""
        from app.views.self_test import prove

        return prove(self)

    def snapshot(self, store: Path, folder: Path, given: "Opener | None" = None) -> list[Path]:
        """Draw the window's pages and a chart off screen as PNG files."""
        from app.views.snapshot import snapshot

        return snapshot(lambda path: self.open(path, given), store, folder)

    def show(self, store: Path | None) -> int:
        """Open the window on a store, or on the welcome page where there is none."""
        from app.views.shared.sources_unread import leave_sources_unread

        leave_sources_unread()
        from app.views.opening import Doors
        from app.views.start import run as run_window

        demonstrate = partial(self.demonstrate, matters=DEMONSTRATED, seed=1, today=None)
        doors = Doors(
            self.open,
            self.create,
            demonstrate,
            self.hold,
            self.copy_here,
            centre=self.centre,
            keys=lambda: self._key_maker,  # what it needs is read when it is asked
            create_locked=self.create_locked,
        )
        return run_window(doors, self._resources, window_settings(), default_store(), store)
