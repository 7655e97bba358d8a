"""What the office does with proposals of deputies, both ways; each step one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sqlalchemy import and_, case, func, or_, select

from app.models.actor import Actor
from app.models.clue import Clue
from app.models.database import Database, Unit
from app.models.dates import PartialDate
from app.models.deputy import DeputyProposal as Proposal
from app.models.letter_terms import ProposalDirection, ProposalKind, ProposalState
from app.models.terms import RecordType
from app.services.case_registers.linking import hangs_on_record, record_behind, record_of
from app.services.case_registers.refusals import EntryNotFound, no_longer, not_after
from app.services.clues.rows import ClueDraft
from app.services.deputies import intentions as wish
from app.services.deputies.rows import ClueOfProposal, Counts, ProposalCard, ProposalDraft
from app.services.deputies.standing import proposal_state
from app.services.foundation.changes import Changes, Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import Intention, performs
from app.services.foundation.numbering import numbers_of_series
from app.services.foundation.pen import Opened
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.lists.listing import Listing
from app.services.trail.since import refuse_changed

TITLE = "代表建议登记簿"
SOURCES = {ProposalKind.DEPUTY: "人大代表", ProposalKind.MEMBER: "政协委员"}  # as in resources/clues/sources.toml
_SERIES = "DB"
_LENGTHS = {
    "deputy": ("代表委员姓名", 80),
    "title": ("标题", 200),
    "number": ("建议提案号", 60),
    "field": ("领域", 60),
    "transfer_number": ("线索移送函文号", 60),
}
_TEXTS = ("number", "content", "field", "transfer_number")
_MAY_LINK = {
    ProposalDirection.RECEIVED: (RecordType.CLUE, "转为检察线索的，关联记录只能是线索"),
    ProposalDirection.MADE: (RecordType.SUGGESTION, "由检察建议转化的，关联记录要填写那份检察建议"),
}


class EntersClues(Protocol):
    """The clues' own way of registering, within an open transaction."""

    def enter(self, unit: Unit, draft: ClueDraft) -> Opened[Clue]:
        """Register a clue; raises FieldProblem, ContentWithheld."""


@dataclass(frozen=True)
class Parts:
    """What the steps need, handed in by bootstrap."""

    database: Database
    clock: Clock
    changes: Changes
    clues: EntersClues


