"""The kinds of results a review can have, read from ``resources/reverse_reviews/results.toml``."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from app.models.terms import Certainty, Term
from app.services.foundation.errors import FieldProblem
from app.services.foundation.toml_table import TomlTable
from app.services.matter_types.reading import term

RESULTS_FILE = "results.toml"
SUGGESTION, CLUE, REFERRAL = "suggestion", "clue", "referral"  # what a kind opens elsewhere
_OPENS = ("", SUGGESTION, CLUE, REFERRAL)
_KEYS = (
    *("code", "name", "paper", "reach", "verb", "act", "decides"),
    *("feedback", "rule", "opens", "source", "certainty", "note"),
)


class Reach(Term):
    """Whom a kind goes to."""

    INSIDE = ("inside", "内部")
    OUTSIDE = ("outside", "外部")
    EITHER = ("either", "内外均可")


class Feedback(Term):
    """Whether a kind asks for feedback."""

    NEEDED = ("needed", "应当反馈")
    POSSIBLE = ("possible", "可以要求反馈")
    NONE = ("none", "不要求反馈")


@dataclass(frozen=True)
class ResultKind:
    """One kind; ``decides`` is the post that decides about what goes outside, ``act`` the approval behind it."""

    code: str
    name: str
    paper: str  # code of its document, empty where it has none
    reach: Reach
    verb: str
    act: str
    decides: str
    feedback: Feedback
    rule: str  # code of the rule that proposes the day
    opens: str
    source: str
    certainty: Certainty
    note: str

    def is_outside(self, chosen: bool) -> bool:
        """Whether a result of this kind goes outside, as far as that can be chosen."""
        return chosen if self.reach is Reach.EITHER else self.reach is Reach.OUTSIDE


class ResultKinds:
    """All kinds, in the order in which they are offered; the file is read when first needed."""

    def __init__(self, folder: Path) -> None:
        """``folder`` holds the file."""
        self._folder = folder

    @cached_property
    def all(self) -> tuple[ResultKind, ...]:
        """Every kind; raises DomainError naming file, line and key."""
        found: dict[str, ResultKind] = {}
        for each in self._table.tables("result", "结果"):
            kind = _kind(each)
            if kind.code in found:
                raise each.refuse("code", f"（{kind.code}）重复")
            found[kind.code] = kind
        return tuple(found.values())

    def find(self, code: str) -> ResultKind:
        """One kind; raises FieldProblem."""
        kind = self.known(code)
        if kind is None:
            raise FieldProblem("kind", f"请选择结果种类：{'、'.join(each.name for each in self.all)}。")
        return kind

    def known(self, code: str) -> ResultKind | None:
        """The same; None for a kind the file has no more."""
        return next((each for each in self.all if each.code == code), None)

    def opening(self, what: str) -> ResultKind:
        """The kind that opens a suggestion, a clue or a referral; raises DomainError where the file has none."""
        kind = next((each for each in self.all if each.opens == what), None)
        if kind is None:
            raise self._table.refuse("opens", f"没有一种结果写着 {what}")
        return kind

    def looks_outside(self, addressee: str) -> str:
        """The word by which an addressee is an outside body; empty where none is."""
        return next((word for word in self._table.texts("outside") if word in addressee), "")

    @cached_property
    def _table(self) -> TomlTable:
        table = TomlTable.read(self._folder / RESULTS_FILE)
        table.only(("outside", "result"))
        return table


def _kind(table: TomlTable) -> ResultKind:
    table.only(_KEYS)
    kind = ResultKind(
        code=table.text("code"),
        name=table.text("name"),
        paper=table.text("paper", ""),
        reach=term(table, "reach", Reach),
        verb=table.text("verb"),
        act=table.text("act", ""),
        decides=table.text("decides", ""),
        feedback=term(table, "feedback", Feedback),
        rule=table.text("rule", ""),
        opens=table.text("opens", ""),
        source=table.text("source"),
        certainty=term(table, "certainty", Certainty),
        note=table.text("note", ""),
    )
    if kind.opens not in _OPENS:
        raise table.refuse("opens", f"（{kind.opens}）应当是 {'、'.join(filter(None, _OPENS))} 之一")
    if kind.reach is not Reach.INSIDE and kind.opens != SUGGESTION and not (kind.act and kind.decides):
        raise table.refuse("decides", "没有填写：发到外单位的，要写明依据哪种审批（act）、由谁决定（decides）")
    return kind
