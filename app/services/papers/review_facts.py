"""What a reverse review gives to each of its papers, by the names of resources/documents/facts.toml."""

import json
from datetime import date
from typing import NamedTuple

from app.models.dates import PartialDate
from app.models.review_terms import Correction, FindingObjectionOutcome, ReviewReportKind, TriggerList
from app.services.documents.facts import Value
from app.services.papers import review_counts as counts
from app.services.papers.review_rows import CasePart, FindingPart, GradePart, ResultPart, ReviewPart
from app.services.papers.review_words import (
    ReviewNames,
    lines_of,
    others_words,
    own_words,
    row_of,
    without_names,
)
from app.services.papers.sources import Facts, addressed_as

REMINDER, COMMENTARY, BULLETIN = "reverse-review-reminder", "case-commentary", "special-bulletin"
# Papers about one result, with the code of its kind (resources/reverse_reviews/results.toml).
RESULT_OF = {REMINDER: "review-reminder", COMMENTARY: "case-commentary", BULLETIN: "special-bulletin"}
# Papers with the name of the original handler: for him, the head, the leaders, case management and supervision only.
NAMING = frozenset(
    {"case-evaluation-report", "handler-hearing-record", "case-grade-decision", "grade-objection-answer"}
)
REPORTS = {
    "thematic-review-report": ReviewReportKind.THEMATIC,
    "half-year-review-report": ReviewReportKind.HALF_YEAR,
    "annual-review-report": ReviewReportKind.ANNUAL,
}
_IN_ORDER, _NOT_YET = "未发现问题", "未记录"
_SCOPE = "案件、问题和结果按登记的日期统计，比例写明分子和分母，分母不足十的不写百分比。"
_PATTERN = {
    "fields": "领域",
    "causes": "案由",
    "kinds": "案件类型",
    "petition_kinds": "申诉信访类型",
    "units": "原办案单位",
    "dimensions": "方面",
    "stages": "环节",
    "problems": "问题类型",
    "finding_causes": "原因",
}


class Asked(NamedTuple):
    """Which paper, of which result, on which day; ``names`` knows the order of dimensions and stages."""

    code: str
    result: ResultPart | None
    today: date
    names: ReviewNames


def review_facts(review: ReviewPart, asked: Asked) -> Facts:
    """Everything the review knows for a paper."""
    facts = {**_of_review(review), **_of_case(review), **_of_findings(review, asked.names), **_of_grade(review)}
    if asked.code in REPORTS:
        return facts | _of_report(review, asked)
    if asked.code in RESULT_OF:
        return facts | _of_result(review, asked)
    return facts


def sent_words(result: ResultPart) -> str:
    """反向审视提醒函：…（某某县公安局，2026年9月1日发出）."""
    told = [result.addressee, result.number, f"{result.sent_on.chinese()}发出" if result.sent_on else "待发出"]
    return f"{result.name}：{result.title}（{'，'.join(filter(None, told))}）。"


