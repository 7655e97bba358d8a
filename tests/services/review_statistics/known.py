"""A hand-made store of cases and reviews around March 2026, and March 2025; every number in it can be counted."""

from app.models.review_terms import (
    Correction,
    FindingVerdict,
    HitState,
    ReviewKind,
    TriggerList,
    VerificationOutcome,
)
from tests.services.review_statistics.reviews import Reviews

ERROR, FLAW, NONE = FindingVerdict.ERROR, FindingVerdict.FLAW, FindingVerdict.NONE
ANALYSIS = {"trigger_list": TriggerList.ANALYSIS}


def lay_known(store: Reviews) -> None:
    """Petitions and closed cases, reviews of both lists, findings, results, triggers, reports."""
    petitions = _petitions(store)
    closed = [store.case(closed_on=day) for day in ("2026-03-02", "2026-03", "2026-03-31", "2025-03-20", "2026")]
    _reviews_of_petitions(store, petitions)
    _analysis(store, closed)
    _triggers(store, petitions, closed)
    store.report("2026-03-31", title="第一季度反向审视报告", presented_on="2026-04-02", presented_to="党组")
    store.report("2025-03-31", title="上年第一季度反向审视报告", presented_on="2025-03")
    store.lay()


def _petitions(store: Reviews) -> list[int]:
    """Twelve petitions of March 2026 that ended in it, four repeats of which two are settled; three of March 2025."""
    found = [
        store.case(
            petition_kind="刑事申诉", petitioned_on=f"2026-03-{day:02d}", petition_on="2026-03-30", unit="青山县检察院"
        )
        for day in range(1, 9)
    ]
    found += [
        store.case(
            petition_kind="重复信访",
            petitioned_on="2026-03-09",
            petition_on="2026-03-31",
            petition_settled_on="2026-03-31",
        ),
        store.case(
            petition_kind="信访申诉",
            petition_times=3,
            petitioned_on="2026-03",
            petition_on="2026-03",
            petition_settled_on="2026-04-01",
        ),
        store.case(petition_kind="重复信访", petitioned_on="2026-03-31", petition_on="2026-03-31"),
        store.case(
            petition_kind="国家赔偿",
            petition_times=2,
            petitioned_on="2026-02-27",
            petition_on="2026-03-01",
            petition_settled_on="2026-03-05",
        ),
        store.case(petition_kind="信访申诉", petitioned_on="2026", petition_on="2026"),
    ]
    for day in ("2025-03-01", "2025-03-31", "2025-03"):
        found.append(store.case(petition_kind="信访申诉", petitioned_on=day, petition_on=day))
    return found


def _reviews_of_petitions(store: Reviews, petitions: list[int]) -> None:
    single = store.review("2026-03-02", (petitions[0],), concluded_on="2026-03-20", closed_on="2026-03-31")
    month_only = store.review("2026-03", (petitions[1],), concluded_on="2026-03")
    pattern = store.review(
        "2026-02-10", (petitions[1], petitions[2]), kind=ReviewKind.THEMATIC, concluded_on="2026-03-31"
    )
    store.review("2026-01-04", tuple(petitions[:12]), kind=ReviewKind.COMPREHENSIVE, concluded_on="2026-03-15")
    store.review("2026", (petitions[3],), concluded_on="2026", closed_on="2026")
    store.review("2026-03-31", (petitions[4],))
    last_year = store.review("2025-03-03", (petitions[13],), concluded_on="2025-03-31", closed_on="2025-04-01")
    _findings(store, single, month_only, pattern, last_year)


def _findings(store: Reviews, single: int, month_only: int, pattern: int, last_year: int) -> None:
    mended = {"correction": Correction.CORRECTED, "corrected_on": "2026-03-25"}
    late = {"correction": Correction.SUPPLEMENTED, "corrected_on": "2026-04-02"}
    error = store.finding(single, "2026-03-10", ERROR, **mended)
    flaw = store.finding(single, "2026-03-10", FLAW, is_own=False, **late)
    other = store.finding(month_only, "2026-03", ERROR, is_own=False)
    store.finding(pattern, "2026-03-31", FLAW)
    store.finding(pattern, "2026-03-31", NONE)
    store.finding(pattern, "2026", FLAW)
    early = store.finding(pattern, "2026-02-28", FLAW, correction=Correction.CORRECTED, corrected_on="2026-03-01")
    old = store.finding(last_year, "2025-03-15", ERROR, correction=Correction.CORRECTED, corrected_on="2025-03-20")
    _results(store, (single, month_only, pattern, last_year), (error, flaw, other, early, old))


def _results(store: Reviews, reviews: tuple[int, ...], findings: tuple[int, ...]) -> None:
    single, month_only, pattern, last_year = reviews
    error, flaw, other, early, old = findings
    settled = {"verification_outcome": VerificationOutcome.SETTLED}
    store.result(
        single,
        "review-reminder",
        "2026-03-20",
        (error, flaw),
        feedback_due_on="2026-03-30",
        feedback_on="2026-03-29",
        verified_on="2026-03-31",
        **settled,
    )
    store.result(month_only, "review-reminder", "2026-03-16", (error, other), feedback_due_on="2026-03-30")
    store.result(pattern, "special-bulletin", "2026-03", (early,))
    store.result(pattern, "case-commentary", "2026-03-21")
    store.result(pattern, "suggestion", "2026-03-22", (other,), verified_on="2026-03-31", **settled)
    store.result(pattern, "suggestion", "2026-03-23", verified_on="2026-06-01", **settled)
    store.result(pattern, "supervision-clue", "2026-03-24")
    store.result(pattern, "duty-inspection", "2026-03-24")
    store.result(pattern, "training", "2026-03-25")
    store.result(pattern, "rule", "2026-03-26")
    store.result(pattern, "rule", None)
    store.result(
        last_year,
        "review-reminder",
        "2025-03-16",
        (old,),
        feedback_due_on="2025-03-30",
        verified_on="2025-03-31",
        **settled,
    )


def _analysis(store: Reviews, closed: list[int]) -> None:
    review = store.review("2026-03-05", (closed[0],), concluded_on="2026-03-12", closed_on="2026-03-13", **ANALYSIS)
    flaw = store.finding(review, "2026-03-12", FLAW)
    store.result(review, "case-commentary", "2026-03-13", (flaw,))


def _triggers(store: Reviews, petitions: list[int], closed: list[int]) -> None:
    excused = {"state": HitState.EXCUSED, "reason": "已由上级院评查"}
    store.hit(petitions[0], "2026-03-01", review=1)
    store.hit(petitions[4], "2026-03-09", review=6)
    store.hit(petitions[5], "2026-03-09", excused_on="2026-03-10", **excused)
    store.hit(petitions[6], "2026-03-31", excused_on="2026-04-10", **excused)
    store.hit(petitions[7], "2026-03-31")
    store.hit(petitions[8], "2026-03-31", is_void=True)
    store.hit(petitions[13], "2025-03-02", review=7)
    store.hit(closed[0], "2026-03-04", review=8, **ANALYSIS)
    store.hit(closed[1], "2026-03-04", **ANALYSIS)
