"""A process that writes letters without end and says after each commit which one is in; it is killed by its test."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from app.models.actor import Actor
from app.models.database import Database
from app.services.foundation.intentions import Intention
from tests.services.records import letter_in

WRITE = Intention("test.write", "登记", "test:write")


def main(path: Path, first: int) -> None:
    """Two letters in each transaction, acknowledged on standard output once they are committed."""
    database = Database(path)
    number = first
    while True:
        with database.write(Actor("张某"), WRITE, datetime(2026, 11, 22, tzinfo=UTC)) as unit:
            letter_in(unit, number)
            letter_in(unit, number + 1)
        sys.stdout.write(f"{number + 1}\n")
        sys.stdout.flush()
        number += 2
