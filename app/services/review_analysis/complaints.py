"""综合审视: all complaints and compensation cases of a period, counted from the records, each figure with its ids."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, or_, select, type_coerce
from sqlalchemy.orm import Session

from app.models.original_case import OriginalCase
from app.models.reverse_review import ReverseReview, ReviewedCase
from app.models.review_finding import ReviewFinding
from app.models.review_result import ReviewResult
from app.models.review_terms import Correction, FindingVerdict, TriggerList
from app.services.review_analysis.choosing import CASE_OF_FINDING, IS_PROBLEM, LOOKS_AT_CASES, findings
from app.services.review_analysis.periods import ReportPeriod, falls_between
from app.services.review_analysis.report_figures import ReportFigure, Subject
from app.services.review_analysis.rows import By
from app.services.review_analysis.words import ReviewWords
from app.services.review_results.standing import SENT_ON

Flag = ColumnElement[bool]
REPEATED = "重复信访"  # as resources/reverse_reviews/petition_kinds.toml calls it
IS_PETITION = and_(OriginalCase.petition_kind.is_not(None), OriginalCase.petition_kind != "")
_OF_LIST = ReverseReview.trigger_list == TriggerList.REVERSE
_PUT_RIGHT = ReviewFinding.correction.in_([Correction.CORRECTED, Correction.SUPPLEMENTED])
_IS_ERROR = ReviewFinding.verdict == FindingVerdict.ERROR
_IS_FLAW = ReviewFinding.verdict == FindingVerdict.FLAW
_FOUND = "本期发现的问题"
_GROUPS = ((By.DIMENSION, "dimensions"), (By.STAGE, "problem_stages"), (By.CAUSE, "causes"))


@dataclass(frozen=True)
class _Asked:
    """A figure as it is asked of the store: the condition of n, and of d where it is n of d."""

    code: str
    name: str
    definition: str
    n: Flag
    d: Flag | None = None
    of: str = ""


@dataclass(frozen=True)
class Complaints:
    """Counts one period. ``kinds`` are petition kinds in the order of the data."""

    session: Session
    period: ReportPeriod
    kinds: Sequence[str]
    words: ReviewWords

    def figures(self) -> tuple[ReportFigure, ...]:
        """All figures, each with those of the year before; parts that only one of both years has are there too."""
        kinds = self._kinds()
        now = {each.code: each for each in self._of(self.period, kinds)}
        then = {each.code: each for each in self._of(self.period.earlier, kinds)}
        every = [*now.values(), *(_emptied(each, now) for code, each in then.items() if code not in now)]
        order = {code: place for place, code in enumerate(dict.fromkeys(each.of or each.code for each in every))}
        every.sort(key=lambda each: order[each.of or each.code])  # a part stands with the parts of its figure
        return tuple(_compared(each, then.get(each.code)) for each in every)

    def _of(self, period: ReportPeriod, kinds: Sequence[str]) -> Iterator[ReportFigure]:
        cases, problems = select(OriginalCase.id), _found_in(period, ReviewFinding.id)
        known: dict[int, tuple[Flag, tuple[int, ...]]] = {}  # most denominators are asked for several times
        for asked in _of_cases(period, kinds):
            yield self._counted(asked, "case", cases.order_by(OriginalCase.id), known)
        known = {}
        for asked in _of_problems():
            yield self._counted(asked, "finding", problems.order_by(ReviewFinding.id), known)
        for by, code in _GROUPS:
            yield from self._parts(period, by, code)
        yield from self._results(period)

    def _counted(
        self, asked: _Asked, subject: Subject, base: Select[Any], known: dict[int, tuple[Flag, tuple[int, ...]]]
    ) -> ReportFigure:
        def ids(condition: Flag) -> tuple[int, ...]:
            if id(condition) not in known:  # kept with the condition, so that no other one gets its address
                known[id(condition)] = condition, tuple(self.session.scalars(base.where(condition)))
            return known[id(condition)][1]

        n = ids(asked.n)
        d = None if asked.d is None else ids(asked.d)
        return ReportFigure(
            *(asked.code, asked.name, asked.definition, subject, len(n)),
            d=None if d is None else len(d),
            ids=n,
            d_ids=d or (),
            of=asked.of,
        )

    def _parts(self, period: ReportPeriod, by: By, code: str) -> Iterator[ReportFigure]:
        """Problems by one of their properties, in the order of the data."""
        column = type_coerce(getattr(ReviewFinding, by.value), String())
        found: dict[str, list[int]] = {}
        wanted = _found_in(period, column, ReviewFinding.id).order_by(ReviewFinding.id)
        for value, key in self.session.execute(wanted):
            found.setdefault(value or "", []).append(key)
        every = tuple(sorted(key for keys in found.values() for key in keys))
        for each in self.words.in_order(by, tuple(found)):
            ids = tuple(found[each.value])
            told = f"分母为{_FOUND}，分子为{by.label}是“{each.label}”的"
            named = (f"{code}/{each.value}", each.label, told)
            yield ReportFigure(*named, "finding", len(ids), len(every), ids, every, of=code)

    def _results(self, period: ReportPeriod) -> Iterator[ReportFigure]:
        wanted = (
            select(ReviewResult.name, ReviewResult.id, ReviewResult.settled_on)
            .join(ReverseReview, ReverseReview.id == ReviewResult.review_id)
            .where(_OF_LIST, falls_between(SENT_ON, period.first, period.last))  # of a 检察建议 its letter's day
            .order_by(ReviewResult.kind, ReviewResult.id)
        )
        sent = self.session.execute(wanted).all()
        every = tuple(sorted(row.id for row in sent))
        yield ReportFigure("results", "发出的审视结果", "本期发出的审视结果", "result", len(every), ids=every)
        for name in dict.fromkeys(row.name for row in sent):
            ids = tuple(row.id for row in sent if row.name == name)
            told = f"分母为本期发出的审视结果，分子为其中的{name}"
            yield ReportFigure(f"results/{name}", name, told, "result", len(ids), len(every), ids, every, of="results")
        settled = tuple(sorted(row.id for row in sent if row.settled_on is not None))
        told = "分母为本期发出的审视结果，分子为其中已销号的"
        yield ReportFigure("results_settled", "已销号", told, "result", len(settled), len(every), settled, every)

    def _kinds(self) -> tuple[str, ...]:
        """The petition kinds that either year has, those of the data first."""
        closed = [
            falls_between(OriginalCase.petition_on, each.first, each.last)
            for each in (self.period, self.period.earlier)
        ]
        wanted = select(OriginalCase.petition_kind).where(IS_PETITION, or_(*closed)).distinct()
        met = {str(kind) for kind in self.session.scalars(wanted)}
        return (*(kind for kind in self.kinds if kind in met), *sorted(met - set(self.kinds)))


def _of_cases(period: ReportPeriod, kinds: Sequence[str]) -> Iterator[_Asked]:
    closed = and_(IS_PETITION, falls_between(OriginalCase.petition_on, period.first, period.last))
    came = and_(IS_PETITION, falls_between(OriginalCase.petitioned_on, period.first, period.last))
    reviewed = and_(IS_PETITION, OriginalCase.id.in_(_reviewed(period)))
    ever = OriginalCase.id.in_(_reviewed(None))
    yield _Asked("received", "新收", "本期提出的申诉、赔偿和信访案件", came)
    yield _Asked("closed", "办结", "本期办结的申诉、赔偿和信访案件", closed)
    yield _Asked("reviewed", "审视", "本期审结的个案、类案审视所审的申诉、赔偿和信访案件", reviewed)
    told = "分母为本期办结的案件，分子为其中已经审结反向审视的"
    yield _Asked("reviewed_of_closed", "审视占办结", told, and_(closed, ever), closed)
    for kind in kinds:
        own = and_(closed, OriginalCase.petition_kind == kind)
        told = f"分母为本期办结的{kind}案件，分子为其中已经审结反向审视的"
        yield _Asked(f"kinds/{kind}", kind, told, and_(own, ever), own, "kinds")
    problem = OriginalCase.id.in_(_problems(CASE_OF_FINDING).where(CASE_OF_FINDING.is_not(None)))
    told = "分母为本期审视的案件，分子为其中发现错误或瑕疵的（不论哪天发现）"
    yield _Asked("with_problems", "有问题的案件", told, and_(reviewed, problem), reviewed)
    repeated = and_(came, or_(OriginalCase.petition_kind == REPEATED, OriginalCase.petition_times >= 2))
    yield _Asked("repeated", "重复信访", "分母为本期新收，分子为其中重复信访（两次以上）", repeated, came)
    is_settled = OriginalCase.petition_settled_on.is_not(None)
    told = "分母为本期新收的重复信访，分子为其中已经化解、息诉的"
    yield _Asked("repeated_settled", "重复信访化解", told, and_(repeated, is_settled), repeated)
    settled = and_(IS_PETITION, falls_between(OriginalCase.petition_settled_on, period.first, period.last))
    yield _Asked("settled", "息诉化解", "本期息诉化解的申诉、赔偿和信访案件", settled)


def _of_problems() -> Iterator[_Asked]:
    own = ReviewFinding.is_own.is_(True)
    yield _Asked("problems", "发现问题", "发现日期在本期、反向审视发现的错误和瑕疵；被撤销的不计", IS_PROBLEM)
    yield _Asked("errors", "错误", f"分母为{_FOUND}，分子为其中的错误", _IS_ERROR, IS_PROBLEM)
    yield _Asked("flaws", "瑕疵", f"分母为{_FOUND}，分子为其中的瑕疵", _IS_FLAW, IS_PROBLEM)
    yield _Asked("own", "本院问题", f"分母为{_FOUND}，分子为其中本院的", own, IS_PROBLEM)
    yield _Asked("others", "其他单位问题", f"分母为{_FOUND}，分子为其中其他单位的", ~own, IS_PROBLEM)
    told = f"分母为{_FOUND}，分子为其中已纠正或已补正的"
    yield _Asked("corrected", "已纠正补正", told, _PUT_RIGHT, IS_PROBLEM)
    told = "分母为其中的错误，分子为已纠正或已补正的错误"
    yield _Asked("errors_corrected", "错误已纠正", told, and_(_IS_ERROR, _PUT_RIGHT), _IS_ERROR)
    told = "分母为其中的瑕疵，分子为已纠正或已补正的瑕疵"
    yield _Asked("flaws_corrected", "瑕疵已补正", told, and_(_IS_FLAW, _PUT_RIGHT), _IS_FLAW)


def _reviewed(period: ReportPeriod | None) -> Select[Any]:
    """The cases of reviews that ended in a period, or ever; a 综合审视 does not make its cases reviewed."""
    wanted = (
        select(ReviewedCase.case_id)
        .join(ReverseReview, ReverseReview.id == ReviewedCase.review_id)
        .where(LOOKS_AT_CASES, _OF_LIST, ReverseReview.concluded_on.is_not(None))
    )
    if period is not None:
        wanted = wanted.where(falls_between(ReverseReview.concluded_on, period.first, period.last))
    return wanted


def _problems(*columns: Any) -> Select[Any]:
    """The problems that reviews of this list found in complaints and compensation cases, or in none in particular."""
    petitions = select(OriginalCase.id).where(IS_PETITION)
    about = or_(CASE_OF_FINDING.is_(None), CASE_OF_FINDING.in_(petitions))
    return findings(*columns).where(IS_PROBLEM, _OF_LIST, about)


def _found_in(period: ReportPeriod, *columns: Any) -> Select[Any]:
    return _problems(*columns).where(falls_between(ReviewFinding.found_on, period.first, period.last))


def _emptied(figure: ReportFigure, now: dict[str, ReportFigure]) -> ReportFigure:
    """A part of the year before that this year does not have; it is none of what this year's other parts are of."""
    others = next((each for each in now.values() if each.of == figure.of), None)
    d, ids = (others.d, others.d_ids) if others is not None and figure.of != "kinds" else (0, ())
    return replace(figure, n=0, d=d, ids=(), d_ids=ids)


def _compared(figure: ReportFigure, before: ReportFigure | None) -> ReportFigure:
    if before is None:
        return replace(figure, earlier_n=0, earlier_d=None if figure.d is None else 0)
    return replace(figure, earlier_n=before.n, earlier_d=before.d)
