"""Who writes; stands alone so that windows can name the actor without loading the database."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """A person of the office's register, or the command line."""

    name: str
