"""What a reverse review gives to each of its papers, by the names of resources/documents/facts.toml."""

from app.models.review_terms import Correction
from app.services.papers.sources import Facts
from app.services.review_findings.rows import WHOLE
from app.services.review_papers import counts
from app.services.review_papers.grade_facts import grade_facts
from app.services.review_papers.report_facts import REPORTS, report_facts
from app.services.review_papers.result_facts import RESULT_OF, result_facts, sent_words
from app.services.review_papers.rows import Asked, FindingPart, ReviewOrder, ReviewPart
from app.services.review_papers.words import (
    lines_of,
    listed,
    others_words,
    own_words,
    row_of,
)

# Papers with the name of the original handler: for him, the head, the leaders, case management and supervision only.
NAMING = frozenset(
    {"case-evaluation-report", "handler-hearing-record", "case-grade-decision", "grade-objection-answer"}
)
_IN_ORDER, _NOT_YET = "未发现问题", "未记录"
_NAMES = ("original_handlers", "heard_who", "objector")


def review_facts(review: ReviewPart, asked: Asked) -> Facts:
    """Everything the review knows for a paper; the names of handlers only where the paper is one of ``NAMING``."""
    facts = {
        **_of_review(review),
        **_of_case(review),
        **_of_findings(review, asked.order),
        **grade_facts(review, asked.order),
    }
    if asked.code in REPORTS:
        facts |= report_facts(review, asked)
    elif asked.code in RESULT_OF:
        facts |= result_facts(review, asked)
    return facts if asked.code in NAMING else {**facts, **dict.fromkeys(_NAMES, "")}


def _of_review(review: ReviewPart) -> Facts:
    return {
        "review_title": review.title,
        "entry_number": review.entry_number,
        "record_kind": review.kind_words,
        "handler": review.handler,
        "department": review.department,
        "review_started_on": review.started_on,
        "issued_on": review.concluded_on,
        "trigger_words": review.trigger,
        "review_course": review.course,
        "problem_causes": counts.cause_words(review),
        "review_measures": (*lines_of(review.opinion), *map(sent_words, review.own_results)),
        "remarks": review.remarks,
    }


def _of_case(review: ReviewPart) -> Facts:
    """The one case of a 个案审视; of the others how many there are."""
    if len(review.cases) != 1:
        return {"cases_count": f"{len(review.cases)}件", "case_name": review.title}
    case = review.cases[0]
    return {
        "cases_count": "1件",
        "case_name": case.name,
        "case_number": case.code,
        "case_code": case.code,
        "case_kind": case.kind,
        "case_stages": "；".join(case.steps) + "。" if case.steps else "",
        "review_origin": case.petition_kind or review.trigger,
        "original_office": case.unit,
        "original_stage": "、".join(_stages(review) or case.stages),
        "original_department": case.department,
        "original_handlers": "、".join(case.handlers),
        "system_case_number": case.number,
    }


def _stages(review: ReviewPart) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.stage for each in review.findings if each.stage != WHOLE))


def _of_findings(review: ReviewPart, order: ReviewOrder) -> Facts:
    own = [each for each in review.problems if each.is_own]
    others = [each for each in review.problems if not each.is_own]
    return {
        "own_findings": own_words(review),
        "others_findings": others_words(review),
        "reviewed_problems": tuple(
            row_of(each.stage, each.dimension, each.fact, each.verdict.label, each.provision) for each in own
        ),
        "others_problems": tuple(
            row_of(_place(each), each.dimension, each.fact, each.verdict.label, each.provision) for each in others
        ),
        "own_problem_list": tuple(map(listed, own)),
        "nine_dimensions": _by_dimension(review, order),
    }


def _place(finding: FindingPart) -> str:
    return "、".join(filter(None, (finding.unit or finding.body.label, finding.stage)))


def _by_dimension(review: ReviewPart, order: ReviewOrder) -> tuple[str, ...]:
    """Every dimension in the order of the data, also those in which nothing was found."""
    own = [each for each in review.findings if each.is_own]
    rows = []
    for name in dict.fromkeys((*order.dimensions, *(each.dimension for each in own))):
        inside = [each for each in own if each.dimension == name]
        problems = [each for each in inside if each.is_problem]
        rows += [_dimension_row(name, each) for each in problems]
        if not problems:
            rows.append(row_of(name, _IN_ORDER if inside or review.concluded_on else _NOT_YET, "", "", ""))
    return tuple(rows) if review.is_judged else ()


def _dimension_row(name: str, finding: FindingPart) -> str:
    done = "未整改" if finding.correction is Correction.OPEN else finding.correction.label
    return row_of(name, finding.fact, finding.verdict.label, finding.provision, done)
