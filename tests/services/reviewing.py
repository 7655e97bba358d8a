"""Reviews with what belongs to them, put straight into the store: cases, findings, results, grades, reports."""

from dataclasses import dataclass
from datetime import date

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.approval import Approval
from app.models.base import Record
from app.models.case_terms import ApprovalState
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.reverse_review import ReviewReport
from app.models.review_finding import CaseGrade, FindingObjection, ReviewFinding
from app.models.review_result import ResultFinding, ReviewResult
from app.models.review_terms import (
    Correction,
    FindingObjectionForm,
    FindingObjectionOutcome,
    FindingVerdict,
    ReviewBody,
    ReviewKind,
    ReviewReportKind,
    TriggerList,
)
from app.models.terms import RecordType
from app.services.documents.composition import Composition
from app.services.original_cases.rows import CaseDraft
from app.services.papers.rows import RecordKey
from app.services.reverse_reviews.intentions import OPEN
from app.services.reverse_reviews.rows import ReviewDraft
from app.services.review_analysis.report_figures import ReportFigure, figures_as_json

HANDLER = "张㛃"  # a name no 仿宋 has
POLICE = "青山县公安局"
_AT = "2026-11-20"


@dataclass
class Reviewing:
    """Somebody who reviews; rows that other features write are added as they would leave them."""

    desk: OpenDesk
    database: Database
    actor: Actor

    def case(self, number: str = "青检一部受〔2025〕12号", **facts: object) -> int:
        """A criminal case of 张㛃 that somebody complained about."""
        said: dict[str, object] = {
            "name": "甲某盗窃案",
            "kind": "刑事",
            "number": number,
            "unit": "青山县人民检察院",
            "department": "第一检察部",
            "handlers": HANDLER,
            "arrest_result": "批准逮捕",
            "arrest_on": PartialDate("2025-03-01"),
            "indictment_result": "提起公诉",
            "indictment_on": PartialDate("2025-05"),
            "petition_kind": "刑事申诉",
            "petition_number": "青检申〔2026〕3号",
            **facts,
        }
        return self.desk.original_cases.register(self.actor, CaseDraft(**said)).id  # type: ignore[arg-type]

    def review(self, *cases: int, **facts: object) -> RecordKey:
        """A 个案审视 by 李某 unless a test says otherwise."""
        said: dict[str, object] = {
            "kind": ReviewKind.CASE,
            "started_on": PartialDate("2026-11-02"),
            "trigger_list": TriggerList.REVERSE,
            "handler": "李某",
            "case_ids": cases,
            **facts,
        }
        made = self.desk.reverse_reviews.open(self.actor, ReviewDraft(**said))  # type: ignore[arg-type]
        return RecordKey(RecordType.REVERSE_REVIEW, made.id)

    def add(self, *rows: Record) -> tuple[int, ...]:
        """Put rows into the store."""
        with self.database.write(self.actor, OPEN, self.desk.clock.now()) as unit:
            unit.session.add_all(rows)
            unit.session.flush()
            return tuple(row.id for row in rows)

    def finding(self, key: RecordKey, fact: str, case_id: int | None = None, **facts: object) -> int:
        """A flaw of ours at the indictment."""
        said: dict[str, object] = {
            "review_id": key.record_id,
            "case_id": case_id,
            "place": 1,
            "dimension": "办案程序",
            "stage": "审查起诉",
            "body": ReviewBody.PROCURATORATE,
            "is_own": True,
            "verdict": FindingVerdict.FLAW,
            "fact": fact,
            "reviewed_by": "李某",
            "found_on": PartialDate(_AT),
            "correction": Correction.OPEN,
            **facts,
        }
        return self.add(ReviewFinding(**said))[0]

    def of_police(self, key: RecordKey, fact: str, **facts: object) -> int:
        """An error of the police."""
        said = {"body": ReviewBody.POLICE, "is_own": False, "unit": POLICE, "stage": "侦查", "dimension": "证据采信"}
        return self.finding(key, fact, **{**said, "verdict": FindingVerdict.ERROR, **facts})  # type: ignore[arg-type]

    def result(self, key: RecordKey, *findings: int, **facts: object) -> int:
        """A 提醒函 to the police that is prepared."""
        said: dict[str, object] = {
            "review_id": key.record_id,
            "place": 1,
            "kind": "review-reminder",
            "name": "反向审视提醒函",
            "title": "关于询问笔录的提醒函",
            "addressee": POLICE,
            "is_outside": True,
            "content": "依法补正。\n开展自查。",
            "prepared_on": PartialDate(_AT),
            "prepared_by": "李某",
            **facts,
        }
        (made,) = self.add(ReviewResult(**said))
        for finding in findings:
            self.add(ResultFinding(result_id=made, finding_id=finding, review_id=key.record_id))
        return made

    def approval(self, key: RecordKey, **facts: object) -> int:
        """The 检察长 approved what goes outside."""
        said: dict[str, object] = {
            "record_type": RecordType.REVERSE_REVIEW,
            "record_id": key.record_id,
            "act": "review-paper",
            "name": "以本院名义发出审视文书",
            "state": ApprovalState.APPROVED,
            "proposed_on": PartialDate(_AT),
            "proposed_by": "李某",
            "proposes": "审视人",
            "decides": "检察长",
            "basis": "本院规定",
            "decided_by": "郑某",
            "decided_as": "检察长",
            "decided_on": PartialDate(_AT),
            **facts,
        }
        return self.add(Approval(**said))[0]

    def grade(self, key: RecordKey, case_id: int, **facts: object) -> int:
        """合格, proposed."""
        said: dict[str, object] = {
            "review_id": key.record_id,
            "case_id": case_id,
            "grade_set": "2026",
            "proposed_set": "2026",
            "proposed": "合格",
            "proposed_by": "李某",
            "proposed_on": PartialDate(_AT),
            "reason": "瑕疵不影响实体处理。",
            **facts,
        }
        return self.add(CaseGrade(**said))[0]

    def objection(self, key: RecordKey, **facts: object) -> int:
        """What 张㛃 has to say, and what was decided."""
        said: dict[str, object] = {
            "review_id": key.record_id,
            "form": FindingObjectionForm.OBJECTION,
            "raised_by": HANDLER,
            "raised_on": PartialDate("2026-11-20"),
            "content": "告知书当日已经送达。",
            "outcome": FindingObjectionOutcome.KEPT,
            "decided_by": "郑某",
            "decided_as": "检察长",
            "decided_on": PartialDate("2026-11-21"),
            "decision": "没有送达回证。",
            **facts,
        }
        return self.add(FindingObjection(**said))[0]

    def report(self, key: RecordKey | None, kind: ReviewReportKind, *figures: ReportFigure, text: str = "") -> int:
        """A report of 2026 as it was kept."""
        row = ReviewReport(
            review_id=key.record_id if key else None,
            kind=kind,
            title="2026年反向审视综合报告",
            first=date(2026, 1, 1),
            last=date(2026, 12, 31),
            as_of=date(2026, 11, 20),
            text=text,
            figures=figures_as_json(figures),
            made_by="李某",
        )
        return self.add(row)[0]

    def said(self, key: RecordKey, code: str, actor: Actor | None = None) -> Composition:
        """A paper without its pages."""
        papers, template = self.desk.papers, self.desk.papers.template(code, key)
        return self.desk.documents.compose(template, papers.facts(actor or self.actor, template, key))

    def says(self, key: RecordKey, code: str, actor: Actor | None = None) -> str:
        """What a paper says."""
        return self.said(key, code, actor).text

    def missing(self, key: RecordKey, code: str, actor: Actor | None = None) -> tuple[str, ...]:
        """What a paper lacks."""
        return self.said(key, code, actor).missing
