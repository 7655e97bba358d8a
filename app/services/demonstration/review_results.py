"""What came of the reviews of the demonstration: results on their way, with the decisions behind them."""

from dataclasses import dataclass

from app.models.approval import Approval, ApprovalOpinion
from app.models.case_terms import ApprovalState, OpinionForm, Role, Verdict
from app.models.database import Unit
from app.models.hand_over import Referral
from app.models.review_result import ResultFinding, ReviewResult
from app.models.review_terms import (
    FeedbackOutcome,
    VerificationOutcome,
)
from app.models.terms import DeadlineState, RecordType, Side
from app.services.deadlines.calendar import WorkCalendar
from app.services.demonstration.review_words import Said, labelled
from app.services.demonstration.reviews import Begun
from app.services.docket.results import Asked, end_feedback, start_feedback
from app.services.matter_types.model import Power
from app.services.review_results.kinds import REFERRAL, ResultKind, ResultKinds

_CHIEF, _CHIEF_AS = "钱某", "检察长"


@dataclass(frozen=True)
class Following:
    """Writes what came of each review."""

    unit: Unit
    calendar: WorkCalendar
    kinds: ResultKinds
    powers: dict[str, Power]  # by act

    def add(self, begun: Begun) -> None:
        """Everything its story says and that has happened by the store's day."""
        if begun.review.concluded_on is None:
            return
        for said in begun.story.results:
            if begun.days.on(said, "prepared") is not None:
                self._result(begun, said)
        self.unit.session.flush()

    def _result(self, begun: Begun, said: Said) -> None:
        session, days, kind = self.unit.session, begun.days, self.kinds.find(said["kind"])
        result = ReviewResult(
            review_id=begun.review.id,
            place=begun.story.results.index(said) + 1,
            kind=kind.code,
            name=kind.name,
            title=said["title"],
            addressee=said["addressee"],
            is_outside=said.get("outside", False),
            content=said["content"],
            prepared_on=days.on(said, "prepared"),
            prepared_by=begun.review.handler,
        )
        if result.is_outside:
            result.approval_id = self._approved(begun, kind, said)
        session.add(result)
        session.flush()
        session.add_all(
            ResultFinding(result_id=result.id, finding_id=begun.findings[place - 1].id, review_id=begun.review.id)
            for place in said["about"]
        )
        if days.on(said, "sent") is not None:
            result.sent_on = days.on(said, "sent")
            self._follow(begun, result, kind, said)

    def _follow(self, begun: Begun, result: ReviewResult, kind: ResultKind, said: Said) -> None:
        """Sent, answered, verified, 销号."""
        days = begun.days
        result.number = f"青检反审〔{days.begun.year}〕{result.id}号" if result.is_outside else None
        if kind.opens == REFERRAL:
            result.referral_id, result.transferred_to = self._referral(begun, result, said), result.addressee
        self._ask(begun, result, said, "due")
        result.feedback_on, result.settled_on = days.on(said, "feedback"), days.on(said, "settled")
        if result.settled_on is not None:
            result.verification = f"{result.settled_on} 销号：{said['note']}"
        if result.feedback_on is None:
            return
        result.feedback, result.feedback_outcome = said["answer"], labelled(FeedbackOutcome, said["outcome"])
        end_feedback(self.unit.session, begun.review, result.deadline_id, DeadlineState.MET, result.feedback_on)
        result.verified_on = days.on(said, "verified")
        if result.verified_on is not None:
            self._verified(begun, result, said)

    def _verified(self, begun: Begun, result: ReviewResult, said: Said) -> None:
        outcome, by = labelled(VerificationOutcome, said["verification"]), begun.review.handler
        following = f" 下一步：{said['next']}" if "next" in said else ""
        result.verified_by, result.verification_outcome = by, outcome
        result.verification = f"{result.verified_on} {by}：{outcome.label}。{said['note']}{following}"
        if outcome is VerificationOutcome.SETTLED:
            result.settled_on = result.verified_on
        self._ask(begun, result, said, "again")

    def _ask(self, begun: Begun, result: ReviewResult, said: Said, key: str) -> None:
        due_on, first = begun.days.ahead(said, key), begun.days.begun
        if due_on is None:
            return
        asked_on = result.verified_on or result.sent_on
        first = asked_on.first if asked_on else first
        side = Side.OUTSIDE if result.is_outside else Side.OWN
        named = f"{result.name}要求反馈（{result.addressee}）"
        told = f"{first}再次要求反馈" if result.verified_on else f"{first}发出"
        asked = Asked(named, first, due_on, side, told)
        result.deadline_id = start_feedback(self.unit, begun.review, asked, self.calendar)
        result.feedback_due_on = due_on

    def _referral(self, begun: Begun, result: ReviewResult, said: Said) -> int:
        answered_on = begun.days.on(said, "feedback")
        referral = Referral(
            record_type=RecordType.REVERSE_REVIEW,
            record_id=begun.review.id,
            recipient=result.addressee,
            is_inside=True,
            referred_on=result.sent_on,
            content=result.content,
            answered_on=answered_on,
            answer=said["answer"] if answered_on else None,
        )
        self.unit.session.add(referral)
        self.unit.session.flush()
        return referral.id

    def _approved(self, begun: Begun, kind: ResultKind, said: Said) -> int | None:
        """The 检察长's decision that a paper may go outside."""
        decided_on = begun.days.on(said, "approved")
        if decided_on is None:
            return None
        power, record = self.powers[kind.act], {"record_type": RecordType.REVERSE_REVIEW, "record_id": begun.review.id}
        approval = Approval(
            **record,
            act=kind.act,
            name=power.name,
            state=ApprovalState.APPROVED,
            content=said["title"],
            proposed_on=begun.days.on(said, "prepared"),
            proposed_by=begun.review.handler,
            proposes=power.proposes,
            reviews=power.reviews,
            decides=power.decides,
            basis=power.basis,
            decided_by=_CHIEF,
            decided_as=_CHIEF_AS,
            decided_on=decided_on,
        )
        self.unit.session.add(approval)
        self.unit.session.flush()
        self.unit.session.add(
            ApprovalOpinion(
                **record,
                approval_id=approval.id,
                role=Role.DECIDE,
                person=_CHIEF,
                post=_CHIEF_AS,
                given_on=decided_on,
                verdict=Verdict.AGREED,
                opinion="同意。",
                form=OpinionForm.PAPER,
            )
        )
        return approval.id
