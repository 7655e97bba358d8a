"""What the papers about a result of a review say: 提醒函 to whom it is addressed, 讲评 and 通报 without any names."""

from collections.abc import Sequence

from app.models.dates import PartialDate
from app.services.papers.sources import Facts, addressed_as
from app.services.review_papers import counts
from app.services.review_papers.rows import Asked, FindingPart, ResultPart, ReviewPart
from app.services.review_papers.words import lines_of, listed, without_names

REMINDER, COMMENTARY, BULLETIN = "reverse-review-reminder", "case-commentary", "special-bulletin"
# The code of the kind of result (resources/reverse_reviews/results.toml) that each paper is about.
RESULT_OF = {REMINDER: "review-reminder", COMMENTARY: "case-commentary", BULLETIN: "special-bulletin"}


def sent_words(result: ResultPart) -> str:
    """反向审视提醒函：…（某某县公安局，2026年9月1日发出）."""
    told = [result.addressee, result.number, f"{result.sent_on.chinese()}发出" if result.sent_on else "待发出"]
    return f"{result.name}：{result.title}（{'，'.join(filter(None, told))}）。"


def result_facts(review: ReviewPart, asked: Asked) -> Facts:
    """The facts of the paper, about the findings its result names, else own ones within and others' outside."""
    result = asked.result
    if asked.code == REMINDER:
        return _reminder(review, result)
    return _unnamed(review, result)


def _spoken_of(review: ReviewPart, result: ResultPart | None) -> list[FindingPart]:
    if result is None:
        return []
    named = [each for each in review.problems if each.id in result.findings]
    return named or [each for each in review.problems if each.is_own != result.is_outside]


def _reminder(review: ReviewPart, result: ResultPart | None) -> Facts:
    facts: Facts = {
        "source_case": _source_case(review),
        "reviewed_case": _reviewed_cases(review),
        "review_problems": tuple(f"{each.fact.strip().rstrip('。')}。" for each in _spoken_of(review, result)),
        "review_causes": counts.cause_words(review),
        "issued_on": None,
    }
    if result is None:
        return facts
    due = result.feedback_due_on
    return facts | {
        "addressee": result.addressee,
        "address_as": addressed_as(result.addressee),
        "reminders": lines_of(result.content),
        "feedback_by": f"于{PartialDate.of(due).chinese()}前" if due else "",
        "issued_on": result.sent_on,
    }


def _unnamed(review: ReviewPart, result: ResultPart | None) -> Facts:
    """Of a commentary and of a bulletin: cases by their number, nobody who handled one."""
    spoken = _spoken_of(review, result)
    demands = result.content if result else ""
    title = result.title if result else review.title
    said = {
        "case_summary": _summary(review),
        "problem_causes": counts.cause_words(review),
        "commentary_points": "\n".join(map(listed, spoken)),
        "commentary_lessons": demands or review.opinion,
        "bulletin_overview": counts.common_words(review),
        "bulletin_problems": "\n".join(_grouped(review, spoken)),
        "bulletin_demands": demands,
        "bulletin_subject": title.removeprefix("关于").removesuffix("通报").removesuffix("的") or title,
    }
    return {
        **{name: without_names(text, review.names) for name, text in said.items()},
        "commentator": review.handler,
        "commented_on": result.sent_on if result else None,
        "case_code": "、".join(case.code for case in review.cases),
        "bulletin_to": (result.addressee if result else "") or "本院各部门",
        "issued_on": result.sent_on if result else None,
    }


def _grouped(review: ReviewPart, spoken: Sequence[FindingPart]) -> list[str]:
    """Problems of one kind together with how often they occur and one of them as an example; the others one by one."""
    codes = {case.id: case.code for case in review.cases}
    groups: dict[str, list[FindingPart]] = {}
    for each in spoken:
        groups.setdefault(each.problem or f"\n{each.id}", []).append(each)
    told = []
    for name, found in groups.items():
        first = found[0]
        if name.startswith("\n"):
            told.append(listed(first))
            continue
        cases = f"，涉及案件{len(counts.cases_in(found))}件" if counts.cases_in(found) else ""
        example = f"如{codes.get(first.case_id or 0, '')}案，" if first.case_id in codes else ""
        told.append(f"{name}。共{len(found)}处{cases}。{example}{listed(first)}")
    return told


def _source_case(review: ReviewPart) -> str:
    case = review.cases[0] if len(review.cases) == 1 else None
    if case is None or not case.petition_kind:
        return case.name if case else review.title
    return f"{case.petition_kind}案件" + (f"（{case.petition_number}）" if case.petition_number else "")


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
