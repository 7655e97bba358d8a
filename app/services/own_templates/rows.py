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
    closing_note: str = ""  # 附注 with its facts, without brackets


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
    damage: str = ""  # why it cannot be used any more, with what to do


@dataclass(frozen=True)
class Difference:
    """One place where two versions are set side by side; a text that one of them lacks is empty there."""

    title: str  # 标题, 正文第 3 段 …
    standard: str
    own: str
    standard_form: str = ""  # of a paragraph, empty where this version lacks it
    own_form: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether they say something else, or say it in another form."""
        return (self.standard, self.standard_form) != (self.own, self.own_form)

    @property
    def is_added(self) -> bool:
        """Whether only the office's version has it."""
        return self.is_changed and not (self.standard or self.standard_form)

    @property
    def is_left_out(self) -> bool:
        """Whether only the standard has it."""
        return self.is_changed and not (self.own or self.own_form)


@dataclass(frozen=True)
class OfferedFact:
    """A fact that a paragraph may name; labels are told apart. ``is_usual`` where the document names it already."""

    name: str
    label: str
    is_usual: bool


@dataclass(frozen=True)
class TemplateFrame:
    """What the office cannot change of a document, and what it may put in."""

    code: str
    name: str
    basis: str
    contents: tuple[str, ...]  # prescribed, each to be covered by a paragraph
    facts: tuple[OfferedFact, ...]
    is_register: bool  # a table without paragraphs
    may_be_noted: bool  # it is dated, so that a 附注 can stand below the date
    standard_from: date | None
    is_standard_in_force: bool


@dataclass(frozen=True)
class Flaw:
    """What keeps a draft from being adopted; ``place`` is the paragraph's, from 0, None where it is about several."""

    field: str  # a field of TemplateDraft
    sentence: str
    place: int | None = None
