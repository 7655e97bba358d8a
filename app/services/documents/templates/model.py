"""What a template says: its kind, where it belongs, which facts it needs, and its blocks. Imports nothing heavy."""

from dataclasses import dataclass
from datetime import date

from app.models.terms import Term
from app.services.documents.facts import Align, DocumentStyle


class Numbering(Term):
    """Who gives the document its number (检察建议工作规定 2019 art. 7: official ones come from the national system)."""

    SYSTEM = ("system", "全国检察业务应用系统给号")
    INTERNAL = ("internal", "本院自行编号")
    NONE = ("none", "不编号")


class Grounding(Term):
    """How far a template follows a published text."""

    PUBLISHED = ("published", "依公布的规定")
    PARTLY = ("partly", "内容依公布的规定，措辞自拟")
    INTERNAL = ("internal", "内部样式")


class Signing(Term):
    """What stands at the end of the text."""

    SEAL = ("seal", "院名、日期、院印")
    PERSON = ("person", "承办人、日期")
    NONE = ("none", "无署名")


LONGEST_NOTE = 100  # characters of a 附注; a longer one would fill the page below the date


@dataclass(frozen=True)
class FactSpec:
    """One fact: the label shown where it is missing, whether it may be rich text, an example for samples."""

    name: str
    label: str
    example: str = ""
    is_rich: bool = False
    hint: str = ""


@dataclass(frozen=True)
class CellSpec:
    """A cell of a form: a label, or text with facts.

    A label may go ``down`` over several rows. With ``choices`` the text names those that are ticked.
    """

    text: str
    span: int = 1
    height: float = 0.0
    is_label: bool = False
    signing: str = ""
    align: Align = Align.LEFT
    down: int = 1
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class BlockSpec:
    """One block. ``item`` says which prescribed content it covers; it is left out where the fact ``needs`` is absent.

    ``form``: text, flush, centre, right, heading, numbered, table, form, space. ``lines``: empty lines of a space,
    ruled ones where the text stays empty, rows a table has at least.
    """

    form: str
    text: str = ""
    item: str = ""
    needs: str = ""
    titles: tuple[str, ...] = ()
    shares: tuple[float, ...] = ()
    aligns: tuple[Align, ...] = ()  # of a table's columns
    rows: tuple[tuple[CellSpec, ...], ...] = ()
    lines: int = 0


@dataclass(frozen=True)
class RegisterSpec:
    """The table of a register: ``keys`` name the cells of each row; without rows it has ``blank`` ones to write in."""

    titles: tuple[str, ...]
    keys: tuple[str, ...]
    shares: tuple[float, ...]
    aligns: tuple[Align, ...]
    is_landscape: bool
    foot_lines: tuple[str, ...]
    notes: tuple[str, ...]
    sample_rows: tuple[tuple[str, ...], ...]
    blank: int = 0


@dataclass(frozen=True)
class Template:
    """One version of one kind of document, in force between two days."""

    code: str
    name: str
    title: str  # text with facts
    group: str
    record: str  # the list its record stands in: suggestions, matters, clues, reverse-reviews, office
    also: tuple[str, ...]  # other lists whose records get it too
    kinds: tuple[str, ...]  # labels of the record's kind it is for; empty for all
    variant_of: str  # the code by which it is asked for, where each kind of record has its own wording
    style: DocumentStyle
    styles: tuple[DocumentStyle, ...]  # what the office may choose
    numbering: Numbering
    number_form: str  # {short}建〔{year}〕{n}号; the office's short name ends with 检
    signing: Signing
    basis: str
    grounding: Grounding
    note: str
    valid_from: date | None
    valid_to: date | None
    copies_for: tuple[str, ...]  # 份数: 送达, 附卷, 备案 …
    approvals: tuple[str, ...]  # who signs before it leaves
    size: int
    page_foot: str
    addressee: str  # text with facts, empty where it addresses nobody
    has_office_line: bool
    closing_note: str  # 附注, text with facts, empty where it has none
    notes_every_style: bool  # the template names its 附注 itself; else only the 公文式 prints one
    contents: tuple[str, ...]  # prescribed contents, each covered by a block's ``item``
    facts: tuple[FactSpec, ...]  # every fact the blocks name, in their order
    blocks: tuple[BlockSpec, ...]
    register: RegisterSpec | None
    source: str  # 标准, or 本院 with its version
    text: str  # the TOML it was read from, for comparing and as the version's content
    damage: str = ""  # why nothing may be made from it: the office's version that should stand here cannot be read

    @property
    def asked_as(self) -> str:
        """The code it goes by from outside."""
        return self.variant_of or self.code

    @property
    def records(self) -> tuple[str, ...]:
        """The lists whose records get it, its own first."""
        return (self.record, *self.also)

    def is_for(self, kind: str) -> bool:
        """Whether a record of this kind gets it."""
        return not self.kinds or kind in self.kinds

    @property
    def is_internal(self) -> bool:
        """It stays in the office or is numbered by it: a check code may stand on it without further decision."""
        return self.numbering is not Numbering.SYSTEM

    def is_in_force(self, on: date) -> bool:
        """Whether this version is to be used on a day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)

    def has_closing_note(self, style: DocumentStyle | None) -> bool:
        """Whether it may have a 附注 below its date in this style, None for its usual one."""
        is_official = (style if style in self.styles else self.style) is DocumentStyle.OFFICIAL
        return bool(self.closing_note) and (is_official or self.notes_every_style)

    def fact(self, name: str) -> FactSpec:
        """One of its facts; raises KeyError."""
        return next(spec for spec in self.facts if spec.name == name)


@dataclass(frozen=True)
class Commons:
    """Wording that all documents share."""

    number_pending: str
    draft_mark: str
    demonstration_mark: str
    copies: str
    printed: str
    imprint_on_even_page: bool
    keep_together: tuple[str, ...]
    groups: tuple[str, ...]  # in the order in which they are offered
    facts: dict[str, FactSpec]  # the catalogue
