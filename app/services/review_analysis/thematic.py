"""The figures of a 类案审视 report: the common problems of its cases, with the findings and cases behind each."""

from collections.abc import Iterator

from sqlalchemy import String, select, type_coerce
from sqlalchemy.orm import Session

from app.models.original_case import OriginalCase
from app.models.review_finding import ReviewFinding
from app.models.review_terms import Correction, FindingVerdict
from app.services.review_analysis.choosing import CASE_OF_FINDING, IS_PROBLEM, findings, findings_in, looked_at_in
from app.services.review_analysis.report_figures import ReportFigure
from app.services.review_analysis.rows import By, Scope
from app.services.review_analysis.words import ReviewWords

_GROUPS = (
    (By.DIMENSION, "dimensions"),
    (By.STAGE, "problem_stages"),
    (By.BODY, "bodies"),
    (By.PROBLEM, "problem_kinds"),
    (By.CAUSE, "causes"),
)
_PUT_RIGHT = (Correction.CORRECTED, Correction.SUPPLEMENTED)


def common_figures(session: Session, scope: Scope, words: ReviewWords) -> tuple[ReportFigure, ...]:
    """Nothing is compared with another year: the cases of a pattern stand for themselves."""
    every = select(OriginalCase.id).where(looked_at_in(scope)).order_by(OriginalCase.id)
    cases = tuple(session.scalars(every))
    columns = [type_coerce(getattr(ReviewFinding, by.value), String()) for by, _code in _GROUPS]
    state = (ReviewFinding.id, CASE_OF_FINDING, ReviewFinding.verdict, ReviewFinding.is_own, ReviewFinding.correction)
    wanted = findings(*state, *columns).where(findings_in(scope), IS_PROBLEM).order_by(ReviewFinding.id)
    rows = [tuple(row) for row in session.execute(wanted)]
    return (*_totals(cases, rows), *_groups(cases, rows, words))


def _totals(cases: tuple[int, ...], rows: list[tuple[object, ...]]) -> Iterator[ReportFigure]:
    own_cases = {row[1] for row in rows}
    with_problem = tuple(case for case in cases if case in own_cases)
    yield ReportFigure(
        "reviewed", "审视", "这一类案件中纳入个案、类案审视的，或者已有审视发现的", "case", len(cases), ids=cases
    )
    told = "分母为审视的案件，分子为其中发现错误或瑕疵的"
    yield ReportFigure(
        *("with_problems", "有问题的案件", told, "case", len(with_problem), len(cases), with_problem, cases)
    )
    every = _ids(rows)
    yield ReportFigure("problems", "发现问题", "错误和瑕疵；被撤销的不计", "finding", len(every), ids=every)
    for code, name, chosen in (
        ("errors", "错误", [row for row in rows if row[2] is FindingVerdict.ERROR]),
        ("flaws", "瑕疵", [row for row in rows if row[2] is FindingVerdict.FLAW]),
        ("own", "本院问题", [row for row in rows if row[3]]),
        ("others", "其他单位问题", [row for row in rows if not row[3]]),
        ("corrected", "已纠正补正", [row for row in rows if row[4] in _PUT_RIGHT]),
    ):
        ids, told = _ids(chosen), f"分母为发现的问题，分子为其中{name}的"
        yield ReportFigure(code, name, told, "finding", len(ids), len(every), ids, every)


def _groups(cases: tuple[int, ...], rows: list[tuple[object, ...]], words: ReviewWords) -> Iterator[ReportFigure]:
    """Each group counted in cases, so that n of d says how common a problem is."""
    for place, (by, code) in enumerate(_GROUPS, start=5):
        found: dict[str, list[tuple[object, ...]]] = {}
        for row in rows:
            found.setdefault(str(row[place] or ""), []).append(row)
        for each in words.in_order(by, tuple(found)):
            met = {row[1] for row in found[each.value]}
            ids = tuple(case for case in cases if case in met)
            told = f"分母为审视的案件，分子为其中有“{each.label}”问题的；这类问题共{len(found[each.value])}个"
            named = (f"{code}/{each.value}", each.label, told)
            yield ReportFigure(*named, "case", len(ids), len(cases), ids, cases, of=code)


def _ids(rows: list[tuple[object, ...]]) -> tuple[int, ...]:
    return tuple(int(str(row[0])) for row in rows)
