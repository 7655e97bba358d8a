"""What the office does with a letter on its way to issue; each act one transaction that starts what it starts."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.models.actor import Actor
from app.models.case_terms import Verdict
from app.models.dates import PartialDate
from app.models.letter_terms import CheckMoment, LetterOpinionKind
from app.models.suggestion import Suggestion as Letter
from app.models.suggestion_review import LetterOpinion
from app.models.terms import RecordType, SuggestionStep
from app.services.approvals.rows import COMMITTEE, DEPUTY
from app.services.clues.links import Links
from app.services.docket.starting import Starter
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import Intention, performs
from app.services.foundation.pen import Opened, Pen
from app.services.foundation.progress import Progress
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.matter_types.library import TypeLibrary
from app.services.office.attachments import Attachments
from app.services.pre_issue.required import required_check
from app.services.suggestion_paths import intentions as wish
from app.services.suggestion_paths import order
from app.services.suggestion_paths.evidence import who
from app.services.suggestion_paths.following import DECIDE
from app.services.suggestion_paths.gate import PathGate
from app.services.suggestion_paths.model import PathStep, SuggestionPath
from app.services.suggestion_paths.others import send_to_others
from app.services.suggestion_paths.rows import (
    IN_SYSTEM,
    AnswerDraft,
    AskDraft,
    LetterProgress,
    OpinionRow,
    OtherAddressee,
    SentToOthers,
    StepDraft,
    StepRow,
    SwitchRow,
    SystemDecision,
)
from app.services.suggestion_paths.switches import keep_switches, rows_of, switches_in
from app.services.suggestions import refusals
from app.services.suggestions.arriving import Arrivals, Arrived, Coming
from app.services.suggestions.refusals import LetterNotFound
from app.services.suggestions.service import Suggestions

_OF_OTHER_OFFICES = (
    LetterOpinionKind.UPPER,
    LetterOpinionKind.PROVINCIAL,
    LetterOpinionKind.SUPERIOR_OFFICE,
    LetterOpinionKind.LOCAL_OFFICE,
)


@dataclass(frozen=True)
class Parts:
    """What the steps need, handed in by bootstrap."""

    pen: Pen[Letter]
    gate: PathGate
    starter: Starter
    attachments: Attachments
    types: TypeLibrary
    suggestions: Suggestions
    links: Links


class SuggestionPaths:
    """The steps of letters, and every act that takes one."""

    def __init__(self, parts: Parts) -> None:
        """Nothing is read yet."""
        self._parts, self._pen, self._gate = parts, parts.pen, parts.gate
        self._arrivals = Arrivals(parts.pen, parts.attachments)

    @property
    def paths(self) -> tuple[SuggestionPath, ...]:
        """Every path there is; raises DomainError where a file is spoilt."""
        return self._gate.library.all

    def progress(self, letter_id: int) -> LetterProgress:
        """How far a letter has come; raises LetterNotFound."""
        with self._pen.database.read() as session:
            letter = session.get(Letter, letter_id)
            if letter is None:
                raise LetterNotFound(letter_id)
            return self._gate.progress(session, letter)

    def missing(self, letter_id: int, *, is_text_elsewhere: bool = False) -> tuple[StepRow, ...]:
        """What stands between a letter and its issue; nothing for letters that follow no path."""
        with self._pen.database.read() as session:
            letter = session.get(Letter, letter_id)
            if letter is None:
                raise LetterNotFound(letter_id)
            return self._gate.lacking(session, letter, is_text_elsewhere=is_text_elsewhere)

    def opinions(self, letter_id: int) -> tuple[OpinionRow, ...]:
        """The opinions beside the approvals, the newest first."""
        wanted = select(LetterOpinion).where(LetterOpinion.suggestion_id == letter_id)
        with self._pen.database.read() as session:
            return tuple(_opinion_row(each) for each in session.scalars(wanted.order_by(LetterOpinion.id.desc())))

    def deciders(self, act: str) -> tuple[str, ...]:
        """The posts that decide an act by the 职权清单 in force today; raises DomainError."""
        return tuple(self._parts.types.power(act, self._today).decides.split("、"))

    def switches(self) -> tuple[SwitchRow, ...]:
        """Every step the office may ask for or not."""
        with self._pen.database.read() as session:
            return rows_of(self._gate.library, switches_in(session))

    @performs(wish.SWITCH)
    def switch(self, actor: Actor, wanted: Mapping[str, bool], reason: str = "") -> Written:
        """Ask for steps (``path/step``) or no more; letters that run are asked for them from now on."""
        known = {f"{row.path}/{row.step}" for row in self.switches()}
        stray = next((name for name in wanted if name not in known), None)
        if stray is not None:
            raise DomainError(f"没有可以设置的步骤“{stray}”。请刷新后再设置。")
        pen = self._pen
        with pen.database.write(actor, wish.SWITCH, pen.clock.now(), reason.strip() or None) as unit:
            kept = keep_switches(unit.session, {**switches_in(unit.session), **wanted})
            written = Written(kept.id, unit.act)
        pen.changes.publish(RecordType.SUGGESTION)
        return written

    @performs(wish.RECORD_STEP)
    def record_step(
        self, actor: Actor, letter_id: int, code: str, draft: StepDraft, progress: Progress | None = None
    ) -> Written:
        """Register a step that is done on a day and decided by nobody else (立项, 立案决定书送达, 调查终结)."""

        def refuse(letter: Letter) -> None:
            step = self._step(letter, code)
            if step.act or step.opinion is not None or not step.date or not step.is_before_issue:
                raise DomainError(f"“{step.title}”不在这里登记日期。请按“办理”里写的办法办。")
            self._refuse_day(letter, step, "on", draft.on)

        with self._arrivals.on(actor, wish.RECORD_STEP, letter_id, Coming(draft.scan, progress, refuse)) as arrived:
            letter = arrived.opened.record
            step = self._step(letter, code)
            self._in_turn(arrived.opened, step, is_text_elsewhere=True)
            if draft.scan is None:
                order.refuse_without_paper(arrived.opened.unit.session, letter, step)
            self._attach(arrived, step.title)
            setattr(letter, step.date, draft.on)
            self._follow(arrived.opened)
            return arrived.opened.written

    @performs(wish.REGISTER_SYSTEM)
    def register_system_decision(
        self, actor: Actor, letter_id: int, code: str, decision: SystemDecision, progress: Progress | None = None
    ) -> Written:
        """Register what the national system decided, by whom the 职权清单 says; raises FieldProblem, StepsMissing."""

        def refuse(letter: Letter) -> None:
            step = self._step(letter, code)
            if not step.act:
                raise DomainError(f"“{step.title}”不是由审批决定的，没有业务系统审批结果可以登记。")
            self._refuse_decider(step, decision)
            self._refuse_day(letter, step, "on", decision.on)

        coming = Coming(decision.scan, progress, refuse)
        with self._arrivals.on(actor, wish.REGISTER_SYSTEM, letter_id, coming) as arrived:
            letter = arrived.opened.record
            step = self._step(letter, code)
            self._in_turn(arrived.opened, step, is_text_elsewhere=True)
            order.refuse_open_approval(arrived.opened.unit.session, letter, step)
            scan = self._attach(arrived, "业务系统审批结果")
            arrived.opened.unit.session.add(_in_system(letter, step, decision, scan))
            setattr(letter, step.date, decision.on)
            if step.code == DECIDE:
                letter.decided_by = who(decision.person.strip(), decision.post.strip())
                letter.step = SuggestionStep.AWAITING_SIGNATURE
            self._follow(arrived.opened)
            return arrived.opened.written

    @performs(wish.SUBMIT)
    def submit(self, actor: Actor, letter_id: int) -> Written:
        """送审: the draft goes to those who review it; what leads to it must have come. Raises StepsMissing."""
        with self._on(actor, wish.SUBMIT, letter_id) as opened:
            letter = opened.record
            path = self._gate.library.find(letter.path or "")
            if letter.step is not SuggestionStep.DRAFT:
                raise DomainError(f"{refusals.name_of(letter)} 已经送审（{letter.step.label}），不用再送。")
            first = order.first_review(path)
            self._gate.refuse_before(opened.unit.session, letter, first.code, "送审")
            required_check(opened.unit.session, letter, CheckMoment.FOR_REVIEW)
            letter.step = SuggestionStep.UNDER_REVIEW
            return opened.written

    @performs(wish.ASK)
    def ask(self, actor: Actor, letter_id: int, code: str, draft: AskDraft) -> Written:
        """Ask for an opinion the path wants, or may have; raises FieldProblem, StepsMissing."""
        counterpart = needed("counterpart", "送请审核或征求意见的部门、单位", draft.counterpart)
        with self._on(actor, wish.ASK, letter_id) as opened:
            letter = opened.record
            step = self._opinion_step(letter, code)
            day_that_can_be("asked_on", "送出日期", draft.asked_on, self._today, None)
            self._in_turn(opened, step, is_text_elsewhere=True)
            order.refuse_asked(opened.unit.session, letter, step)
            opened.unit.session.add(
                LetterOpinion(
                    suggestion_id=letter.id, kind=step.opinion, counterpart=counterpart, asked_on=draft.asked_on
                )
            )
            if letter.step is SuggestionStep.DRAFT and order.is_review(step):
                required_check(opened.unit.session, letter, CheckMoment.FOR_REVIEW)
                letter.step = SuggestionStep.UNDER_REVIEW
            opened.unit.session.flush()
            return opened.written

    @performs(wish.ANSWER)
    def answer(
        self, actor: Actor, letter_id: int, code: str, draft: AnswerDraft, progress: Progress | None = None
    ) -> Written:
        """Register the opinion that came; 退回修改 makes the letter a draft again. Raises FieldProblem."""
        said = needed("opinion", "意见内容", draft.opinion)

        def refuse(letter: Letter) -> None:
            step = self._opinion_step(letter, code)
            day_that_can_be("answered_on", "答复日期", draft.answered_on, self._today, None)
            if step.opinion in _OF_OTHER_OFFICES and draft.scan is None:
                raise FieldProblem("scan", f"请附上{step.opinion.label}的答复文书扫描件。")

        with self._arrivals.on(actor, wish.ANSWER, letter_id, Coming(draft.scan, progress, refuse)) as arrived:
            letter = arrived.opened.record
            step = self._opinion_step(letter, code)
            asked = order.asked(arrived.opened.unit.session, letter, step)
            day_that_can_be("answered_on", "答复日期", draft.answered_on, self._today, asked.asked_on)
            asked.answered_on, asked.verdict, asked.opinion = draft.answered_on, draft.verdict, said
            asked.person, asked.post = draft.person.strip() or None, draft.post.strip() or None
            asked.number = draft.number.strip() or None
            asked.attachment_id = self._attach(arrived, step.title)
            is_returned = draft.verdict is Verdict.RETURNED and order.is_review(step)
            if is_returned and letter.step is SuggestionStep.UNDER_REVIEW:
                letter.step = SuggestionStep.DRAFT
            return arrived.opened.written

    @performs(wish.SEND_TO_OTHERS)
    def send_to_others(self, actor: Actor, letter_id: int, others: Sequence[OtherAddressee]) -> SentToOthers:
        """Begin the same letter for other units: each its own numbers and deadlines, linked as siblings."""
        parts = self._parts
        with self._pen.on(actor, wish.SEND_TO_OTHERS, letter_id) as opened:
            made = send_to_others(opened, others, parts.suggestions, parts.links)
            sent = SentToOthers(tuple((each.id, each.entry_number) for each in made), opened.unit.act)
        self._pen.changes.publish(RecordType.SUGGESTION)
        return sent

    @property
    def _today(self) -> date:
        return self._pen.clock.today()

    @contextmanager
    def _on(self, actor: Actor, intention: Intention, letter_id: int) -> Iterator[Opened[Letter]]:
        with self._pen.on(actor, intention, letter_id) as opened:
            _must_be_open(opened.record, intention.title)
            yield opened

    def _step(self, letter: Letter, code: str) -> PathStep:
        """The step of the letter's path; refuses letters that are issued or over."""
        _must_be_open(letter, "登记办理步骤")
        return order.step_of(self._gate.library, letter, code)

    def _opinion_step(self, letter: Letter, code: str) -> PathStep:
        step = self._step(letter, code)
        if step.opinion is None:
            raise DomainError(f"“{step.title}”不需要征求意见。请按“办理”里写的办法办。")
        return step

    def _in_turn(self, opened: Opened[Letter], step: PathStep, *, is_text_elsewhere: bool) -> None:
        self._gate.refuse_before(
            opened.unit.session, opened.record, step.code, f"办理“{step.title}”", is_text_elsewhere=is_text_elsewhere
        )

    def _refuse_day(self, letter: Letter, step: PathStep, field: str, on: PartialDate) -> None:
        known: PartialDate | None = getattr(letter, step.date)
        if known is not None:
            raise DomainError(f"“{step.title}”已登记为 {known}。登记有误的，请在“全部经过”里撤销后重新登记。")
        path = self._gate.library.find(letter.path or "")
        day_that_can_be(field, f"{step.title}的日期", on, self._today, order.last_day_before(letter, path, step))

    def _refuse_decider(self, step: PathStep, decision: SystemDecision) -> None:
        needed("person", "决定人", decision.person)
        post, allowed = needed("post", "决定人职务", decision.post), self.deciders(step.act)
        if post not in allowed:
            raise FieldProblem(
                "post", f"“{step.title}”由{'、'.join(allowed)}决定（{step.basis}），不能登记为{post}决定。"
            )
        if post in {COMMITTEE, DEPUTY} and not decision.number.strip():
            raise FieldProblem(
                "number", "检察委员会决定的填写会议决定文号，副检察长决定的填写检察长书面授权的名称或文号。"
            )

    def _attach(self, arrived: Arrived, purpose: str) -> int | None:
        if arrived.scan is None:
            return None
        key = RecordType.SUGGESTION, arrived.opened.record.id
        return self._parts.attachments.attach(arrived.opened.unit, key, purpose, arrived.scan)

    def _follow(self, opened: Opened[Letter]) -> None:
        self._parts.starter.follow(opened.unit, RecordType.SUGGESTION, opened.record)


