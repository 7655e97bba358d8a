"""What the office does after a letter was not heeded; each act one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from app.models.actor import Actor
from app.models.dates import PartialDate
from app.models.follow_up import FurtherMeasure, Urging
from app.models.letter_terms import UrgingForm
from app.models.suggestion import Suggestion as Letter
from app.models.terms import RecordType
from app.services.docket.deciding import Means
from app.services.docket.projecting import project
from app.services.documents.facts import Value
from app.services.foundation.changes import Written
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import Intention, performs
from app.services.foundation.pen import Opened, Pen
from app.services.foundation.progress import Progress
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.foundation.resources import Resources
from app.services.further_measures import intentions as wish
from app.services.further_measures.checking import (
    Decision,
    decision_of,
    refuse_carrying_out,
    refuse_decision,
    refuse_incomplete,
)
from app.services.further_measures.clock import clock_words, deadlines_of, pause, resume
from app.services.further_measures.conditions import Known, hints, why_not
from app.services.further_measures.measures import Measure, read_measures
from app.services.further_measures.paper_facts import RESUMED, facts_for
from app.services.further_measures.reading import (
    backings_of,
    measures_of,
    open_approval_of,
    standing_of,
    urgings_of,
)
from app.services.further_measures.rows import (
    FOLLOW_UP,
    CarryingOut,
    ChosenMeasure,
    DecisionDraft,
    FollowUpCard,
    Offer,
    UrgingDraft,
)
from app.services.office.offices import Offices
from app.services.papers.rows import RecordKey
from app.services.suggestion_items.reading import kept_items
from app.services.suggestions import refusals
from app.services.suggestions.arriving import Arrivals, Arrived, Coming
from app.services.trail.since import refuse_changed

URGING_PURPOSE, DECISION_PURPOSE, MEASURE_PURPOSE = "督促材料", "后续处理决定", "后续处理材料"


@dataclass(frozen=True)
class Parts:
    """What the service needs, handed in by bootstrap; ``means`` are those of deadlines."""

    pen: Pen[Letter]
    means: Means
    offices: Offices
    resources: Resources


class FurtherMeasures:
    """Urging and further measures of all letters."""

    def __init__(self, parts: Parts) -> None:
        """Nothing is read yet."""
        self._pen, self._means, self._offices = parts.pen, parts.means, parts.offices
        self._resources = parts.resources
        self._arrivals = Arrivals(parts.pen, parts.means.attachments)

    @cached_property
    def rules(self) -> tuple[Measure, ...]:
        """All measures there are; raises DomainError where the file is wrong."""
        return read_measures(self._resources.further_measures)

    def card(self, letter_id: int) -> FollowUpCard:
        """Everything about what follows a letter, as today knows it; raises LetterNotFound."""
        today, by_code = self._today, {each.code: each for each in self.rules}
        with self._means.database.read() as session:
            letter = session.get(Letter, letter_id)
            if letter is None:
                raise self._pen.missing(letter_id)
            standing = standing_of(session, letter)
            fitting = self._fitting(letter)
            measures = measures_of(session, letter_id, by_code)
            acts = frozenset(act for each in fitting for act in each.acts) | {FOLLOW_UP}
            known = Known(standing, fitting, measures, clock_words(session, letter_id))
            return FollowUpCard(
                letter_id=letter_id,
                version=letter.version,
                standing=standing,
                urgings=urgings_of(session, letter_id),
                measures=measures,
                offers=tuple(Offer(each, why_not(each, standing, today)) for each in fitting),
                backings=backings_of(session, letter_id, acts),
                open_approval_id=open_approval_of(session, letter_id),
                hints=hints(known, today),
            )

    def paper_facts(self, letter_id: int, code: str) -> dict[str, Value]:
        """What urgings and measures give to the papers about them; nothing for other papers."""
        with self._means.database.read() as session:
            letter = session.get(Letter, letter_id)
            if letter is None:
                return {}
            measures = measures_of(session, letter_id, {each.code: each for each in self.rules})
            items = kept_items(session, letter_id)
            return facts_for(code, letter, items, urgings_of(session, letter_id), measures)

    @performs(wish.URGE)
    def urge(self, actor: Actor, letter_id: int, draft: UrgingDraft, progress: Progress | None = None) -> Written:
        """Register an urging with its record; the letter counts it. Raises FieldProblem, DomainError, Cancelled."""
        by, content = needed("urged_by", "督促人", draft.urged_by), needed("content", "督促内容", draft.content)
        if draft.form is UrgingForm.LETTER and not draft.number.strip():
            raise FieldProblem("number", "请填写督促函的文号；还没有制发的，先“起草督促函”并登记制发。")
        coming = Coming(draft.scan, progress, lambda letter: self._refuse_urging(letter, draft.urged_on))
        with self._arrivals.on(actor, wish.URGE, letter_id, coming) as arrived:
            letter = arrived.opened.record
            arrived.opened.unit.session.add(
                Urging(
                    suggestion_id=letter.id,
                    form=draft.form,
                    urged_on=draft.urged_on,
                    urged_by=by,
                    person=draft.person.strip() or None,
                    content=content,
                    answer=draft.answer.strip() or None,
                    number=draft.number.strip() or None,
                    attachment_id=_attached(arrived, URGING_PURPOSE),
                )
            )
            letter.urgings = (letter.urgings or 0) + 1
            return arrived.opened.written

    @performs(wish.DECIDE)
    def decide(
        self, actor: Actor, letter_id: int, version: int, draft: DecisionDraft, progress: Progress | None = None
    ) -> Written:
        """Register which measures were decided on; 中止审查 stops the period of deciding on a suit.

        Raises FieldProblem, ChangedMeanwhile, DomainError with the article, Cancelled.
        """
        coming = Coming(draft.scan, progress, lambda letter: refusals.must_be_issued(letter, "后续处理"))
        with self._arrivals.on(actor, wish.DECIDE, letter_id, coming) as arrived:
            unit, letter = arrived.opened.unit, arrived.opened.record
            refuse_changed(unit.session, letter, version, refusals.name_of(letter))
            rules = {each.code: each for each in self._fitting(letter)}
            refuse_incomplete(draft.chosen, rules)
            chosen = tuple(rules[each.code] for each in draft.chosen)
            found = decision_of(unit.session, letter, draft, chosen, self._offices.people())
            decision = found or Decision(actor.name, PartialDate.of(self._today), "", None)
            refuse_decision(standing_of(unit.session, letter), chosen, decision, self._today)
            scan = _attached(arrived, DECISION_PURPOSE)
            for each in draft.chosen:
                self._add(arrived.opened, rules[each.code], each, (decision, scan))
            _note(letter, f"{decision.decided_on}决定{'、'.join(each.name for each in chosen)}")
            return arrived.opened.written

    @performs(wish.CARRY_OUT)
    def carry_out(
        self, actor: Actor, measure_id: int, version: int, draft: CarryingOut, progress: Progress | None = None
    ) -> Written:
        """Register that a measure was carried out, or what came of it; raises as ``decide`` does."""
        with self._on(actor, wish.CARRY_OUT, (measure_id, version), draft, progress) as (arrived, row):
            rule = self._rule(row.code)
            if rule is not None and rule.conclusion:
                raise DomainError(f"“{row.name}”是审查起诉的结论，请用“登记结论”。")
            self._write_down(arrived, row, draft)
            return arrived.opened.written

    @performs(wish.CONCLUDE)
    def conclude(
        self, actor: Actor, measure_id: int, version: int, draft: CarryingOut, progress: Progress | None = None
    ) -> Written:
        """Register the conclusion: the suit, the termination or the referral; it meets the period (E04).

        Raises as ``decide`` does.
        """
        with self._on(actor, wish.CONCLUDE, (measure_id, version), draft, progress) as (arrived, row):
            rule, letter = self._rule(row.code), arrived.opened.record
            if rule is None or not rule.conclusion:
                raise DomainError(f"“{row.name}”不是审查起诉的结论，请用“登记实施”。")
            self._write_down(arrived, row, draft)
            letter.concluded_on, letter.conclusion = draft.carried_out_on, rule.conclusion
            self._means.starter.follow(arrived.opened.unit, RecordType.SUGGESTION, letter)
            return arrived.opened.written

    @performs(wish.RESUME)
    def resume(self, actor: Actor, measure_id: int, version: int, on: PartialDate, reason: str) -> Written:
        """恢复审查: what 中止审查 stopped runs again from a day on.

        Raises FieldProblem, ChangedMeanwhile, DomainError.
        """
        why = needed("reason", "恢复审查的理由", reason)
        if on.exact is None:
            raise FieldProblem("on", "恢复审查的日期要写到日，期限从这一天起接着计算。")
        with self._pen.on(actor, wish.RESUME, self._letter_of(measure_id), why) as opened:
            session, row = opened.unit.session, opened.unit.session.get_one(FurtherMeasure, measure_id)
            refuse_changed(session, row, version, f"“{row.name}”")
            rule = self._rule(row.code)
            if rule is None or not rule.pauses or row.ended_on is not None:
                raise DomainError(f"“{row.name}”没有中止审查，不用恢复。")
            day_that_can_be("on", "恢复审查日期", on, self._today, row.decided_on)
            row.ended_on = on
            row.result = "\n".join(part for part in (row.result, f"{RESUMED}{why}") if part)
            resume(self._means, opened.unit, row, rule, on.exact)
            session.flush()
            project(opened.record, deadlines_of(session, opened.record.id))
            _note(opened.record, f"{on}恢复审查")
            return opened.written

    @property
    def _today(self) -> date:
        return self._means.clock.today()

    def _fitting(self, letter: Letter) -> tuple[Measure, ...]:
        return tuple(each for each in self.rules if each.fits(letter.kind, letter.path or ""))

    def _rule(self, code: str) -> Measure | None:
        return next((each for each in self.rules if each.code == code), None)

    def _refuse_urging(self, letter: Letter, on: PartialDate) -> None:
        refusals.must_be_issued(letter, "登记督促")
        day_that_can_be("urged_on", "督促日期", on, self._today, letter.received_on or letter.issued_on)

    def _add(
        self, opened: Opened[Letter], rule: Measure, chosen: ChosenMeasure, decided: tuple[Decision, int | None]
    ) -> None:
        (decision, scan), session, letter = decided, opened.unit.session, opened.record
        row = FurtherMeasure(
            suggestion_id=letter.id,
            code=rule.code,
            name=rule.name,
            basis=rule.basis,
            recipient=chosen.recipient.strip() or None,
            reason=chosen.reason.strip() or None,
            decided_on=decision.decided_on,
            decided_by=decision.decided_by,
            approval_id=decision.approval_id,
            decision_attachment_id=scan,
        )
        session.add(row)
        session.flush()
        if rule.pauses:
            pause(self._means, opened.unit, row, rule)
            session.flush()
            project(letter, deadlines_of(session, letter.id))

    def _letter_of(self, measure_id: int) -> int:
        with self._means.database.read() as session:
            row = session.get(FurtherMeasure, measure_id)
            if row is None:
                raise DomainError("这项后续处理已随撤销的操作消失。请刷新后再看。")
            return row.suggestion_id

    @contextmanager
    def _on(
        self,
        actor: Actor,
        intention: Intention,
        measure: tuple[int, int],
        draft: CarryingOut,
        progress: Progress | None,
    ) -> Iterator[tuple[Arrived, FurtherMeasure]]:
        """A decided measure for its carrying out; what cannot have been is refused before the scan is copied."""
        measure_id, version = measure
        coming = Coming(draft.scan, progress, lambda letter: refusals.must_be_issued(letter, "登记后续处理"))
        with self._arrivals.on(actor, intention, self._letter_of(measure_id), coming) as arrived:
            session = arrived.opened.unit.session
            row = session.get_one(FurtherMeasure, measure_id)
            refuse_changed(session, row, version, f"“{row.name}”")
            standing = standing_of(session, arrived.opened.record)
            refuse_carrying_out(row, self._rule(row.code), draft, standing, self._today)
            yield arrived, row

    def _write_down(self, arrived: Arrived, row: FurtherMeasure, draft: CarryingOut) -> None:
        is_first = row.carried_out_on is None
        row.carried_out_on, row.filed_on = draft.carried_out_on, draft.filed_on
        row.number, row.result = draft.number.strip() or None, draft.result.strip() or None
        row.attachment_id = _attached(arrived, MEASURE_PURPOSE) or row.attachment_id
        number = f"（{row.number}）" if row.number else ""
        if is_first:
            _note(arrived.opened.record, f"{row.carried_out_on}{row.name}{number}")
        elif row.result:
            _note(arrived.opened.record, row.result)


def _attached(arrived: Arrived, purpose: str) -> int | None:
    if arrived.scan is None:
        return None
    record = RecordKey(RecordType.SUGGESTION, arrived.opened.record.id)
    return arrived.attachments.attach(arrived.opened.unit, record, purpose, arrived.scan)


def _note(letter: Letter, what: str) -> None:
    """后续处理 of the ledger: what was decided and done, one after the other, for lists and sheets."""
    said = letter.follow_up or ""
    if what not in said:
        letter.follow_up = f"{said}；{what}" if said else what
