"""Makes the services of casework: matters, clues and all that happens to them."""

from functools import cached_property
from typing import TYPE_CHECKING

from app.letter_desk import LetterDesk

if TYPE_CHECKING:
    from app.services.approvals.service import Approvals
    from app.services.case_registers.service import CaseRegisters
    from app.services.closing.service import Closing
    from app.services.clues.service import Clues
    from app.services.deputies.service import Deputies
    from app.services.hand_overs.referrals import Referrals
    from app.services.hand_overs.service import HandOvers
    from app.services.investigations.service import Investigations
    from app.services.matters.service import Matters


class CaseDesk(LetterDesk):
    """The services of matters and clues, each made when first asked."""

    @cached_property
    def matters(self) -> "Matters":
        """Supervision matters."""
        from app.models.matter import Matter
        from app.models.terms import RecordType
        from app.services.foundation.pen import Pen
        from app.services.matters.gates import Gates
        from app.services.matters.listing import matter_listing
        from app.services.matters.service import MatterNotFound, Matters, Parts

        pen = Pen(self._database, self.clock, self.changes, Matter, RecordType.MATTER, MatterNotFound)
        gates = Gates(self.type_library, self.documents, self.clock)
        parts = Parts(self._database, pen, self._starter, self.offices, self.attachments, self.clock, gates)
        return Matters(matter_listing(self._database), parts)

    @cached_property
    def clues(self) -> "Clues":
        """Clues, and links between records."""
        from app.models.clue import Clue
        from app.models.terms import RecordType
        from app.services.clues.cards import ClueCards
        from app.services.clues.evaluating import Evaluations, ScoreSheet
        from app.services.clues.kin import KinFinder
        from app.services.clues.links import Links
        from app.services.clues.listing import clue_listing
        from app.services.clues.refusals import ClueNotFound
        from app.services.clues.reporting import Reporting
        from app.services.clues.service import Clues, Parts
        from app.services.clues.sources import SourceRegister
        from app.services.clues.triaging import Makers
        from app.services.clues.withheld import Withheld
        from app.services.foundation.pen import Pen

        links = Links(self._database, self.clock, self.changes)
        pen = Pen(self._database, self.clock, self.changes, Clue, RecordType.CLUE, ClueNotFound)
        parts = Parts(
            pen=pen,
            cards=ClueCards(self._database),
            starter=self._starter,
            offices=self.offices,
            attachments=self.attachments,
            clock=self.clock,
            makers=Makers(self.matters, self.suggestions),
            sources=SourceRegister(self.resources.clues),
            withheld=Withheld(self.resources.clues),
            kin=KinFinder(self._database, self.search, links, self.recurrences),
            links=links,
            reporting=Reporting(self._database, self.clock, self.changes, self._starter),
            evaluations=Evaluations(pen, self.attachments, ScoreSheet(self.resources.clues)),
        )
        return Clues(clue_listing(self._database), parts)

    @cached_property
    def deputies(self) -> "Deputies":
        """Proposals of deputies."""
        from app.services.deputies.listing import proposal_listing
        from app.services.deputies.service import Deputies, Parts

        parts = Parts(self._database, self.clock, self.changes, self.clues)
        return Deputies(proposal_listing(self._database), parts)

    @cached_property
    def approvals(self) -> "Approvals":
        """Approvals of acts on records."""
        from app.services.approvals.service import Approvals, Parts

        types, offices = self.type_library, self.offices
        of = self._letters_follow_approvals
        return Approvals(Parts(self._database, self.clock, self.changes, types, offices, self.attachments, of))

    @cached_property
    def investigations(self) -> "Investigations":
        """Acts of investigation on records."""
        from app.services.investigations.service import Investigations, Parts

        return Investigations(Parts(self._deciding, self.resources))

    @cached_property
    def hand_overs(self) -> "HandOvers":
        """移交转办."""
        from app.services.hand_overs.service import HandOvers, Parts

        return HandOvers(Parts(self._database, self.clock, self.changes))

    @cached_property
    def referrals(self) -> "Referrals":
        """移送."""
        from app.services.hand_overs.referrals import ReferralParts, Referrals

        return Referrals(ReferralParts(self._database, self.clock, self.changes, self.attachments))

    @cached_property
    def case_registers(self) -> "CaseRegisters":
        """登记簿 beside the records."""
        from app.models.case_register import Meeting, ReportEntry
        from app.services.case_registers.entry_pen import EntryPen
        from app.services.case_registers.linking import RecordFinder
        from app.services.case_registers.listing import register_listing
        from app.services.case_registers.meetings import Meetings
        from app.services.case_registers.outgoing import OutgoingBook
        from app.services.case_registers.paper import RegisterPaper
        from app.services.case_registers.reports import Reports
        from app.services.case_registers.rows import Book
        from app.services.case_registers.service import CaseRegisters

        database, means = self._database, (self._database, self.clock, self.changes)
        report_pen = EntryPen(*means, ReportEntry, Book.REPORTS)
        meeting_pen = EntryPen(*means, Meeting, Book.MEETINGS)
        return CaseRegisters(
            Reports(register_listing(database, Book.REPORTS), report_pen, self.attachments),
            Meetings(register_listing(database, Book.MEETINGS), meeting_pen, self.attachments),
            RecordFinder(database),
            RegisterPaper(database, self.clock, self.documents, self.offices),
            OutgoingBook.seals(database),
            OutgoingBook.services(database),
        )

    @cached_property
    def closing(self) -> "Closing":
        """How matters leave, come back and are archived."""
        from app.models.matter import Matter
        from app.models.terms import RecordType
        from app.services.closing.service import Closing, Parts
        from app.services.foundation.pen import Pen
        from app.services.matters.gates import Gates
        from app.services.matters.service import MatterNotFound

        pen = Pen(self._database, self.clock, self.changes, Matter, RecordType.MATTER, MatterNotFound)
        gates = Gates(self.type_library, self.documents, self.clock)
        return Closing(Parts(self._database, pen, gates, self._starter, self.referrals, self.offices, self.clock))
