"""Progress and cancel of long work, without knowing who watches."""

from typing import Protocol


class Cancelled(Exception):
    """The user stopped the work; the open transaction rolls back by itself."""


class Progress(Protocol):
    """Whoever watches a long job."""

    def report(self, done: int, total: int) -> None:
        """Say how far the work is, in its own units; raises Cancelled when the user has stopped it."""


class Unwatched:
    """Progress nobody looks at, for commands and tests."""

    def report(self, done: int, total: int) -> None:
        """Take the figures and go on."""
