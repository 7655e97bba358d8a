"""How the window gets at stores; bootstrap hands this in."""

from datetime import date
from pathlib import Path
from typing import Protocol

from app.services.desk import Desk


class Shop(Protocol):
    """Opens and makes stores."""

    def open(self, store: Path) -> Desk:
        """Open an existing store; raises KnownError."""

    def create(self, store: Path, office: str, short: str) -> None:
        """Make an empty store; refuses to touch an existing file."""

    def demonstrate(self, store: Path, matters: int, seed: int, today: date | None) -> None:
        """Make a store with demonstration data."""
