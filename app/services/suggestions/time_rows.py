"""How long replies took, as counts. Imports nothing heavy."""

from dataclasses import dataclass

from app.models.terms import SuggestionKind

FEW = 10  # fewer letters are shown as counts only: no middle is told
SPANS: tuple[tuple[int, int | None], ...] = ((0, 15), (16, 30), (31, 45), (46, 60), (61, 90), (91, None))


@dataclass(frozen=True)
class TimedLetter:
    """A letter and the days from receipt to the first reply."""

    id: int
    kind: SuggestionKind
    days: int


@dataclass(frozen=True)
class ReplyTimes:
    """The answered letters whose days are known, and how many could not be counted."""

    timed: tuple[TimedLetter, ...]
    unanswered: int
    unknown: int
    middle: float | None  # half of the replies took no longer; None where there are too few

    @property
    def kinds(self) -> tuple[SuggestionKind, ...]:
        """The kinds there are, in the office's order."""
        found = {each.kind for each in self.timed}
        return tuple(kind for kind in SuggestionKind if kind in found)

    def within(self, span: int, kind: SuggestionKind | None = None) -> tuple[TimedLetter, ...]:
        """The letters of one span, of one kind or of all."""
        first, last = SPANS[span]
        return tuple(
            each
            for each in self.timed
            if each.days >= first and (last is None or each.days <= last) and (kind is None or each.kind is kind)
        )

    @property
    def words(self) -> str:
        """The numbers under the chart."""
        said = (
            f"可计算 {len(self.timed)} 份；未回复 {self.unanswered} 份，收到日或回复日不明 {self.unknown} 份，不计入。"
        )
        if self.middle is None:
            return f"{said}不足 {FEW} 份，只看份数，不作比较。" if self.timed else said
        return f"{said}半数在 {self.middle:g} 天以内回复。"


def span_label(span: int) -> str:
    """16–30天, 91天以上."""
    first, last = SPANS[span]
    return f"{first}天以上" if last is None else f"{first}–{last}天"
