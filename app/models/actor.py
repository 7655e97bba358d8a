"""Who writes; stands alone so that windows can name the actor without loading the database."""

from dataclasses import dataclass, field
from typing import Protocol


class Entitled(Protocol):
    """Somebody who has signed in, as far as writing is concerned."""

    def may(self, permission: str) -> bool:
        """Whether a permission, ``object:action``, is held."""


@dataclass(frozen=True)
class Actor:
    """A person of the office's register, or the command line.

    ``session`` is who has signed in, where accounts are on; a store without accounts knows none.
    """

    name: str
    session: Entitled | None = field(default=None, compare=False, repr=False)
