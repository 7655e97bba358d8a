"""What the command line needs of the program around it; bootstrap provides it."""

from datetime import date
from pathlib import Path
from typing import Protocol

from app.models.actor import Actor
from app.services.desk import Desk
from app.services.store.rows import Restored

OPERATOR = Actor("命令行")


class Workshop(Protocol):
    """Makes, opens and proves stores."""

    def open(self, store: Path) -> Desk:
        """Open an existing store; raises KnownError."""

    def create(self, store: Path, office: str, short: str) -> None:
        """Make an empty store; refuses to touch an existing file."""

    def demonstrate(self, store: Path, matters: int, seed: int, today: date | None) -> None:
        """Make a store with demonstration data."""

    def restore(self, backup: Path, store: Path) -> Restored:
        """Restore a backup into a new place; raises KnownError, DomainError."""

    def prove(self) -> list[str]:
        """The self-test of an installed program; gives the lines to print, raises KnownError."""

    def snapshot(self, store: Path, folder: Path) -> list[Path]:
        """Draw the window's pages and a chart off screen as PNG files."""

    def show(self, store: Path | None) -> int:
        """Open the window."""
