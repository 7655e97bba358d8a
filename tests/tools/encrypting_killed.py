"""``python -m tests.tools.encrypting_killed 台账.jdt``: encrypts a store and is killed when nearly done."""

import os
import signal
import sys
from pathlib import Path

from app.models.actor import Actor
from app.services.foundation.clock import SystemClock
from app.services.foundation.progress import Unwatched
from app.services.keys.encrypting import encrypt_store
from app.services.keys.keyring import Keyring
from app.services.keys.rules import Hardness
from app.services.office.vault import SEALED
from app.services.store.places import attachments_of, keys_of

PASSWORD = "Qingshan-2026-检"  # noqa: S105 - of a test


class Killed(Keyring):
    """Its keys are saved last, just before the copy takes the store's place."""

    def save(self) -> None:
        store = self.path.with_suffix(".jdt")
        (attachments_of(store) / "ab" / f"abcd{SEALED}").write_bytes(b"sealed")
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    path = Path(sys.argv[1])
    made, _paper = Keyring.make(keys_of(path), PASSWORD, "2026-11-22", Hardness(1, 8, 1))
    encrypt_store(path, Killed(made.path, made.file, made.key), Actor("张某"), SystemClock(), Unwatched())
