"""What the office does with the results of reviews, from drafting to 销号; each step one transaction."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.models.actor import Actor
from app.models.dates import PartialDate
from app.models.hand_over import Referral
from app.models.reverse_review import ReverseReview
from app.models.review_result import ResultFinding, ReviewResult
from app.models.review_terms import ResultState, VerificationOutcome
from app.models.terms import DeadlineState, RecordType, SuggestionState
from app.services.clues.rows import ClueDraft
from app.services.deadlines.computation import compute
from app.services.deadlines.service import Deadlines
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import performs
from app.services.foundation.progress import Progress
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.hand_overs.referrals import Referrals
from app.services.hand_overs.rows import ReferralDraft
from app.services.office.attachment_files import Staged
from app.services.office.attachments import Attachments
from app.services.papers.rows import RecordKey
from app.services.reverse_reviews.refusals import refuse_closed
from app.services.review_papers.codes import paper_of_result
from app.services.review_results import intentions as wish
from app.services.review_results import refusals
from app.services.review_results.carrying_over import chosen, clue_from, problems_of, suggestion_from
from app.services.review_results.kinds import REFERRAL, Reach, ResultKind, ResultKinds
from app.services.review_results.listing import ResultListing
from app.services.review_results.opening import Opening
from app.services.review_results.paper import BoardPaper
from app.services.review_results.putting_right import correct, spoken_of, undo_correction
from app.services.review_results.reading import approvals_for, letter_state, named, rows_of
from app.services.review_results.rows import (
    Approved,
    ClueStart,
    FeedbackDraft,
    NamedFinding,
    ResultDraft,
    ResultRow,
    SendDraft,
    SuggestionStart,
    VerifyDraft,
)
from app.services.review_results.sending import approval_behind, refuse_sending
from app.services.review_results.writing import ResultPen, Work, add, line_below, put_findings

FEEDBACK_PURPOSE = "审视结果反馈材料"
_ENDED = frozenset({SuggestionState.DECLINED, SuggestionState.WITHDRAWN})


@dataclass(frozen=True)
class Parts:
    """What the steps need, handed in by the desk."""

    pen: ResultPen
    opening: Opening
    referrals: Referrals
    attachments: Attachments
    deadlines: Deadlines
    paper: BoardPaper


class ReviewResults:
    """Results of all reviews: their list, their rows, and the steps of the office."""

    def __init__(self, listing: ResultListing, parts: Parts) -> None:
        """Nothing is read yet."""
        self.listing, self.paper = listing, parts.paper
        self._parts, self._pen = parts, parts.pen

    @property
    def kinds(self) -> ResultKinds:
        """The kinds there are, for choosing."""
        return self._pen.kinds

    def of(self, review_id: int, as_of: date | None = None) -> tuple[ResultRow, ...]:
        """The results of a review in their order, as a day (today where none is given) knew them."""
        with self._pen.reviews.database.read() as session:
            return rows_of(session, as_of or self._pen.today, ReviewResult.review_id == review_id)

    def row(self, result_id: int, as_of: date | None = None) -> ResultRow:
        """One result; raises ResultNotFound."""
        with self._pen.reviews.database.read() as session:
            found = rows_of(session, as_of or self._pen.today, ReviewResult.id == result_id)
        if not found:
            raise refusals.ResultNotFound(result_id)
        return found[0]

    def paper_of(self, row: ResultRow) -> str:
        """The code of a result's own document, empty where it has none."""
        kind = self.kinds.known(row.kind)
        return "" if kind is None or not kind.paper else paper_of_result(kind.paper, row.id)

    def addressees(self) -> tuple[str, ...]:
        """Everybody results were meant for, for choosing."""
        with self._pen.reviews.database.read() as session:
            return tuple(session.scalars(select(ReviewResult.addressee).distinct().order_by(ReviewResult.addressee)))

    def problems(self, review_id: int) -> tuple[NamedFinding, ...]:
        """The problems a result of the review can speak of."""
        with self._pen.reviews.database.read() as session:
            return tuple(named(each) for each in problems_of(session, review_id))

    def approvals(self, review_id: int, kind: ResultKind) -> tuple[Approved, ...]:
        """The decisions an outside paper of this kind can go by, the newest first."""
        with self._pen.reviews.database.read() as session:
            return approvals_for(session, review_id, kind)

    def proposed_day(self, kind: ResultKind, sent_on: PartialDate) -> tuple[date, str] | None:
        """The feedback day a rule proposes, and by which rule in words; None where none does. It binds nobody."""
        if not kind.rule or sent_on.exact is None:
            return None
        rule = self._parts.deadlines.library.rule(kind.rule)
        due_on = compute(rule, sent_on.exact, self._parts.deadlines.calendar).due_on
        words = f"规则 {rule.code} {rule.period}，{rule.certainty.label}，只供参考"
        return None if due_on is None else (due_on, words)

    def suggestion_from(self, review_id: int, finding_ids: tuple[int, ...], addressee: str = "") -> SuggestionStart:
        """The suggestion the findings lead to, to be looked over before it is opened; raises ReviewNotFound."""
        with self._pen.reviews.database.read() as session:
            review = session.get(ReverseReview, review_id)
            if review is None:
                raise self._pen.reviews.missing(review_id)
            return suggestion_from(review, chosen(session, review_id, finding_ids), addressee)

    def clue_from(self, review_id: int, finding_ids: tuple[int, ...]) -> ClueDraft:
        """The clue the findings lead to, to be looked over before it is handed on; raises ReviewNotFound."""
        with self._pen.reviews.database.read() as session:
            review = session.get(ReverseReview, review_id)
            if review is None:
                raise self._pen.reviews.missing(review_id)
            return clue_from(review, chosen(session, review_id, finding_ids))

    @performs(wish.PREPARE)
    def prepare(self, actor: Actor, review_id: int, draft: ResultDraft) -> Written:
        """Draft a result; it leaves with ``send``. Raises FieldProblem, DomainError."""
        kind = self._checked(draft)
        with self._pen.reviews.on(actor, wish.PREPARE, review_id) as opened:
            refuse_closed(opened.record, wish.PREPARE.title)
            result = ReviewResult(kind=kind.code, name=kind.name)
            _fill(result, kind, draft)
            add(opened.unit, opened.record, actor, self._pen.today, result)
            put_findings(opened.unit, result, draft.finding_ids)
            return Written(result.id, opened.unit.act)

    @performs(wish.AMEND)
    def amend(self, actor: Actor, result_id: int, version: int, draft: ResultDraft) -> Written:
        """Change a result that has not left; raises FieldProblem, ChangedMeanwhile, DomainError."""
        kind = self._checked(draft)
        with self._pen.on(actor, wish.AMEND, result_id, version) as work:
            refusals.must_be_prepared(work.result, "修改")
            work.result.kind, work.result.name = kind.code, kind.name
            _fill(work.result, kind, draft)
            put_findings(work.unit, work.result, draft.finding_ids)
            return work.written

    @performs(wish.DROP)
    def drop(self, actor: Actor, result_id: int, version: int, reason: str) -> Written:
        """Take a drafted result away; raises FieldProblem, ChangedMeanwhile, DomainError."""
        why = needed("reason", "取消的理由", reason)
        with self._pen.on(actor, wish.DROP, result_id, version, why) as work:
            refusals.must_be_prepared(work.result, "取消")
            session = work.unit.session
            for line in session.scalars(select(ResultFinding).where(ResultFinding.result_id == result_id)):
                session.delete(line)
            session.flush()
            session.delete(work.result)
            return Written(result_id, work.unit.act)

    @performs(wish.SEND)
    def send(self, actor: Actor, result_id: int, version: int, draft: SendDraft) -> Written:
        """Register that a result left; a feedback day starts a deadline on the review.

        What goes outside needs the decision of the 检察长. Raises FieldProblem, ChangedMeanwhile, DomainError.
        """
        with self._pen.on(actor, wish.SEND, result_id, version) as work:
            result, kind = work.result, self.kinds.find(work.result.kind)
            refuse_sending(work.review, result, kind, draft, self._pen.today)
            result.approval_id = approval_behind(work.unit.session, result, kind, draft)
            result.number, result.sent_on = draft.number.strip() or None, draft.sent_on
            if kind.opens == REFERRAL:
                self._refer(work, draft)
            if draft.feedback_due_on is not None:
                first, due_on = refusals.day_of_feedback(draft.feedback_due_on, draft.sent_on)
                number = f"，{result.number}" if result.number else ""
                self._pen.ask_for_feedback(work, first, due_on, f"{draft.sent_on}{kind.verb}{number}")
            return work.written

    @performs(wish.REGISTER_FEEDBACK)
    def register_feedback(
        self, actor: Actor, result_id: int, version: int, draft: FeedbackDraft, progress: Progress | None = None
    ) -> Written:
        """Register what the addressee says; it meets the deadline, and the findings follow.

        Raises FieldProblem, ChangedMeanwhile, DomainError, Cancelled.
        """
        text = needed("text", "反馈内容", draft.text)
        self._look(result_id, draft)
        with (
            self._parts.attachments.scan_coming(draft.scan, progress) as scan,
            self._pen.on(actor, wish.REGISTER_FEEDBACK, result_id, version) as work,
        ):
            result, on = work.result, draft.on
            self._refuse_feedback(result, work.state, on)
            result.feedback = line_below(result.feedback, f"{on}：{text}" if result.feedback else text)
            result.feedback_on, result.feedback_outcome = on, draft.outcome
            result.verified_on, result.verified_by, result.verification_outcome = None, None, None
            result.attachment_id = self._attached(work, scan) or result.attachment_id
            self._pen.end(work, DeadlineState.MET, on)
            correct(spoken_of(work.unit.session, result), draft.outcome, on, draft.corrected)
            _answer_referral(work, on, text)
            return work.written

    @performs(wish.VERIFY)
    def verify(self, actor: Actor, result_id: int, version: int, draft: VerifyDraft) -> Written:
        """Register what verifying came to: put right and 销号, or not, with what comes next.

        Raises FieldProblem, ChangedMeanwhile, DomainError.
        """
        by = needed("by", "核实人", draft.by)
        is_settled = draft.outcome is VerificationOutcome.SETTLED
        next_step = draft.next_step.strip()
        if not is_settled:
            needed("next_step", "下一步怎么办", next_step)
        with self._pen.on(actor, wish.VERIFY, result_id, version) as work:
            result, on = work.result, draft.on
            refusals.must_be_sent(result, work.state, "核实")
            refusals.must_be_open(result, "核实")
            if work.state is ResultState.AWAITING_FEEDBACK:
                raise DomainError(
                    f"{refusals.name_of(result)}还没有反馈，不能核实销号。请先登记反馈；对方没有书面反馈、已查明整改情况的，"
                    "按查明的情况登记反馈。"
                )
            day_that_can_be("on", "核实日期", on, self._pen.today, result.feedback_on or result.sent_on)
            result.verified_on, result.verified_by, result.verification_outcome = on, by, draft.outcome
            result.verification = line_below(result.verification, *_verified_words(draft))
            if is_settled:
                result.settled_on = on
                self._pen.end(work, DeadlineState.MET, on)
                return work.written
            undo_correction(spoken_of(work.unit.session, result))
            self._ask_again(work, draft.next_due_on, on)
            return work.written

    @performs(wish.SETTLE)
    def settle(self, actor: Actor, result_id: int, version: int, on: PartialDate, reason: str) -> Written:
        """销号 of what asks for no feedback, or whose letter did not go out, with the reason.

        It is not counted as verified. Raises FieldProblem, ChangedMeanwhile, DomainError.
        """
        why = needed("reason", "销号的理由（办理情况）", reason)
        with self._pen.on(actor, wish.SETTLE, result_id, version, why) as work:
            result = work.result
            is_ended = self._is_letter_ended(work)
            if not is_ended:
                refusals.must_be_sent(result, work.state, "销号")
            refusals.must_be_open(result, "销号")
            if not is_ended and (result.suggestion_id is not None or self._asks(work)):
                raise DomainError(
                    f"{refusals.name_of(result)}要求反馈，不能直接销号。请登记反馈，再核实销号；"
                    "不再要求反馈的，先在“期限”页里按决定免除它的期限。"
                )
            day_that_can_be("on", "销号日期", on, self._pen.today, result.feedback_on or result.sent_on)
            result.settled_on, result.verification_outcome = on, None
            result.verification = line_below(result.verification, f"{on} 销号：{why}")
            return work.written

    @performs(wish.REOPEN)
    def reopen(
        self, actor: Actor, result_id: int, version: int, reason: str, next_due_on: PartialDate | None = None
    ) -> Written:
        """Follow a settled result again, because of what was found later; its findings are open again.

        Raises FieldProblem, ChangedMeanwhile, DomainError.
        """
        why = needed("reason", "重新跟踪的理由（又发现了什么）", reason)
        with self._pen.on(actor, wish.REOPEN, result_id, version, why) as work:
            result, today = work.result, PartialDate.of(self._pen.today)
            if result.settled_on is None:
                raise DomainError(f"{refusals.name_of(result)}没有销号，不用重新跟踪。")
            result.settled_on = None
            result.verified_on, result.verified_by = today, actor.name
            result.verification_outcome = VerificationOutcome.NOT_SETTLED
            result.verification = line_below(result.verification, f"{today} 重新跟踪：{why}")
            undo_correction(spoken_of(work.unit.session, result))
            self._ask_again(work, next_due_on, today)
            return work.written

    @performs(wish.OPEN_SUGGESTION)
    def open_suggestion(self, actor: Actor, review_id: int, start: SuggestionStart) -> Written:
        """Open a draft suggestion with what the findings say; returns the letter. Raises FieldProblem, DomainError."""
        return self._parts.opening.suggestion(actor, review_id, start)

    @performs(wish.HAND_ON_CLUE)
    def hand_on_clue(self, actor: Actor, review_id: int, start: ClueStart) -> Written:
        """Register a clue with what the findings say; returns the clue. Raises FieldProblem, ContentWithheld."""
        return self._parts.opening.clue(actor, review_id, start)

    def _checked(self, draft: ResultDraft) -> ResultKind:
        kind = self.kinds.find(draft.kind)
        needed("title", "标题", draft.title)
        addressee = needed("addressee", "对象", draft.addressee)
        if kind.opens and kind.opens != REFERRAL:
            raise FieldProblem("kind", f"{kind.name}不用拟制，请直接用“{kind.verb}”的按钮启动。")
        word = self.kinds.looks_outside(addressee)
        if word and not kind.is_outside(draft.is_outside):
            seen = f"对象“{addressee}”看来是外单位（“{word}”）"
            if kind.reach is Reach.INSIDE:
                raise FieldProblem("addressee", f"{seen}，{kind.name}只在本院内。请另选对象或种类。")
            raise FieldProblem("is_outside", f"{seen}。发到外单位的以本院名义、由{kind.decides}决定，请勾选“外单位”。")
        return kind

    def _refer(self, work: Work, draft: SendDraft) -> None:
        result = work.result
        referral = ReferralDraft(
            recipient=result.addressee,
            referred_on=draft.sent_on,
            content=result.content or result.title,
            letter_number=draft.number,
        )
        key = RecordKey(RecordType.REVERSE_REVIEW, work.review.id)
        result.referral_id = self._parts.referrals.note(work.unit, key, referral)
        result.transferred_to = result.addressee

    def _look(self, result_id: int, draft: FeedbackDraft) -> None:
        """Refuse before the scan is copied what cannot be registered."""
        row = self.row(result_id)
        with self._pen.reviews.database.read() as session:
            self._refuse_feedback(session.get_one(ReviewResult, row.id), row.state, draft.on)

    def _refuse_feedback(self, result: ReviewResult, state: ResultState, on: PartialDate) -> None:
        if result.suggestion_id is not None:
            raise DomainError("检察建议的回复在“检察建议”里登记，登记以后这里就能核实销号。")
        refusals.must_be_sent(result, state, "登记反馈")
        refusals.must_be_open(result, "登记反馈")
        if result.feedback_on is not None and state is not ResultState.UNSETTLED:
            raise DomainError(
                f"{refusals.name_of(result)}已登记反馈（{result.feedback_on}），等待核实。登记有误的，请在“全部经过”里撤销。"
            )
        day_that_can_be("on", "反馈日期", on, self._pen.today, result.sent_on)

    def _attached(self, work: Work, scan: Staged | None) -> int | None:
        if scan is None:
            return None
        record = (RecordType.REVERSE_REVIEW, work.review.id)
        return self._parts.attachments.attach(work.unit, record, FEEDBACK_PURPOSE, scan)

    def _ask_again(self, work: Work, due_on: PartialDate | None, first: PartialDate) -> None:
        if due_on is None:
            return
        start, last = refusals.day_of_feedback(due_on, first)
        self._pen.ask_for_feedback(work, start, last, f"{first}再次要求反馈")

    def _asks(self, work: Work) -> bool:
        """Whether feedback is waited for, or was asked for and not waived."""
        row = rows_of(work.unit.session, self._pen.today, ReviewResult.id == work.result.id)[0]
        return row.due_on is not None

    def _is_letter_ended(self, work: Work) -> bool:
        letter = work.result.suggestion_id
        return letter is not None and letter_state(work.unit.session, letter, self._pen.today) in _ENDED


def _fill(result: ReviewResult, kind: ResultKind, draft: ResultDraft) -> None:
    result.title, result.addressee = draft.title.strip(), draft.addressee.strip()
    result.content = draft.content.strip() or None
    result.is_outside = kind.is_outside(draft.is_outside)


def _answer_referral(work: Work, on: PartialDate, text: str) -> None:
    """What came of a referral is known by the feedback."""
    if work.result.referral_id is None:
        return
    referral = work.unit.session.get(Referral, work.result.referral_id)
    if referral is not None and referral.answered_on is None:
        referral.answered_on, referral.answer = on, text


def _verified_words(draft: VerifyDraft) -> tuple[str, ...]:
    next_step = draft.next_step.strip()
    said = f"{draft.on} {draft.by.strip()}：{draft.outcome.label}。", draft.text.strip()
    return (*said, f" 下一步：{next_step}") if next_step else said
