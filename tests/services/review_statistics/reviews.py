"""Original cases, reviews and what came of them, put straight into a store in the few facts a statistic is about."""

from datetime import datetime
from typing import Any

from app.models.actor import Actor
from app.models.base import Record
from app.models.database import Database
from app.models.original_case import OriginalCase, TriggerHit
from app.models.reverse_review import ReverseReview, ReviewedCase, ReviewReport
from app.models.review_finding import ReviewFinding
from app.models.review_result import ResultFinding, ReviewResult
from app.models.review_terms import (
    Correction,
    FindingVerdict,
    HitState,
    ReviewBody,
    ReviewKind,
    ReviewReportKind,
    TriggerList,
)
from app.services.foundation.intentions import ASKED_FOR, Intention
from tests.conftest import CHINA

PUT_IN = Intention("test.put_in", "录入", "test:write", ASKED_FOR)
AT = datetime(2026, 11, 20, 9, 0, tzinfo=CHINA)
_RESULT_NAMES = {
    "case-commentary": "个案讲评",
    "special-bulletin": "专项通报",
    "review-reminder": "反向审视提醒函",
    "suggestion": "检察建议",
    "supervision-clue": "移送监督线索",
    "duty-inspection": "移送检务督察",
    "training": "专题培训",
    "rule": "制度机制",
}


class Reviews:
    """Puts rows into one store, each with the next id of its table; ``lay`` writes what was said so far at once."""

    def __init__(self, database: Database) -> None:
        """The store must be empty of cases and reviews."""
        self.database = database
        self._rows: dict[type[Record], list[Record]] = {}

    def case(self, **facts: Any) -> int:
        """An original case; a petition where ``petition_kind`` is said."""
        number = self._next(OriginalCase)
        usual = {
            "entry_number": f"YA2026-{number:05d}",
            "name": f"张某{number}盗窃案",
            "kind": "刑事",
            "unit": "青山县公安局",
            "identity": f"case {number}",
        }
        return self._put(OriginalCase, usual | facts)

    def review(self, started: str, cases: tuple[int, ...] = (), **facts: Any) -> int:
        """A review of one case of the list 反向审视 unless said otherwise."""
        number = self._next(ReverseReview)
        usual = {
            "entry_number": f"FS2026-{number:05d}",
            "kind": ReviewKind.CASE,
            "trigger_list": TriggerList.REVERSE,
            "title": f"第{number}件审视",
            "started_on": started,
            "case_id": cases[0] if cases else None,
        }
        review = self._put(ReverseReview, usual | facts)
        for case in cases:
            self._put(ReviewedCase, {"review_id": review, "case_id": case})
        return review

    def finding(self, review: int, found: str, verdict: FindingVerdict, **facts: Any) -> int:
        """A problem of our own office that stands uncorrected unless said otherwise."""
        usual = {
            "review_id": review,
            "place": self._next(ReviewFinding),
            "dimension": "evidence",
            "stage": "arrest",
            "body": ReviewBody.PROCURATORATE,
            "is_own": True,
            "verdict": verdict,
            "fact": "证据审查不细",
            "reviewed_by": "李某",
            "found_on": found,
            "correction": Correction.OPEN,
        }
        return self._put(ReviewFinding, usual | facts)

    def result(self, review: int, kind: str, sent: str | None, findings: tuple[int, ...] = (), **facts: Any) -> int:
        """What a review came to, about some of its findings."""
        usual = {
            "review_id": review,
            "place": self._next(ReviewResult),
            "kind": kind,
            "name": _RESULT_NAMES[kind],
            "title": f"关于规范办案的{_RESULT_NAMES[kind]}",
            "addressee": "第一检察部",
            "is_outside": False,
            "prepared_on": sent or "2026-01-05",
            "prepared_by": "李某",
            "sent_on": sent,
            "settled_on": facts.get("verified_on"),
        }
        result = self._put(ReviewResult, usual | facts)
        for finding in findings:
            self._put(ResultFinding, {"result_id": result, "finding_id": finding, "review_id": review})
        return result

    def hit(self, case: int, met: str, review: int | None = None, **facts: Any) -> int:
        """A trigger met, open unless a review took it up."""
        number = self._next(TriggerHit)
        usual = {
            "case_id": case,
            "code": f"T{number}",
            "name": "刑事申诉",
            "trigger_list": TriggerList.REVERSE,
            "met_on": met,
            "state": HitState.OPEN if review is None else HitState.TAKEN_UP,
            "review_id": review,
        }
        return self._put(TriggerHit, usual | facts)

    def report(self, as_of: str, **facts: Any) -> int:
        """A half-year report."""
        usual = {
            "kind": ReviewReportKind.HALF_YEAR,
            "title": "2026年上半年反向审视报告",
            "first": "2026-01-01",
            "last": "2026-06-30",
            "as_of": as_of,
            "text": "正文",
            "figures": "[]",
            "made_by": "李某",
        }
        return self._put(ReviewReport, usual | facts)

    def lay(self) -> None:
        """Write everything in one act."""
        with self.database.write(Actor("张某"), PUT_IN, AT) as unit:
            for rows in self._rows.values():
                unit.session.add_all(rows)

    def _next(self, table: type[Record]) -> int:
        return len(self._rows.get(table, [])) + 1

    def _put(self, table: type[Record], values: dict[str, Any]) -> int:
        number = self._next(table)
        self._rows.setdefault(table, []).append(table(id=number, **values))
        return number