class Deputies:
    """The register of one store."""

    def __init__(self, listing: Listing, parts: Parts) -> None:
        """Nothing is read yet."""
        self.listing = listing
        self._parts = parts

    def card(self, key: int) -> ProposalCard:
        """Everything about one entry; raises EntryNotFound."""
        with self._parts.database.read() as session:
            asked = select(Proposal, proposal_state(self._today.isoformat())).where(Proposal.id == key)
            found = session.execute(asked).one_or_none()
            if found is None:
                raise EntryNotFound(TITLE)
            entry: Proposal = found[0]
            record = record_of(session, entry.record_type, entry.record_id)
            return ProposalCard(
                id=entry.id,
                version=entry.version,
                entry_number=entry.entry_number,
                draft=_draft_of(entry, record.entry_number if record else ""),
                fed_back_on=entry.fed_back_on,
                feedback=entry.feedback or "",
                result=entry.result or "",
                state=ProposalState(found[1]),
                record=record,
            )

    def of(self, record_type: RecordType, record_id: int) -> tuple[ProposalCard, ...]:
        """The proposals a clue came from, or a letter was turned into; the oldest first."""
        with self._parts.database.read() as session:
            wanted = select(Proposal.id).where(hangs_on_record(Proposal, (record_type, record_id)))
            ids = session.scalars(wanted.order_by(Proposal.id)).all()
        return tuple(self.card(key) for key in ids)

    def counts(self, first: date | None = None, last: date | None = None) -> Counts:
        """Both ways counted, by the day of the proposal; of the whole store where no days are given."""
        came, is_clue = Proposal.direction == ProposalDirection.RECEIVED, Proposal.record_type == RecordType.CLUE
        opened = or_(Clue.matter_id.is_not(None), Clue.suggestion_id.is_not(None))
        counted = (  # in the order of Counts
            came,
            and_(came, is_clue),
            and_(came, is_clue, opened),
            and_(came, Proposal.fed_back_on.is_not(None)),
            ~came,
        )
        wanted = select(*(func.count(case((condition, 1))) for condition in counted)).select_from(Proposal)
        wanted = wanted.outerjoin(Clue, is_clue & (Clue.id == Proposal.record_id))
        if first is not None:
            wanted = wanted.where(Proposal.received_on >= first.isoformat())
        if last is not None:
            wanted = wanted.where(Proposal.received_on <= last.isoformat())
        with self._parts.database.read() as session:
            found = [int(number) for number in session.execute(wanted).one()]
        return Counts(*found)

    @performs(wish.REGISTER)
    def register(self, actor: Actor, draft: ProposalDraft) -> Written:
        """Enter a proposal, with its 登记号; raises FieldProblem."""
        self._refuse(draft)
        parts = self._parts
        with parts.database.write(actor, wish.REGISTER, parts.clock.now()) as unit:
            entry = Proposal(entry_number=numbers_of_series(unit, _SERIES, self._today.year)[0])
            _fill(unit, entry, draft)
            unit.session.add(entry)
            unit.session.flush()
            written, owner = Written(entry.id, unit.act), (entry.record_type, entry.record_id)
        self._publish(owner)
        return written

    @performs(wish.AMEND)
    def amend(self, actor: Actor, key: int, version: int, draft: ProposalDraft) -> Written:
        """Change what was entered; feedback and result stay. Raises FieldProblem, ChangedMeanwhile."""
        self._refuse(draft)
        with self._on(actor, wish.AMEND, key, version) as (unit, entry):
            not_after("received_on", "日期", draft.received_on, ("反馈日期", entry.fed_back_on))
            if entry.fed_back_on is not None and draft.direction is ProposalDirection.MADE:
                raise FieldProblem("direction", f"{entry.entry_number} 已登记反馈，不能改为由检察建议转化。")
            _fill(unit, entry, draft)
            return Written(entry.id, unit.act)

    @performs(wish.MAKE_CLUE)
    def make_clue(self, actor: Actor, key: int, version: int, said: ClueOfProposal) -> Written:
        """Register the clue a proposal gives, with the deputy as its source; both are taken back together.

        Returns what was written on the clue. Raises FieldProblem, ContentWithheld, ChangedMeanwhile, DomainError.
        """
        with self._on(actor, wish.MAKE_CLUE, key, version) as (unit, entry):
            if entry.direction is ProposalDirection.MADE:
                raise DomainError(f"{entry.entry_number} 是由检察建议转化的建议，不能再转为线索。")
            if entry.record_id is not None:
                known = record_of(unit.session, entry.record_type, entry.record_id)
                raise DomainError(
                    f"{entry.entry_number} 已转为线索 {known.entry_number if known else ''}，不能再转。"
                    "同一份建议的另一条线索，请在“线索”里登记后关联。"
                )
            clue = self._parts.clues.enter(unit, _clue_of(entry, said)).record
            entry.record_type, entry.record_id = RecordType.CLUE, clue.id
            return Written(clue.id, unit.act)

    @performs(wish.FEED_BACK)
    def feed_back(self, actor: Actor, key: int, version: int, on: PartialDate, feedback: str) -> Written:
        """Enter what the deputy was told, or correct it; raises FieldProblem, ChangedMeanwhile, DomainError."""
        told = needed("feedback", "反馈情况", feedback)
        with self._on(actor, wish.FEED_BACK, key, version) as (unit, entry):
            if entry.direction is ProposalDirection.MADE:
                raise DomainError(f"{entry.entry_number} 是由检察建议转化的建议，没有要反馈的。请改用“登记办理结果”。")
            day_that_can_be("on", "反馈日期", on, self._today, entry.received_on)
            entry.fed_back_on, entry.feedback = on, told
            return Written(entry.id, unit.act)

    @performs(wish.RECORD_RESULT)
    def record_result(self, actor: Actor, key: int, version: int, result: str) -> Written:
        """Enter what the proposal came to, or correct it; raises FieldProblem, ChangedMeanwhile."""
        said = needed("result", "办理结果", result)
        with self._on(actor, wish.RECORD_RESULT, key, version) as (unit, entry):
            entry.result = said
            return Written(entry.id, unit.act)

    @property
    def _today(self) -> date:
        return self._parts.clock.today()

    def _refuse(self, draft: ProposalDraft) -> None:
        needed("deputy", "代表委员姓名", draft.deputy)
        needed("title", "标题", draft.title)
        for name, (title, most) in _LENGTHS.items():
            no_longer(name, title, getattr(draft, name), most)
        day_that_can_be("received_on", "日期", draft.received_on, self._today, None)
        if draft.transferred_on is not None:
            day_that_can_be("transferred_on", "移送日期", draft.transferred_on, self._today, None)
        if draft.direction is ProposalDirection.MADE and not draft.record_number.strip():
            raise FieldProblem("record_number", "由检察建议转化的，请填写那份检察建议的登记号。")

    @contextmanager
    def _on(self, actor: Actor, intention: Intention, key: int, version: int) -> Iterator[tuple[Unit, Proposal]]:
        parts = self._parts
        with parts.database.write(actor, intention, parts.clock.now()) as unit:
            entry = unit.session.get(Proposal, key)
            if entry is None:
                raise EntryNotFound(TITLE)
            refuse_changed(unit.session, entry, version, entry.entry_number)
            before = entry.record_type, entry.record_id
            yield unit, entry
            after = entry.record_type, entry.record_id
        self._publish(*{before, after})

    def _publish(self, *owners: tuple[RecordType | None, int | None]) -> None:
        for record_type, record_id in owners:
            self._parts.changes.publish(record_type, () if record_id is None else (record_id,))


