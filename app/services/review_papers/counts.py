"""Tables of the reports about reviews: common problems, dimensions by stages, causes, results, figures with n/d."""

from collections.abc import Iterable, Sequence
from datetime import date

from app.models.review_terms import FindingVerdict
from app.services.review_analysis.report_figures import ReportFigure
from app.services.review_papers.rows import FindingPart, ResultPart, ReviewOrder, ReviewPart
from app.services.review_papers.words import NOTHING, row_of, share

_FEWEST_CASES = 2  # in which a problem must occur to be a common one
_BAR, _LONGEST = "■", 10  # of the cause found most often
_NOT_FILLED = "（未填）"
_TOTAL = "合计"


def common_words(review: ReviewPart) -> str:
    """How many of the cases looked at have a problem; empty where nobody looked yet."""
    if not review.is_judged:
        return ""
    found, looked_at = review.problems, len(review.looked_at)
    told = f"已审视案件{looked_at}件，"
    if not found:
        return f"{told}没有发现问题。"
    own = sum(each.is_own for each in found)
    told += f"存在问题的{share(len(cases_in(found)), looked_at)}。" if looked_at > 1 else ""
    told += f"发现问题{len(found)}个，其中本院{own}个、其他机关{len(found) - own}个。"
    if looked_at < _FEWEST_CASES:
        return told
    kinds = len(common_problems(review))
    return told + (f"在两件以上案件中出现的问题{kinds}种。" if kinds else "没有在两件以上案件中出现的同类问题。")


def common_problems(review: ReviewPart) -> tuple[str, ...]:
    """Problems of one kind that occur in several cases, those of most cases first."""
    groups: dict[str, list[FindingPart]] = {}
    for each in review.problems:
        if each.problem:
            groups.setdefault(each.problem, []).append(each)
    counted = [(name, found, len(cases_in(found))) for name, found in groups.items()]
    common = sorted((each for each in counted if each[2] >= _FEWEST_CASES), key=lambda each: -each[2])
    d = len(review.looked_at)
    return tuple(
        row_of(
            problem,
            _some(dict.fromkeys(each.dimension for each in found)),
            f"{cases}/{d}",
            f"{len(found)}",
            f"{sum(each.is_own for each in found)}",
            f"{_of(found, FindingVerdict.ERROR)}",
            f"{_of(found, FindingVerdict.FLAW)}",
        )
        for problem, found, cases in common
    )


def dimension_matrix(review: ReviewPart, order: ReviewOrder) -> str:
    """Problems by dimension and stage as a table with its own head; only what occurs, in the order of the data."""
    found = review.problems
    if not found:
        return ""
    rows = _in_order((each.dimension for each in found), order.dimensions)
    columns = _in_order((each.stage for each in found), order.stages)
    table = [("方面", *columns, _TOTAL)]
    for name in rows:
        inside = [each for each in found if each.dimension == name]
        counts = (sum(each.stage == stage for each in inside) for stage in columns)
        table.append((name, *(f"{count}" if count else NOTHING for count in counts), f"{len(inside)}"))
    totals = (sum(each.stage == stage for each in found) for stage in columns)
    table.append((_TOTAL, *(f"{count}" for count in totals), f"{len(found)}"))
    return "\n".join(f"| {row_of(*cells)} |" for cells in table)


def cause_counts(review: ReviewPart) -> tuple[str, ...]:
    """Causes of the problems, the most frequent first, each with its share and a bar."""
    found = review.problems
    counts: dict[str, int] = {}
    for each in found:
        name = each.cause or _NOT_FILLED
        counts[name] = counts.get(name, 0) + 1
    ordered = sorted(counts.items(), key=lambda each: -each[1])
    most = ordered[0][1] if ordered else 1
    return tuple(
        row_of(name, share(count, len(found)), _BAR * max(1, round(count * _LONGEST / most))) for name, count in ordered
    )


def cause_words(review: ReviewPart) -> str:
    """What the reviewer wrote of the causes, else those of the problems with their notes."""
    if review.causes.strip():
        return review.causes
    told: dict[str, list[str]] = {}
    for each in review.problems:
        if each.cause or each.cause_note:
            notes = told.setdefault(each.cause, [])
            if each.cause_note and each.cause_note not in notes:
                notes.append(each.cause_note.rstrip("。"))
    said = "".join(f"{'：'.join(filter(None, (cause, '；'.join(notes))))}。" for cause, notes in told.items())
    return said or ("没有发现问题。" if review.is_judged and not review.problems else "")


def result_counts(review: ReviewPart, as_of: date) -> tuple[str, ...]:
    """Results by kind: how many, sent, due to be verified, verified, 销号, without feedback past its day."""
    kinds: dict[str, list[ResultPart]] = {}
    for each in review.results:
        kinds.setdefault(each.name, []).append(each)
    return tuple(_result_row(name, found, as_of) for name, found in kinds.items())


def _result_row(name: str, found: Sequence[ResultPart], as_of: date) -> str:
    """By the rules of the follow-up board, so that paper and screen never differ."""
    due = [each for each in found if each.is_due(as_of)]
    settled = sum(each.is_verified(as_of) for each in due)
    return row_of(
        name,
        f"{len(found)}",
        f"{sum(each.is_sent(as_of) for each in found)}",
        f"{len(due)}" if due else NOTHING,
        share(settled, len(due)) if due else NOTHING,
        f"{sum(each.is_settled(as_of) for each in found)}",
        f"{sum(each.is_unanswered(as_of) for each in due)}",
    )


def figure_rows(figures: Sequence[ReportFigure]) -> tuple[str, ...]:
    """Figures as they were kept, those of the year before beside them; a part stands under its whole."""
    return tuple(
        row_of(f"其中：{each.name}" if each.of else each.name, each.shown, each.earlier_shown, each.definition)
        for each in figures
    )


def _of(found: Sequence[FindingPart], verdict: FindingVerdict) -> int:
    return sum(each.verdict is verdict for each in found)


def cases_in(found: Sequence[FindingPart]) -> set[int]:
    """Ids of the cases that findings are about."""
    return {each.case_id for each in found if each.case_id is not None}


def _some(names: Iterable[str]) -> str:
    """The first of some names, 等 behind it where there are more than a cell holds."""
    told = list(names)
    return "、".join(told) if len(told) <= _FEWEST_CASES else f"{told[0]}等"


def _in_order(found: Iterable[str], known: Sequence[str]) -> list[str]:
    names = list(dict.fromkeys(found))
    return [*(name for name in known if name in names), *(name for name in names if name not in known)]
