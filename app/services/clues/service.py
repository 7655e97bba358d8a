"""What the office does with a clue: register, amend, triage, link, report; each step one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.models.actor import Actor
from app.models.case_terms import LinkKind, Triage
from app.models.clue import Clue
from app.models.database import Unit
from app.models.dates import PartialDate
from app.models.terms import RecordType
from app.services.clues import intentions as wish
from app.services.clues import refusals
from app.services.clues.cards import TEXTS, ClueCards
from app.services.clues.evaluating import Evaluations
from app.services.clues.kin import KinFinder
from app.services.clues.links import Links
from app.services.clues.reporting import Reporting
from app.services.clues.rows import (
    ClueCard,
    ClueDraft,
    Criterion,
    EvaluationDraft,
    EvaluationRow,
    Kin,
    LinkRow,
    NewLink,
    Origin,
    RecordKey,
    Triaged,
    TriageDraft,
)
from app.services.clues.sources import NEEDS, Source, SourceRegister
from app.services.clues.triaging import Makers, check_clues, check_draft, decide
from app.services.clues.withheld import Withheld
from app.services.docket.starting import Starter
from app.services.foundation.changes import Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import performs
from app.services.foundation.numbering import entry_numbers
from app.services.foundation.pen import Opened, Pen
from app.services.foundation.progress import Progress
from app.services.foundation.refusals import day_that_can_be, needed
from app.services.importing.identity import clue_identity
from app.services.lists.listing import Listing
from app.services.office.attachments import Attachments
from app.services.office.offices import Offices
from app.services.trail.since import refuse_changed

NOT_TAKEN_IN = "不收录"  # the source of a clue of which only the forwarding is recorded


@dataclass(frozen=True)
class Parts:
    """What the steps need, handed in by bootstrap."""

    pen: Pen[Clue]
    cards: ClueCards
    starter: Starter
    offices: Offices
    attachments: Attachments
    clock: Clock
    makers: Makers
    sources: SourceRegister
    withheld: Withheld
    kin: KinFinder
    links: Links
    reporting: Reporting
    evaluations: Evaluations


class Clues:
    """Clues: their list, their record, and the steps of the office."""

    def __init__(self, listing: Listing, parts: Parts) -> None:
        """Take the parts; nothing is read yet."""
        self.listing = listing
        self._parts = parts
        self._pen = parts.pen
        self._clock = parts.clock

    def card(self, clue_id: int, as_of: date | None = None) -> ClueCard:
        """Everything about one clue; raises ClueNotFound."""
        return self._parts.cards.card(clue_id, as_of or self._clock.today())

    def find(self, number: str) -> int:
        """The id behind an entry number (XS2026-00001); raises ClueNotFound."""
        return self._parts.cards.find(number)

    def sources(self) -> tuple[Source, ...]:
        """The register of sources, for choosing; others may be typed."""
        return self._parts.sources.all

    def likely_kin(self, clue: ClueDraft | int, limit: int = 20, *, is_new: bool = False) -> tuple[Kin, ...]:
        """Records that look like this clue's duplicates or siblings, the likeliest first, each with its reasons.

        With ``is_new`` the wording is a clue's that is being registered: 同类问题再次发生 is looked for, too.
        """
        draft = self.card(clue).draft if isinstance(clue, int) else clue
        return self._parts.kin.of(draft, clue if isinstance(clue, int) else None, limit, is_new=is_new)

    def origins_of(self, record: RecordKey) -> tuple[Origin, ...]:
        """The clues that a matter or letter was opened from."""
        return self._parts.cards.origins_of(record)

    def links_of(self, record: RecordKey) -> tuple[LinkRow, ...]:
        """The links of a record, whichever side they were made from."""
        return self._parts.links.of(record)

    @performs(wish.REGISTER)
    def register(self, actor: Actor, draft: ClueDraft, links: Sequence[NewLink] = ()) -> Written:
        """Register a clue; it gets its entry number at once and keeps it. Raises FieldProblem, ContentWithheld.

        ``links`` to its kin are made in the same act, so that both are taken back together.
        """
        self._refuse(draft, "没有登记")  # here too: nobody waits for the store to be told what is missing
        with self._pen.new(actor, wish.REGISTER) as unit:
            opened = self.enter(unit, draft)
            for link in links:
                self._parts.links.add(unit, (RecordType.CLUE, opened.record.id), link)
            written = opened.written
        self._parts.links.tell(*(link.other for link in links))
        return written

    def enter(self, unit: Unit, draft: ClueDraft) -> Opened[Clue]:
        """Register a clue within another service's transaction; raises FieldProblem, ContentWithheld."""
        self._refuse(draft, "没有登记")
        number = entry_numbers(unit, RecordType.CLUE, self._clock.today().year)[0]
        opened = Opened(unit, Clue(entry_number=number, triage=Triage.PENDING))
        self._fill(opened, draft)
        unit.session.add(opened.record)
        unit.session.flush()
        self._follow(opened)
        return opened

    @performs(wish.AMEND)
    def amend(self, actor: Actor, clue_id: int, version: int, draft: ClueDraft) -> Written:
        """Change what a clue says; raises ChangedMeanwhile where it is not the version that was shown."""
        self._refuse(draft, "没有保存")
        with self._pen.on(actor, wish.AMEND, clue_id) as opened:
            clue = opened.record
            refuse_changed(opened.unit.session, clue, version, clue.entry_number)
            refusals.refuse_forwarded(clue, "填写内容")
            self._fill(opened, draft)
            self._follow(opened)
            return opened.written

    @performs(wish.RECORD_FORWARDED)
    def record_forwarded(self, actor: Actor, on: PartialDate, handler: str, body: str) -> Written:
        """Record that a clue not taken in was 移送: the day, who did it and to which body, and nothing else."""
        who, to = needed("handler", "经手人", handler), needed("body", "接收机关", body)
        day_that_can_be("on", "移送日期", on, self._clock.today(), None)
        with self._pen.new(actor, wish.RECORD_FORWARDED) as unit:
            number = entry_numbers(unit, RecordType.CLUE, self._clock.today().year)[0]
            clue = Clue(
                entry_number=number,
                source=NOT_TAKEN_IN,
                identity=clue_identity(number, None, None, None),
                triage=Triage.FORWARDED,
                triaged_on=on,
                handler=who,
                referred_to=to,
            )
            unit.session.add(clue)
            unit.session.flush()
            return Opened(unit, clue).written

    @performs(wish.ATTACH)
    def attach(self, actor: Actor, clue_id: int, purpose: str, path: Path) -> Written:
        """Copy a file in for a clue; raises DomainError, ContentWithheld where it does not belong in the store."""
        record, attachments = (RecordType.CLUE, clue_id), self._parts.attachments
        attachments.admit(record, (purpose, path.name))  # before its bytes are copied
        with attachments.incoming(path) as file, self._pen.on(actor, wish.ATTACH, clue_id) as opened:
            attachments.attach(opened.unit, record, purpose, file)
            return opened.written

    def criteria(self) -> tuple[Criterion, ...]:
        """The lines of the score sheet; raises DomainError where its file is wrong."""
        return self._parts.evaluations.sheet.criteria

    def evaluations_of(self, clue_id: int) -> tuple[EvaluationRow, ...]:
        """What teams made of a clue, the newest first."""
        return self._parts.evaluations.of(clue_id)

    @performs(wish.EVALUATE)
    def evaluate(self, actor: Actor, clue_id: int, draft: EvaluationDraft, progress: Progress | None = None) -> Written:
        """Keep what a team made of a clue; it decides nothing. Raises FieldProblem, ClueNotFound, Cancelled."""
        return self._parts.evaluations.add(actor, clue_id, draft, progress)

    @performs(wish.TRIAGE)
    def triage(self, actor: Actor, ids: Sequence[int], draft: TriageDraft) -> Triaged:
        """Decide about some clues at once, all or none; raises FieldProblem, CluesRefused, ClueNotFound."""
        keys = tuple(dict.fromkeys(ids))
        if not keys:
            raise DomainError("没有选中线索。请先在列表里选中要研判的线索。")
        check_draft(draft, len(keys), self._clock.today())
        pen = self._pen
        with pen.database.write(actor, wish.TRIAGE, self._clock.now(), draft.reason.strip() or None) as unit:
            clues = [_had(unit.session.get(Clue, key), key) for key in keys]
            check_clues(unit.session, clues, draft)
            made = decide(unit, self._parts.makers, clues, draft)
            unit.session.flush()
            for clue in clues:
                self._follow(Opened(unit, clue))
            act = unit.act
        pen.changes.publish(RecordType.CLUE, keys)
        for record_type in {each.record_type for each in made}:
            pen.changes.publish(record_type, [each.id for each in made if each.record_type is record_type])
        return Triaged(keys, act, made)

    @performs(wish.REPORT_DONE)
    def report_done(self, actor: Actor, record: RecordKey, on: PartialDate, note: str = "") -> Written:
        """报结: report an upper-level task as done, on a clue or a matter; meets its deadline."""
        return self._parts.reporting.report_done(actor, record, on, note)

    @performs(wish.LINK)
    def link(self, actor: Actor, record: RecordKey, other: RecordKey, kind: LinkKind, reason: str) -> Written:
        """Say that two records belong together, and why; seen from both."""
        return self._parts.links.link(actor, record, other, kind, reason)

    @performs(wish.UNLINK)
    def unlink(self, actor: Actor, link_id: int, reason: str = "") -> Written:
        """Take a link away."""
        return self._parts.links.unlink(actor, link_id, reason)

    def _refuse(self, draft: ClueDraft, done: str) -> None:
        needed("source", "线索来源", draft.source)
        self._parts.withheld.refuse(
            (draft.source, draft.subject, draft.kind, draft.unit, draft.parties, draft.found, draft.remarks), done
        )
        if not (draft.unit.strip() or draft.found.strip() or draft.subject.strip()):
            raise FieldProblem("found", "请至少填写线索名称、涉及单位、发现的问题中的一项。")
        known = self._parts.sources.known(draft.source)
        for need in known.needs if known else ():
            if not str(getattr(draft, need) or "").strip():
                raise FieldProblem(need, f"来源是“{draft.source.strip()}”的，请填写{NEEDS[need]}。")
        if draft.found_on is not None:
            day_that_can_be("found_on", "发现日期", draft.found_on, self._clock.today(), None)

    def _fill(self, opened: Opened[Clue], draft: ClueDraft) -> None:
        clue = opened.record
        for name in TEXTS:
            setattr(clue, name, getattr(draft, name).strip() or None)
        clue.source = draft.source.strip()
        clue.found_on, clue.wanted_by = draft.found_on, draft.wanted_by
        clue.organisation_id = (
            self._parts.offices.organisation_id(opened.unit.session, clue.unit) if clue.unit else None
        )
        clue.identity = clue_identity(clue.source, clue.unit, clue.subject, clue.found, clue.parties, clue.further)

    def _follow(self, opened: Opened[Clue]) -> None:
        """Start, meet and end the clue's deadlines as its days say."""
        self._parts.starter.follow(opened.unit, RecordType.CLUE, opened.record)


def _had(clue: Clue | None, key: int) -> Clue:
    if clue is None:
        raise refusals.ClueNotFound(key)
    return clue
