"""A small fixed store: complaints of 2025 and 2026, their reviews, what was found and what came of it."""

from datetime import date
from typing import Any

from app.models.actor import Actor
from app.models.base import Record
from app.models.database import Database
from app.models.reverse_review import ReverseReview, ReviewedCase
from app.models.review_finding import ReviewFinding
from app.models.review_result import ReviewResult
from app.models.review_terms import (
    Correction,
    FindingVerdict,
    ReviewBody,
    ReviewKind,
    TriggerList,
)
from tests.services.review_records import AT, ENTER, lay_case, lay_hit

POLICE, OWN, COURT = ReviewBody.POLICE, ReviewBody.PROCURATORATE, ReviewBody.COURT
ERROR, FLAW, NONE = FindingVerdict.ERROR, FindingVerdict.FLAW, FindingVerdict.NONE
# case: dimension, stage, body, verdict, problem, cause, found on, correction
FOUND: tuple[tuple[int, str, str, ReviewBody, FindingVerdict, str, str, str, Correction], ...] = (
    (1, "证据采信", "审查起诉", OWN, ERROR, "证据审查不全面", "证据审查不细致", "2026-02-10", Correction.CORRECTED),
    (1, "事实认定", "审查起诉", OWN, NONE, "", "", "2026-02-10", Correction.OPEN),
    (1, "文书制作", "审查起诉", OWN, FLAW, "文书错漏", "责任心不强", "2026-02-11", Correction.SUPPLEMENTED),
    (2, "证据采信", "公安立案侦查", POLICE, FLAW, "物证书证形式瑕疵", "证据审查不细致", "2026-05-20", Correction.OPEN),
    (2, "证据采信", "审查起诉", OWN, FLAW, "证据审查不全面", "证据审查不细致", "2026-05-21", Correction.OPEN),
    (3, "法律适用", "审查逮捕", OWN, NONE, "", "", "2026-07-01", Correction.OPEN),
    (4, "办案程序", "审查逮捕", OWN, ERROR, "告知不及时", "程序意识不强", "2026-09-30", Correction.OPEN),
    (4, "办案程序", "审查逮捕", OWN, FLAW, "已撤销的问题", "程序意识不强", "2026-09-30", Correction.OPEN),  # void
    (6, "证据采信", "审查起诉", OWN, FLAW, "证据审查不全面", "", "2025-03-04", Correction.CORRECTED),
)
VOID = "已撤销的问题"


def lay_store(database: Database) -> None:
    """Seven cases; the last is no complaint and of the other list."""
    theft, assault = {"cause": "盗窃罪", "field": "侵财"}, {"cause": "故意伤害罪", "field": "人身"}
    lay_case(database, 1, **theft, **_complaint("刑事申诉", "2026-01-08", "2026-01-30"), judgment_result="缓刑")
    lay_case(database, 2, **theft, **_complaint("刑事申诉", "2026-03-02", "2026-05-09", 2), judgment_result="无罪")
    settled = {"petition_settled_on": "2026-08-01"}
    lay_case(database, 3, **assault, **_complaint("重复信访", "2026-04-01", "2026-06-20", 3), **settled)
    lay_case(database, 4, **theft, **_complaint("国家赔偿", "2026-08", "2026-09"), judgment_result="无罪")
    lay_case(database, 5, **assault, **_complaint("信访申诉", "2026-10-10", "2026-11-01"))
    lay_case(database, 6, **theft, **_complaint("刑事申诉", "2025-01-15", "2025-02-20"))
    lay_case(database, 7, **theft, closed_on="2026-06-06", judgment_result="无罪", arrest_result="批准逮捕")
    lay_hit(database, 7, "判决无罪", code="acquittal", trigger_list=TriggerList.ANALYSIS)
    for review, (case, ended) in enumerate(
        ((1, "2026-02-12"), (2, "2026-05-30"), (3, "2026-07-02"), (4, None), (6, "2025-03-05")), start=1
    ):
        lay_review(database, review, (case,), ended)
    reviews = {1: 1, 2: 2, 3: 3, 4: 4, 6: 5}
    for place, (case, *said) in enumerate(FOUND, start=1):
        lay_finding(database, reviews[case], case, place, *said)
    for name, sent, done in (("反向审视提醒函", "2026-06-10", "2026-06-30"), ("个案讲评", "2026-06-12", None)):
        lay_result(database, 2, name, sent, done)


def lay_review(database: Database, serial: int, cases: tuple[int, ...], ended: str | None = None, **fields: Any) -> int:
    """A review of some cases, a 个案审视 unless said otherwise; returns its id."""
    said: dict[str, Any] = {
        "entry_number": f"FS2025-{serial:05d}",
        "kind": ReviewKind.CASE,
        "trigger_list": TriggerList.REVERSE,
        "title": f"赵某{serial}案反向审视",
        "case_id": cases[0] if len(cases) == 1 else None,
        "handler": "李某",
        "started_on": (ended or "2026-09-20")[:7],
        "concluded_on": ended,
    }
    review = ReverseReview(**(said | fields))
    _lay(database, review)
    for case in cases:
        _lay(database, ReviewedCase(review_id=review.id, case_id=case))
    return review.id


def lay_finding(database: Database, review: int, case: int | None, place: int, *said: Any) -> int:
    """One line of ``FOUND`` after its case."""
    dimension, stage, body, verdict, problem, cause, found_on, correction = said
    return _lay(
        database,
        ReviewFinding(
            review_id=review,
            case_id=case,
            place=place,
            dimension=dimension,
            stage=stage,
            body=body,
            is_own=body is OWN,
            verdict=verdict,
            problem=problem or None,
            cause=cause or None,
            fact="卷宗第3页与笔录不一致",
            reviewed_by="李某",
            found_on=found_on,
            correction=correction,
            withdrawn_on="2026-10-12" if problem == VOID else None,
        ),
    )


def lay_result(database: Database, review: int, name: str, sent: str, settled: str | None) -> int:
    """A result that went out."""
    return _lay(
        database,
        ReviewResult(
            review_id=review,
            place=1,
            kind=name,
            name=name,
            title=name,
            addressee="青山县公安局",
            is_outside=True,
            prepared_on=sent,
            prepared_by="李某",
            sent_on=sent,
            settled_on=settled,
        ),
    )


def _complaint(kind: str, came: str, ended: str, times: int = 1) -> dict[str, Any]:
    return {"petition_kind": kind, "petitioned_on": came, "petition_on": ended, "petition_times": times}


def _lay(database: Database, row: Record) -> int:
    with database.write(Actor("张某"), ENTER, AT) as unit:
        unit.session.add(row)
        unit.session.flush()
        return row.id


def day(text: str) -> date:
    """A day."""
    return date.fromisoformat(text)
