"""What the reports about several cases say: text and figures kept with a report, tables counted from findings."""

from datetime import date

from app.models.dates import PartialDate
from app.models.review_terms import ReviewReportKind
from app.services.foundation.errors import DomainError
from app.services.papers.sources import Facts
from app.services.review_analysis.pattern import Pattern
from app.services.review_papers import counts
from app.services.review_papers.result_facts import sent_words
from app.services.review_papers.rows import Asked, ReportPart, ReviewPart
from app.services.review_papers.words import lines_of, own_words, without_names

REPORTS = {
    "thematic-review-report": ReviewReportKind.THEMATIC,
    "half-year-review-report": ReviewReportKind.HALF_YEAR,
    "annual-review-report": ReviewReportKind.ANNUAL,
}
_TITLES = {
    ReviewReportKind.THEMATIC: "关于{title}的类案审视报告",
    ReviewReportKind.HALF_YEAR: "关于{period}反向审视工作情况的报告",
    ReviewReportKind.ANNUAL: "{period}反向审视综合报告",
}
_SCOPE = "案件、问题和结果按登记的日期统计，比例写明分子和分母，分母不足十的不写百分比。"


def report_facts(review: ReviewPart, asked: Asked, chosen: ReportPart | None = None) -> Facts:
    """Of a review: ``chosen`` or the newest report kept with it, else what is known without; tables of its findings."""
    kind = REPORTS[asked.code]
    report = chosen or review.report(kind)
    known: Facts = {
        "pattern_words": pattern_words(review),
        "common_problems": counts.common_problems(review),
        "dimension_matrix": counts.dimension_matrix(review, asked.order),
        "cause_counts": counts.cause_counts(review),
    }
    if report is not None:
        said = kept_facts(report)
        text = without_names(report.text, review.names)
        return {**known, **said, "report_text": text, "result_counts": counts.result_counts(review, report.as_of)}
    period = period_words(review.first, review.last)
    return known | {
        "report_title": _TITLES[kind].format(title=review.title.removesuffix("类案审视"), period=period),
        "report_period": period,
        "report_as_of": PartialDate.of(asked.today),
        "report_scope": _SCOPE,
        "report_to": "本院党组",
        "report_text": without_names("\n".join(_text(review)), review.names),
        "result_counts": counts.result_counts(review, asked.today),
    }


def kept_facts(report: ReportPart) -> Facts:
    """What a report says that was kept, whether it belongs to a review or not."""
    return {
        "report_title": report.title,
        "report_period": period_words(report.first, report.last),
        "report_as_of": PartialDate.of(report.as_of),
        "report_scope": _SCOPE,
        "report_to": report.presented_to or "本院党组",
        "report_text": report.text,
        "report_figures": counts.figure_rows(report.figures),
        "issued_on": report.presented_on,
    }


def _text(review: ReviewPart) -> list[str]:
    """A text by headings where no report was kept yet; nothing before anybody judged."""
    if not review.is_judged:
        return []
    measures = [*lines_of(review.opinion), *map(sent_words, review.own_results)]
    parts = (
        ("基本情况", [*lines_of(review.course), _cases_words(review)]),
        ("发现的主要问题", [counts.common_words(review), _own(review)]),
        ("原因分析", lines_of(counts.cause_words(review))),
        ("意见和结果运用", measures),
    )
    told = [(heading, [line for line in lines if line]) for heading, lines in parts]
    kept = [(heading, lines) for heading, lines in told if lines]
    numerals = "一二三四"
    return [line for place, (heading, lines) in enumerate(kept) for line in (f"{numerals[place]}、{heading}", *lines)]


def _own(review: ReviewPart) -> str:
    """The same as under a heading of its own, with the office named."""
    said = own_words(review)
    return f"本院办案中{said}" if said.startswith("发现") else said


def _cases_words(review: ReviewPart) -> str:
    kinds: dict[str, int] = {}
    for case in review.cases:
        kinds[case.petition_kind or case.kind] = kinds.get(case.petition_kind or case.kind, 0) + 1
    told = "、".join(f"{kind}{count}件" for kind, count in kinds.items())
    return f"纳入审视的案件{len(review.cases)}件，其中{told}；已审视{len(review.looked_at)}件。" if kinds else ""


def period_words(first: date | None, last: date | None) -> str:
    """2026年, 2026年上半年, or both days."""
    if first is None or last is None:
        return ""
    halves = {((1, 1), (12, 31)): "", ((1, 1), (6, 30)): "上半年", ((7, 1), (12, 31)): "下半年"}
    half = halves.get(((first.month, first.day), (last.month, last.day)))
    if first.year == last.year and half is not None:
        return f"{first.year}年{half}"
    return f"{PartialDate.of(first).chinese()}至{PartialDate.of(last).chinese()}"


def pattern_words(review: ReviewPart) -> str:
    """How the cases of a 类案审视 were chosen, in words; what was written by hand stays as it is."""
    period = period_words(review.first, review.last)
    if not review.pattern:
        return period or review.trigger or f"选定的{len(review.cases)}件案件"
    try:
        return Pattern.of_json(review.pattern).words()
    except DomainError:
        return review.pattern