def _of_review(review: ReviewPart) -> Facts:
    own = (each for each in review.results if each.id in review.own_results)
    return {
        "review_title": review.title,
        "entry_number": review.entry_number,
        "record_kind": review.kind_words,
        "handler": review.handler,
        "department": review.department,
        "review_started_on": review.started_on,
        "trigger_words": review.trigger,
        "review_course": review.course,
        "problem_causes": counts.cause_words(review),
        "review_measures": (*lines_of(review.opinion), *(sent_words(each) for each in own)),
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
        "case_number": case.number or case.entry_number,
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
    return tuple(dict.fromkeys(each.stage for each in review.findings))


def _of_findings(review: ReviewPart, names: ReviewNames) -> Facts:
    problems = counts.problems_of(review)
    own = [each for each in problems if each.is_own]
    others = [each for each in problems if not each.is_own]
    return {
        "own_findings": own_words(review),
        "others_findings": others_words(review),
        "reviewed_problems": tuple(
            row_of(each.stage, each.dimension, each.fact, each.verdict.label, each.provision) for each in own
        ),
        "others_problems": tuple(
            row_of(_place(each), each.dimension, each.fact, each.verdict.label, each.provision) for each in others
        ),
        "own_problem_list": tuple(_listed(each) for each in own),
        "nine_dimensions": _by_dimension(review, names),
    }


def _place(finding: FindingPart) -> str:
    return "、".join(filter(None, (finding.unit or finding.body.label, finding.stage)))


def _listed(finding: FindingPart) -> str:
    """A problem as an item of a list, the provision it goes against behind it."""
    against = f"（{finding.provision.strip().rstrip('。')}）" if finding.provision.strip() else ""
    return f"{finding.fact.strip().rstrip('。')}，属于{finding.verdict.label}{against}。"


def _by_dimension(review: ReviewPart, names: ReviewNames) -> tuple[str, ...]:
    """Every dimension in the order of the data, also those in which nothing was found."""
    own = [each for each in review.findings if each.is_own]
    known = [*names.dimensions.values()] or [each.dimension for each in own]
    rows = []
    for name in dict.fromkeys((*known, *(each.dimension for each in own))):
        inside = [each for each in own if each.dimension == name]
        problems = [each for each in inside if each.is_problem]
        rows += [_dimension_row(name, each) for each in problems]
        if not problems:
            rows.append(row_of(name, _IN_ORDER if inside or review.concluded_on else _NOT_YET, "", "", ""))
    return tuple(rows) if review.is_judged else ()


def _dimension_row(name: str, finding: FindingPart) -> str:
    done = "" if finding.correction is Correction.OPEN else finding.correction.label
    return row_of(name, finding.fact, finding.verdict.label, finding.provision, done or "未整改")


def _of_grade(review: ReviewPart) -> Facts:
    """The newest grade, and the newest objection to it."""
    grade = review.grades[0] if review.grades else None
    facts: Facts = {} if grade is None else _graded(grade)
    case = next((each for each in review.cases if grade is not None and each.id == grade.case_id), None)
    if case is not None:
        facts |= _graded_case(case, grade)
    objection = next((each for each in review.objections if each.decision), None)
    objection = objection or (review.objections[0] if review.objections else None)
    if objection is not None:
        by = objection.decided_as or objection.decided_by
        on = objection.decided_on.chinese() if objection.decided_on else ""
        is_over = objection.outcome is not FindingObjectionOutcome.PENDING
        facts |= {
            "objector": objection.raised_by,
            "objected_on": objection.raised_on,
            "objection_form": objection.form.label,
            "objection": objection.content,
            "objection_ruling": f"经{by}{f'于{on}' if on else ''}决定，{objection.outcome.label}。{objection.decision}"
            if is_over and by
            else "",
        }
    return facts


def _graded_case(case: CasePart, grade: GradePart | None) -> Facts:
    heard = grade.heard_who if grade else ""
    return {
        "case_name": case.name,
        "case_number": case.number or case.entry_number,
        "original_department": case.department,
        "original_handlers": "、".join(case.handlers),
        "heard_who": heard or "、".join(case.handlers),
    }


def _graded(grade: GradePart) -> Facts:
    heard = f"{grade.heard_on.chinese()}听取{grade.heard_who}意见" if grade.heard_on else ""
    by, on = grade.decided_as or grade.decided_by, grade.decided_on.chinese() if grade.decided_on else ""
    number = f"（{grade.decision_number}）" if grade.decision_number else ""
    ruling = f"经{by}{f'于{on}' if on else ''}决定{number}，本案等次为{grade.decided}。" if grade.decided else ""
    return {
        "grade_proposal": f"建议评定为{grade.proposed}。{grade.reason}",
        "grade_ruling": ruling,
        "heard_who": grade.heard_who,
        "heard_on": grade.heard_on,
        "heard_statement": grade.statement,
        "hearing_words": f"{heard}：{grade.statement or '没有意见。'}" if heard else "",
    }


def _of_report(review: ReviewPart, asked: Asked) -> Facts:
    report = review.report(REPORTS[asked.code])
    as_of = report.as_of if report else asked.today
    names = asked.names
    facts: Facts = {
        "pattern_words": pattern_words(review),
        "report_period": period_words(report.first if report else review.first, report.last if report else review.last),
        "report_as_of": PartialDate.of(as_of),
        "report_scope": _SCOPE,
        "report_to": (report.presented_to if report else "") or "本院党组",
        "report_text": without_names(report.text if report else _plain_text(review), review.names),
        "report_figures": counts.figure_rows(report.figures) if report else (),
        "common_words": counts.common_words(review),
        "common_problems": counts.common_problems(review),
        "dimension_matrix": counts.dimension_matrix(
            review, tuple(names.dimensions.values()), tuple(names.stages.values())
        ),
        "cause_counts": counts.cause_counts(review),
        "result_counts": counts.result_counts(review, as_of),
    }
    return facts | _unnamed(review, "problem_causes", "review_measures")


def _plain_text(review: ReviewPart) -> str:
    """What there is to say where no report was made yet: the course, else how many cases of which kinds."""
    if review.course.strip():
        return review.course
    kinds: dict[str, int] = {}
    for case in review.cases:
        kinds[case.petition_kind or case.kind] = kinds.get(case.petition_kind or case.kind, 0) + 1
    told = "、".join(f"{kind}{count}件" for kind, count in kinds.items())
    return f"纳入审视的案件{len(review.cases)}件，其中{told}；已审视{len(review.looked_at)}件。" if review.cases else ""


def _of_result(review: ReviewPart, asked: Asked) -> Facts:
    """What goes out is about the findings the result names, else own ones within and others' outside."""
    result = asked.result
    spoken = [each for each in counts.problems_of(review) if result and each.id in result.findings]
    if not spoken and result is not None:
        spoken = [each for each in counts.problems_of(review) if each.is_own != result.is_outside]
    demands = lines_of(result.content) if result else ()
    facts: Facts = {
        "addressee": result.addressee if result else "",
        "address_as": addressed_as(result.addressee) if result else "",
        "source_case": _source_case(review),
        "reviewed_case": _reviewed_cases(review),
        "review_problems": tuple(f"{each.fact.strip().rstrip('。')}。" for each in spoken),
        "review_causes": counts.cause_words(review),
        "reminders": demands,
        "feedback_by": f"于{PartialDate.of(result.feedback_due_on).chinese()}前"
        if result and result.feedback_due_on
        else "",
        "issued_on": result.sent_on if result else None,
    }
    if asked.code == REMINDER:
        return facts
    points = tuple(without_names(_listed(each), review.names) for each in spoken)
    wanted = without_names("\n".join(demands), review.names)
    return {
        **facts,
        **_unnamed(review, "problem_causes"),
        "commentary_lessons": wanted,
        "bulletin_demands": wanted,
        "commentator": review.handler,
        "commented_on": result.sent_on if result else None,
        "case_code": "、".join(case.code for case in review.cases),
        "case_summary": without_names(_summary(review), review.names),
        "commentary_points": points,
        "bulletin_subject": _subject(result.title if result else review.title),
        "bulletin_to": (result.addressee if result else "") or "本院各部门",
        "bulletin_overview": counts.common_words(review),
        "bulletin_problems": points,
    }


def _unnamed(review: ReviewPart, *wanted: str) -> dict[str, Value]:
    """Facts of the review as papers read by more than the entitled say them."""
    known = _of_review(review)
    told: dict[str, Value] = {}
    for name in wanted:
        value = known[name]
        texts = value if isinstance(value, tuple) else (str(value or ""),)
        clean = tuple(without_names(text, review.names) for text in texts)
        told[name] = clean if isinstance(value, tuple) else clean[0]
    return told


def _source_case(review: ReviewPart) -> str:
    case = review.cases[0] if len(review.cases) == 1 else None
    if case is None or not case.petition_kind:
        return case.name if case else review.title
    number = f"（{case.petition_number}）" if case.petition_number else ""
    return f"{case.petition_kind}案件{number}"


def _reviewed_cases(review: ReviewPart) -> str:
    """Each case a line: its name, number and stages."""
    return "\n".join(
        f"{case.name}（{case.code}）{'：' if case.steps else ''}{'；'.join(case.steps)}。" for case in review.cases
    )


def _summary(review: ReviewPart) -> str:
    """The cases without their names, which name parties."""
    told = []
    for case in review.cases:
        kinds = "、".join(filter(None, (case.kind, case.petition_kind)))
        told.append(f"{case.code}，{kinds}案件。{'；'.join(case.steps)}{'。' if case.steps else ''}")
    return "\n".join(told)


def _subject(title: str) -> str:
    """What 关于…的通报 is about, where the title says the frame too."""
    return title.removeprefix("关于").removesuffix("通报").removesuffix("的") or title


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
    try:
        kept = json.loads(review.pattern) if review.pattern else {}
    except ValueError:
        return review.pattern
    if not isinstance(kept, dict):
        return review.pattern
    told = [f"{_PATTERN[name]}：{'、'.join(map(str, values))}" for name, values in kept.items() if name in _PATTERN]
    if review.trigger_list is TriggerList.ANALYSIS:
        told.insert(0, TriggerList.ANALYSIS.label)
    period = period_words(review.first, review.last)
    return "；".join(filter(None, (*told, period))) or review.trigger
