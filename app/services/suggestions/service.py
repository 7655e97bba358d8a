"""What the office does with a suggestion letter, from draft to closing; each step one transaction."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from app.models.actor import Actor
from app.models.database import Unit
from app.models.dates import PartialDate
from app.models.letter_terms import CheckMoment
from app.models.suggestion import Suggestion as Letter
from app.models.terms import (
    Adoption,
    Receipt,
    RecordType,
    Rectification,
    ServiceMethod,
    SuggestionStep,
)
from app.services.docket.starting import Starter
from app.services.follow_ups.checklist import refuse_unfinished
from app.services.follow_ups.demands import Demands
from app.services.follow_ups.looking import write_look
from app.services.follow_ups.rows import LookDraft
from app.services.foundation.changes import Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import performs
from app.services.foundation.numbering import entry_numbers
from app.services.foundation.pen import Opened, Pen
from app.services.foundation.progress import Progress
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.importing.identity import letter_identity
from app.services.lists.listing import Listing
from app.services.office.attachments import Attachments
from app.services.office.offices import Offices
from app.services.papers.number_book import Use, hand_over, take
from app.services.papers.numbers import parsed
from app.services.pre_issue.required import required_check
from app.services.replies.answering import check_reply, keep_reply
from app.services.replies.pending import refuse_pending
from app.services.serving import receiving
from app.services.serving.methods import ServingMethods
from app.services.suggestion_items.laying import follow_words
from app.services.suggestion_paths.gate import PathGate
from app.services.suggestions import intentions as wish
from app.services.suggestions import refusals
from app.services.suggestions.arriving import Arrivals, Coming
from app.services.suggestions.cards import Cards
from app.services.suggestions.due import ReplyDues, apply_due, running_of
from app.services.suggestions.rewording import is_open
from app.services.suggestions.rows import (
    IssueDraft,
    LetterCard,
    LetterDraft,
    RectificationDraft,
    ReplyDraft,
    ServiceDraft,
)
from app.services.trail.since import refuse_changed

Keep = Callable[[Unit], int]  # adds a frozen paper inside the act, returns its id


@dataclass(frozen=True)
class Parts:
    """What the steps need, handed in by bootstrap."""

    pen: Pen[Letter]
    dues: ReplyDues
    starter: Starter
    offices: Offices
    attachments: Attachments
    clock: Clock
    methods: ServingMethods
    demands: Demands
    paths: PathGate


class Suggestions:
    """Letters: their list, their record, and the steps of the office."""

    def __init__(self, listing: Listing, cards: Cards, parts: Parts) -> None:
        """Take the parts; nothing is read yet."""
        self.listing = listing
        self._cards = cards
        self._pen = parts.pen
        self._dues = parts.dues
        self._starter = parts.starter
        self._offices = parts.offices
        self._arrivals = Arrivals(parts.pen, parts.attachments)
        self._clock, self._demands, self._paths = parts.clock, parts.demands, parts.paths
        self._methods = parts.methods

    def card(self, letter_id: int, as_of: date | None = None) -> LetterCard:
        """Everything about one letter, as a day (today where none is given) knew it; raises LetterNotFound."""
        return self._cards.card(letter_id, as_of or self._clock.today())

    def find(self, name: str) -> int:
        """The id of the letter with this entry number or 文号; raises DomainError when none or several fit."""
        return self._cards.find(name)

    def is_text_elsewhere(self, letter_id: int) -> bool:
        """Whether the letter came with a ledger, or the text that makes a letter was never typed here."""
        return self._cards.is_text_elsewhere(letter_id)

    def withdrawn_on(self, letter_id: int) -> str:
        """The day a letter was withdrawn, as text; empty where it was not."""
        return self._cards.withdrawn_on(letter_id)

    @performs(wish.DRAFT)
    def draft(self, actor: Actor, draft: LetterDraft) -> Written:
        """Begin a letter; it gets its entry number at once and keeps it for ever."""
        needed("addressee", "被建议单位全称", draft.addressee)
        with self._pen.new(actor, wish.DRAFT) as unit:
            return self.begin(unit, draft).written

    def begin(self, unit: Unit, draft: LetterDraft) -> Opened[Letter]:
        """Begin a letter within another service's transaction; raises FieldProblem."""
        letter = Letter(
            entry_number=entry_numbers(unit, RecordType.SUGGESTION, self._clock.today().year)[0],
            office_name=self._offices.name(unit.session),
            addressee=needed("addressee", "被建议单位全称", draft.addressee),
            identity="",
            step=SuggestionStep.DRAFT,
            receipt=Receipt.AWAITED,
            service_method=ServiceMethod.UNSPECIFIED,
            adoption=Adoption.UNRECORDED,
            rectification=Rectification.UNRECORDED,
        )
        opened = Opened(unit, letter)
        self._fill(opened, draft)
        unit.session.add(letter)
        unit.session.flush()
        return opened

    def begin_from_clue(self, unit: Unit, draft: LetterDraft, opened_on: PartialDate) -> Opened[Letter]:
        """Begin a letter a clue was opened as on that day, on the first path of its kind where none was chosen."""
        path = draft.path or self._paths.library.first_of(draft.kind)
        opened = self.begin(unit, replace(draft, path=path))
        opened.record.opened_on = opened_on
        return opened

    @performs(wish.AMEND)
    def amend(self, actor: Actor, letter_id: int, version: int, draft: LetterDraft) -> Written:
        """Change what the letter says or who handles it.

        What an issued letter says stays as issued; one taken over from a ledger or issued by number alone may be
        completed until its text is frozen.
        """
        needed("addressee", "被建议单位全称", draft.addressee)
        with self._pen.on(actor, wish.AMEND, letter_id) as opened:
            letter = opened.record
            refuse_changed(opened.unit.session, letter, version, refusals.name_of(letter))
            self._refuse_rewriting(opened, draft)
            proposed = letter.proposal
            self._fill(opened, draft)
            if letter.proposal != proposed:
                follow_words(opened.unit.session, letter)
            self._compute(opened)
            self._follow(opened)
            return opened.written

    def may_be_reworded(self, letter_id: int) -> bool:
        """Whether ``amend`` may change what the letter says; raises LetterNotFound."""
        return self._cards.may_be_reworded(letter_id)

    @performs(wish.REGISTER_ISSUE)
    def register_issue(self, actor: Actor, letter_id: int, issue: IssueDraft, keep: Keep | None = None) -> Written:
        """Register what the national system issued: official number and date; ``keep`` adds the frozen paper."""
        number = refusals.official_number(issue.number)
        with self._pen.on(actor, wish.REGISTER_ISSUE, letter_id, issue.reason.strip() or None) as opened:
            letter = opened.record
            refusals.must_run(letter, "登记制发")
            if letter.step is SuggestionStep.ISSUED and letter.number:
                raise DomainError(f"{letter.number} 已经登记制发。如登记有误，请在“全部经过”里撤销后重新登记。")
            if not issue.is_number_only:  # a text that was left to the national system was looked over there
                required_check(opened.unit.session, letter, CheckMoment.FOR_SIGNATURE)
            day_that_can_be("issued_on", "发出日期", issue.issued_on, self._clock.today(), None)
            self._refuse_taken(opened, number)
            self._paths.refuse_issue(opened.unit.session, letter, is_text_elsewhere=issue.is_number_only)
            is_ours = self._take_number(opened, number, issue)  # before the letter holds it, or it would count as given
            letter.number, letter.issued_on, letter.step = number, issue.issued_on, SuggestionStep.ISSUED
            self._identify(letter)
            self._follow(opened)
            document_id = keep(opened.unit) if keep else None
            if document_id and is_ours:
                hand_over(opened.unit, number, document_id)
            return opened.written

    @performs(wish.REGISTER_SERVICE)
    def register_service(
        self, actor: Actor, letter_id: int, service: ServiceDraft, progress: Progress | None = None
    ) -> Written:
        """Register the receipt; the reply period starts from it (检察建议工作规定 2019 art. 19).

        ``progress`` is told how far the scan has come; it may raise Cancelled, and then nothing has been registered.
        """
        today = self._clock.today()
        coming = Coming(service.scan, progress, lambda letter: receiving.refuse(self._methods, letter, service, today))
        with self._arrivals.on(actor, wish.REGISTER_SERVICE, letter_id, coming) as arrived:
            receiving.record(arrived, service)
            self.keep_step(arrived.opened)
            return arrived.opened.written

    @performs(wish.RECORD_REPLY)
    def record_reply(
        self,
        actor: Actor,
        letter_id: int,
        reply: ReplyDraft,
        progress: Progress | None = None,
        shown: int | None = None,
    ) -> Written:
        """Record a reply by its 收文登记 date, with the scan; the first one meets the deadline.

        ``progress`` as in ``register_service``; ``shown`` is the version of the letter that was looked at.
        Raises FieldProblem, ChangedMeanwhile, DomainError.
        """
        check_reply(reply)
        registered, today = reply.registered_on, self._clock.today()
        coming = Coming(reply.scan, progress, lambda letter: refusals.reply(letter, registered, today))
        with self._arrivals.on(actor, wish.RECORD_REPLY, letter_id, coming) as arrived:
            letter = arrived.opened.record
            refuse_changed(arrived.opened.unit.session, letter, shown, refusals.name_of(letter))
            keep_reply(arrived, reply)
            self._follow(arrived.opened)
            return arrived.opened.written

    @performs(wish.RECORD_RECTIFICATION)
    def record_rectification(
        self, actor: Actor, letter_id: int, seen: RectificationDraft, progress: Progress | None = None
    ) -> Written:
        """Record how far things have been put right; ``progress`` as in ``register_service``."""
        seen_on, today = seen.seen_on, self._clock.today()
        coming = Coming(seen.scan, progress, lambda letter: refusals.rectification(letter, seen_on, today))
        with self._arrivals.on(actor, wish.RECORD_RECTIFICATION, letter_id, coming) as arrived:
            unit, letter = arrived.opened.unit, arrived.opened.record
            look = LookDraft(None, seen_on, seen.state, seen.seen_by, note=seen.note)
            write_look(unit, letter, look, arrived.attach("整改材料"))
            self._follow(arrived.opened)
            return arrived.opened.written

    @performs(wish.CLOSE)
    def close(self, actor: Actor, letter_id: int, on: PartialDate, reason: str, version: int | None = None) -> Written:
        """Close a letter by its checklist; open deadlines become moot, planned revisits stay.

        The reason says on what grounds, and explains what the checklist asks about. Refused with every red line.
        """
        ground = needed("reason", "办结的依据或理由", reason)
        with self._pen.on(actor, wish.CLOSE, letter_id, ground) as opened:
            letter = opened.record
            refuse_changed(opened.unit.session, letter, version, refusals.name_of(letter))
            refusals.must_be_issued(letter, "办结")
            refuse_unfinished(opened.unit.session, letter, self._demands)
            last = letter.rectified_on or letter.replied_on or letter.received_on or letter.issued_on
            day_that_can_be("on", "办结日期", on, self._clock.today(), last)
            letter.closed_on, letter.closing_note = on, ground
            self._follow(opened)
            return opened.written

    @performs(wish.DECLINE)
    def decline(self, actor: Actor, letter_id: int, on: PartialDate, reason: str) -> Written:
        """Decide not to issue (不予制发), with the reason."""
        ground = needed("reason", "不予制发的理由", reason)
        with self._pen.on(actor, wish.DECLINE, letter_id, ground) as opened:
            letter = opened.record
            if letter.step is SuggestionStep.ISSUED:
                raise DomainError(f"{refusals.name_of(letter)} 已经制发，不能再不予制发。确有不当的请用“撤回”。")
            refusals.must_run(letter, "不予制发")
            day_that_can_be("on", "决定日期", on, self._clock.today(), None)
            letter.step, letter.declined_on, letter.decline_reason = SuggestionStep.DECLINED, on, ground
            self._follow(opened)
            return opened.written

    @performs(wish.WITHDRAW)
    def withdraw(self, actor: Actor, letter_id: int, on: PartialDate, reason: str) -> Written:
        """Withdraw an issued letter (检察建议工作规定 2019 art. 22), with the reason."""
        ground = needed("reason", "撤回的理由", reason)
        with self._pen.on(actor, wish.WITHDRAW, letter_id, ground) as opened:
            letter = opened.record
            refusals.must_be_issued(letter, "撤回")
            refuse_pending(opened.unit.session, letter, "直接撤回")
            day_that_can_be("on", "撤回日期", on, self._clock.today(), letter.issued_on)
            letter.withdrawn_on = on
            self._follow(opened)
            return opened.written

    def _fill(self, opened: Opened[Letter], draft: LetterDraft) -> None:
        letter = opened.record
        self._paths.check(draft.path.strip(), draft.kind)
        for name in ("kind", "matter_id", "addressee_relation", "is_government"):
            setattr(letter, name, getattr(draft, name))
        for name in _TEXTS:
            setattr(letter, name, getattr(draft, name).strip() or None)
        letter.addressee = draft.addressee.strip()
        letter.organisation_id = self._offices.organisation_id(opened.unit.session, letter.addressee)
        self._identify(letter)

    def _refuse_rewriting(self, opened: Opened[Letter], draft: LetterDraft) -> None:
        letter = opened.record
        if is_open(opened.unit.session, letter):
            return
        said = [name for name in _SAID if (getattr(letter, name) or "") != getattr(draft, name).strip()]
        if said or letter.kind is not draft.kind:
            raise FieldProblem(
                said[0] if said else "kind",
                f"{refusals.name_of(letter)} 已登记制发，正文不能再改。确有不当的请用“撤回”，另行制发。",
            )

    def _refuse_taken(self, opened: Opened[Letter], number: str) -> None:
        wanted = select(Letter).where(
            Letter.office_name == opened.record.office_name, Letter.number == number, Letter.id != opened.record.id
        )
        other = opened.unit.session.scalars(wanted).first()
        if other is not None:
            raise FieldProblem(
                "number", f"文号 {number} 已用于 {other.entry_number}（{other.addressee}）。请与业务系统核对。"
            )

    def _take_number(self, opened: Opened[Letter], text: str, issue: IssueDraft) -> bool:
        letter, number = opened.record, parsed(text)
        if number is None or letter.office_name != self._offices.name(opened.unit.session):
            return False  # another office's letter takes none of our numbers
        at = self._clock.now().isoformat(timespec="seconds")
        title = f"检察建议书（{letter.addressee}）"
        reason = issue.reason.strip() or None
        take(opened.unit, number, Use(letter.entry_number, title, at, None, issue.is_automatic, reason))
        return True

    def _identify(self, letter: Letter) -> None:
        letter.identity = letter_identity(
            letter.office_name,
            letter.number,
            letter.addressee,
            letter.issued_on,
            letter.kind,
            letter.kind_as_written,
            letter.problem,
        )

    def keep_step(self, opened: Opened[Letter]) -> None:
        """Bring reply period and deadlines into step with a letter's dates, within another service's transaction."""
        self._compute(opened)
        self._follow(opened)

    def _compute(self, opened: Opened[Letter]) -> None:
        letter = opened.record
        if letter.step is not SuggestionStep.ISSUED:
            return
        due = self._dues.due(running_of(letter))
        if self._starter.begin_reply(opened.unit, letter, due.deadline):
            apply_due(letter, due)

    def _follow(self, opened: Opened[Letter]) -> None:
        """Start, meet and end the letter's deadlines as its dates say."""
        self._starter.follow(opened.unit, RecordType.SUGGESTION, opened.record)


# What the paper says; the rest of a draft is the office's own bookkeeping.
_SAID = (
    "addressee",
    "case_source",
    "facts",
    "problem",
    "proposal",
    "basis",
    "objection_period",
    "reply_period",
    "other_matters",
)
_TEXTS = (
    *_SAID[1:],
    "copies_to",
    "case_name",
    "system_case_number",
    "department",
    "handler",
    "addressee_level",
    "remarks",
    "path",
    "field",
    "joint_offices",
)