def _in_system(letter: Letter, step: PathStep, decision: SystemDecision, scan: int | None) -> LetterOpinion:
    note = decision.note.strip()
    return LetterOpinion(
        suggestion_id=letter.id,
        kind=LetterOpinionKind.IN_SYSTEM,
        counterpart=IN_SYSTEM,
        asked_on=decision.on,
        answered_on=decision.on,
        person=decision.person.strip(),
        post=decision.post.strip(),
        verdict=Verdict.AGREED,
        opinion=f"{step.title}。{note}" if note else step.title,  # evidence finds it by the step's title
        number=decision.number.strip() or None,
        attachment_id=scan,
    )


def _must_be_open(letter: Letter, wanted: str) -> None:
    refusals.must_run(letter, wanted)
    if letter.step is SuggestionStep.ISSUED:
        raise DomainError(f"{refusals.name_of(letter)} 已经登记制发，不能再{wanted}。登记有误的请先撤销登记制发。")


def _opinion_row(each: LetterOpinion) -> OpinionRow:
    return OpinionRow(
        id=each.id,
        kind=each.kind.label,
        counterpart=each.counterpart,
        asked_on=each.asked_on,
        answered_on=each.answered_on,
        person=each.person or "",
        post=each.post or "",
        verdict=each.verdict.label if each.verdict else "",
        opinion=each.opinion or "",
        number=each.number or "",
        attachment_id=each.attachment_id,
    )
