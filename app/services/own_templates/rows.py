"""What the office's templates are handed over as. Imports nothing heavy."""

from dataclasses import dataclass
from datetime import date

# The forms of a block whose text the office may change; forms and tables keep their grid.
WORDED = ("text", "flush", "centre", "right", "heading", "numbered")


@dataclass(frozen=True)
class BlockDraft:
    """One paragraph of a template as it is edited; ``origin`` is its place in the version it came from, or None."""

    form: str
    text: str
    item: str = ""
    needs: str = ""
    origin: int | None = None

    @property
    def is_worded(self) -> bool:
        """Whether its text can be changed here."""
        return self.form in WORDED


@dataclass(frozen=True)
class TemplateDraft:
    """A version of the office before it is adopted."""

    code: str
    title: str
    number_form: str
    valid_from: date | None
    copies_for: tuple[str, ...]
    approvals: tuple[str, ...]
    blocks: tuple[BlockDraft, ...]


@dataclass(frozen=True)
class OwnTemplateRow:
    """A version the office adopted."""

    id: int
    code: str
    name: str
    valid_from: date
    reason: str
    is_withdrawn: bool
    is_in_force: bool  # today


@dataclass(frozen=True)
class Difference:
    """One place where two versions are set side by side; a text that one of them lacks is empty there."""

    title: str  # 标题, 正文第 3 段 …
    standard: str
    own: str

    @property
    def is_changed(self) -> bool:
        """Whether they say something else."""
        return self.standard != self.own