def _fill(unit: Unit, entry: Proposal, draft: ProposalDraft) -> None:
    found = record_behind(unit.session, draft.record_number)
    allowed, sentence = _MAY_LINK[draft.direction]
    if found is not None and found.record_type is not allowed:
        raise FieldProblem("record_number", f"{sentence}，{found.entry_number} 是{found.record_type.label}。请改填。")
    entry.record_type = found.record_type if found else None
    entry.record_id = found.record_id if found else None
    entry.direction, entry.kind, entry.received_on = draft.direction, draft.kind, draft.received_on
    entry.deputy, entry.title = draft.deputy.strip(), draft.title.strip()
    entry.transferred_on = draft.transferred_on
    for name in _TEXTS:
        setattr(entry, name, getattr(draft, name).strip() or None)


def _draft_of(entry: Proposal, record_number: str) -> ProposalDraft:
    return ProposalDraft(
        direction=entry.direction,
        kind=entry.kind,
        deputy=entry.deputy,
        title=entry.title,
        received_on=entry.received_on,
        transferred_on=entry.transferred_on,
        record_number=record_number,
        **{name: getattr(entry, name) or "" for name in _TEXTS},
    )


def _clue_of(entry: Proposal, said: ClueOfProposal) -> ClueDraft:
    number = f"{entry.kind.label}{entry.number}" if entry.number else entry.kind.label
    return ClueDraft(
        source=SOURCES[entry.kind],
        source_person=entry.deputy,
        found_on=entry.received_on,
        subject=entry.title,
        unit=said.unit,
        found=said.found.strip() or entry.content or entry.title,
        handler=said.handler,
        remarks=f"{number}，登记号 {entry.entry_number}",
    )
