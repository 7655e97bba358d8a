"""Drafts as windows see them. Imports nothing heavy."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DraftPlace:
    """Which form, about which record; an empty record for one not made yet."""

    form: str
    record: str


@dataclass(frozen=True)
class DraftNote:
    """What a list says of a draft: the form's title, whose record, the page it is reached on, and its version."""

    title: str
    subject: str
    page: str
    based_on: str | None = None


@dataclass(frozen=True)
class KeptDraft:
    """A draft as it was kept last. ``fields`` are the values by the names of the form; ``saved_at`` is ISO."""

    id: int
    place: DraftPlace
    note: DraftNote
    fields: dict[str, str]
    saved_at: str

    @property
    def at(self) -> str:
        """The moment to the minute."""
        return self.saved_at[:16].replace("T", " ")


@dataclass(frozen=True)
class Claimed:
    """Where one open form keeps its draft, what was left there, and how many more were left of the same form."""

    place: DraftPlace
    left: KeptDraft | None
    further: int
