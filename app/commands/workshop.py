"""What the command line needs of the program around it; bootstrap provides it."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.models.actor import Actor
from app.services.desk import Desk

if TYPE_CHECKING:
    from app.services.keys.locks import Opener
    from app.services.keys.rows import Encrypted, SealedExport
    from app.services.store.rows import Restored

OPERATOR = Actor("命令行")


def operator(desk: Desk) -> Actor:
    """Who writes on the command line: whoever has signed in, where accounts are on."""
    return desk.access.actor(OPERATOR.name)


class Workshop(Protocol):
    """Makes, opens and proves stores."""

    def open(self, store: Path, given: "Opener | None" = None) -> Desk:
        """Open an existing store, an encrypted one by what was ``given``; raises KnownError, DomainError."""

    def create(self, store: Path, office: str, short: str, password: str | None = None) -> str:
        """Make an empty store; refuses to touch an existing file. With a password the recovery key is returned."""

    def encrypt(self, store: Path, password: str) -> "tuple[Encrypted, str]":
        """Encrypt a plain store; what stands where now, and the recovery key. Raises DomainError, KnownError."""

    def demonstrate(self, store: Path, matters: int, seed: int, today: date | None) -> None:
        """Make a store with demonstration data."""

    def seal(self, folder: Path, target: Path, password: str) -> "SealedExport":
        """A folder in one sealed file; raises DomainError, KnownError."""

    def restore(self, backup: Path, store: Path, given: "Opener | None" = None) -> "Restored":
        """Restore a backup into a new place; raises KnownError, DomainError."""

    def prove(self) -> list[str]:
        """The self-test of an installed program; gives the lines to print, raises KnownError."""

    def snapshot(self, store: Path, folder: Path, given: "Opener | None" = None) -> list[Path]:
        """Draw the window's pages and a chart off screen as PNG files."""

    def show(self, store: Path | None) -> int:
        """Open the window."""
