"""What the papers service gives and takes. Imports nothing heavy."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from app.models.dates import PartialDate
from app.models.terms import DocumentState, NumberState, Output, RecordType
from app.models.trust_terms import Marking
from app.services.documents.facts import Annex, DocumentFacts, DocumentStyle

LISTS = {
    "suggestions": RecordType.SUGGESTION,
    "matters": RecordType.MATTER,
    "clues": RecordType.CLUE,
    "reverse-reviews": RecordType.REVERSE_REVIEW,
}
LETTER = "suggestion-letter"
STYLE_SETTING = "letter_style"  # of the letter itself; other kinds append their code after a colon


class DocumentKind(NamedTuple):
    """A document that can be made: its slug, its Chinese name, the list its record stands in."""

    code: str
    name: str
    record: str


class RecordKey(NamedTuple):
    """The record a paper belongs to."""

    record_type: RecordType
    record_id: int


@dataclass(frozen=True)
class TypedPaper:
    """What was typed on one paper of a record: its own facts, and those that say something else than the record.

    Texts may carry the markup of ``documents.rich_text``. An absent name leaves the record's own fact standing.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    style: DocumentStyle | None = None
    title: str = ""
    annexes: tuple[Annex, ...] = ()
    copy_number: str = ""
    secrecy: str = ""
    urgency: str = ""

    def over(self, known: DocumentFacts) -> DocumentFacts:
        """What the record knows, with what was typed in its place."""
        return replace(
            known,
            values={**known.values, **self.values},
            style=self.style or known.style,
            title=self.title,
            annexes=self.annexes,
            copy_number=self.copy_number,
            secrecy=self.secrecy or known.secrecy,
            urgency=self.urgency,
        )


class Issued(NamedTuple):
    """What registering gives a paper: its number (empty where the kind has none) and its date."""

    number: str
    issued_on: PartialDate


@dataclass(frozen=True)
class FrozenPaper:
    """A registered paper; ``reason`` says why it was corrected, replaced or voided."""

    id: int
    key: RecordKey
    kind: str
    title: str
    number: str
    edition: int
    state: DocumentState
    issued_on: PartialDate
    made_at: str
    template_digest: str
    body: str
    sha256: str
    page_count: int
    faces_used: tuple[str, ...]
    check_code: str
    replaces_id: int | None
    reason: str
    is_late: bool = False  # frozen after its letter was issued by number alone

    @property
    def name(self) -> str:
        """《检察建议书》青检建〔2026〕3号 第1版."""
        return f"《{self.title}》{self.number}{' ' if self.number else ''}第{self.edition}版"

    @property
    def late_words(self) -> str:
        """That it was frozen after the issue, with both days; empty where it was frozen by the issue itself."""
        return f"制发后补登：{self.issued_on} 制发，{self.made_at[:10]} 存定" if self.is_late else ""


@dataclass(frozen=True)
class Readiness:
    """What stands between a paper and its registration, for the dialog.

    ``next_number`` is given by the program and cannot be typed where it says one; with ``can_leave_text`` the number
    alone may be registered, the text being in the national system.
    """

    title: str
    missing: tuple[str, ...]
    has_number: bool
    next_number: str
    example: str
    can_leave_text: bool
    shows_code: bool


@dataclass(frozen=True)
class LateReadiness:
    """What stands between an issued letter and freezing its text afterwards, for the dialog.

    ``doubts`` are what its number differs in from its kind's, to be confirmed.
    """

    number: str
    issued_on: PartialDate
    missing: tuple[str, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class Decision:
    """Who decided something for the whole office, when, and by which paper."""

    decided_by: str
    decided_on: str
    document: str = ""


@dataclass(frozen=True)
class Delivery:
    """How a paper left: by which act, where to, how often; ``pages`` 0 for all."""

    act: Output
    target: str
    copies: int = 1
    pages: int = 0
    reason: str = ""
    approver: str = ""  # who agreed that it leaves on a medium
    medium: str = ""  # its number in the office's register


@dataclass(frozen=True)
class LogLine:
    """One line of 打印输出登记簿."""

    id: int
    at: str
    who: str
    act: Output
    title: str
    number: str
    entry_number: str
    kind: str
    copies: int
    pages: int
    target: str
    sha256: str
    is_frozen: bool
    reason: str
    mark: str = ""
    approver: str = ""
    medium: str = ""


@dataclass(frozen=True)
class LogQuery:
    """Which lines: from and to a day inclusive, of one person, of one way out."""

    first: date | None = None
    last: date | None = None
    who: str = ""
    act: Output | None = None


@dataclass(frozen=True)
class NumberLine:
    """One number of a series and year; ``state`` None is a gap nobody has accounted for."""

    serial: int
    number: str
    state: NumberState | None
    entry_number: str
    title: str
    is_automatic: bool
    reason: str
    at: str


@dataclass(frozen=True)
class NumberSeries:
    """One series in one year; ``gaps`` counts the numbers nobody has accounted for."""

    series: str
    year: int
    last: int
    gaps: int


@dataclass(frozen=True)
class Verdict:
    """What a check of a code or a file came to; ``sentences`` say it, the first as a headline."""

    is_genuine: bool  # known here, unchanged, and neither voided nor replaced
    sentences: tuple[str, ...]
    paper: FrozenPaper | None = None
    is_same_file: bool | None = None  # None where a code was typed
    differences: tuple[str, ...] = ()

    @property
    def headline(self) -> str:
        """The outcome in one sentence."""
        return self.sentences[0]

    def as_json(self) -> dict[str, object]:
        """The form of the command line."""
        paper = self.paper
        known = paper and {
            "title": paper.title,
            "number": paper.number or None,
            "edition": paper.edition,
            "state": paper.state.label,
            "issued_on": str(paper.issued_on),
            "registered_at": paper.made_at,
            "sha256": paper.sha256,
            "check_code": paper.check_code,
        }
        return {
            "ok": self.is_genuine,
            "same_file": self.is_same_file,
            "document": known,
            "sentences": list(self.sentences),
            "differences": list(self.differences),
        }


@dataclass(frozen=True)
class PaperNamed:
    """A paper as the log names it; the last four are empty for sheets that belong to no record."""

    title: str
    kind: str
    page_count: int
    sha256: str = ""
    number: str = ""
    entry_number: str = ""
    is_frozen: bool = False
    marking: Marking | None = None
