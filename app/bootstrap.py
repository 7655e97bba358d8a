"""The only composition root: which store, which services, window or command."""

import os
import sys
from collections.abc import Sequence
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.services.foundation.changes import Changes
from app.services.foundation.clock import Clock, SystemClock
from app.services.foundation.resources import Resources

if TYPE_CHECKING:
    from app.models.database import Database
    from app.services.approvals.service import Approvals
    from app.services.case_registers.service import CaseRegisters
    from app.services.clues.service import Clues
    from app.services.deadlines.service import Deadlines
    from app.services.docket.deciding import Means
    from app.services.docket.service import Docket
    from app.services.docket.starting import Starter
    from app.services.documents.service import Documents
    from app.services.hand_overs.referrals import Referrals
    from app.services.hand_overs.service import HandOvers
    from app.services.importing.service import Importing
    from app.services.investigations.service import Investigations
    from app.services.matter_types.library import TypeLibrary
    from app.services.matter_types.service import MatterTypes
    from app.services.matters.service import Matters
    from app.services.monthly_statistics.service import MonthlyStatistics
    from app.services.office.attachments import Attachments
    from app.services.office.fonts import OfficeFonts
    from app.services.office.offices import Offices
    from app.services.office.settings import Settings
    from app.services.office_rules.service import OfficeRules
    from app.services.own_templates.service import OwnTemplates
    from app.services.papers.service import Papers
    from app.services.search.service import Search
    from app.services.sheets.service import Sheets
    from app.services.store.rows import Restored
    from app.services.store.service import Store
    from app.services.suggestions.cards import Cards
    from app.services.suggestions.due import ReplyDues
    from app.services.suggestions.service import Suggestions
    from app.services.trail.history import History
    from app.services.workbench.service import Workbench

PROGRAM = "jiandutai"
STORE_NAME = "jiandutai.jdt"
LOG_NAME = "jiandutai.log"
SETTINGS_NAME = "window.ini"
DEMONSTRATED = 200  # matters in the store the window offers to show


def run(arguments: Sequence[str]) -> int:
    """Start the program; gives the exit status."""
    shop = Shop(SystemClock(), Resources.shipped())
    try:
        if not arguments:  # the commands need not be read for the bare window
            return shop.show(None)
        from app.commands.line import run as run_line

        return run_line(arguments, shop, default_store())
    except BrokenPipeError:
        sys.stdout = None  # whoever read our output has gone; nothing more can be said there
        return 1
    except Exception:  # noqa: BLE001 - the outermost boundary: what gets here is a bug, and is kept for support
        sys.stderr.write(f"程序出错，没有完成。详情已记入 {keep_traceback()}，请交给技术支持。\n")
        return 1


def window_settings() -> Path:
    """Where window geometry and the last choices of this user are kept."""
    home = os.environ.get("JIANDUTAI_HOME")
    if home:
        return Path(home) / SETTINGS_NAME
    from platformdirs import user_config_path

    return user_config_path(PROGRAM, appauthor=False) / SETTINGS_NAME


def keep_traceback() -> Path:
    """Append the exception being handled to the log file and say where that is."""
    import traceback

    log = default_store().with_name(LOG_NAME)
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8") as file:
        file.write(f"{SystemClock().now():%Y-%m-%d %H:%M:%S}\n{traceback.format_exc()}\n")
    return log


def default_store() -> Path:
    """``JIANDUTAI_HOME`` if set, else the platform's data folder."""
    home = os.environ.get("JIANDUTAI_HOME")
    if home:
        return Path(home) / STORE_NAME
    from platformdirs import user_data_path

    return user_data_path(PROGRAM, appauthor=False) / STORE_NAME


class OpenDesk:
    """The services of one open store, each made when first asked."""

    def __init__(self, database: "Database", clock: Clock, resources: Resources) -> None:
        """``database`` is open and of the right version."""
        self._database = database
        self.clock = clock
        self.resources = resources
        self.changes = Changes()

    @cached_property
    def settings(self) -> "Settings":
        """Settings kept in the store."""
        from app.services.office.settings import Settings

        return Settings(self._database, self.clock)

    @cached_property
    def offices(self) -> "Offices":
        """The office, its departments, people and the organisations outside."""
        from app.services.office.offices import Offices

        return Offices(self._database, self.clock)

    @cached_property
    def attachments(self) -> "Attachments":
        """Files copied in by content hash."""
        from app.services.clues.attaching import ClueDoor
        from app.services.clues.withheld import Withheld
        from app.services.office.attachment_kinds import RefusedKinds
        from app.services.office.attachments import Attachments

        door = ClueDoor(self._database, Withheld(self.resources.clues))
        refused = RefusedKinds(self.resources.attachments)
        return Attachments(self._database, self.clock, self.changes, refused, door.admit)

    @cached_property
    def history(self) -> "History":
        """全部经过, and taking back."""
        from app.services.trail.history import History

        return History(self._database, self.clock, self.changes)

    @cached_property
    def deadlines(self) -> "Deadlines":
        """Rules, calendar and the calculator."""
        from app.services.deadlines.service import Deadlines
        from app.services.office_rules.own import OwnRules

        return Deadlines(self.resources, OwnRules(self._database))

    @cached_property
    def documents(self) -> "Documents":
        """Formal documents."""
        from app.services.documents.paper.finding import system_folders
        from app.services.documents.service import Documents
        from app.services.office.font_register import FontRegister
        from app.services.own_templates.service import OwnTexts

        fonts = FontRegister(self._database, self.attachments.folder)
        return Documents(self.resources, OwnTexts(self._database), system_folders(), fonts.added)

    @cached_property
    def own_templates(self) -> "OwnTemplates":
        """The office's own versions of document templates."""
        from app.services.own_templates.service import OwnTemplates

        return OwnTemplates(self._database, self.clock, self.changes, self.documents)

    @cached_property
    def office_fonts(self) -> "OfficeFonts":
        """Which fonts print, and the office's own."""
        from app.services.office.fonts import OfficeFonts, Parts

        return OfficeFonts(Parts(self._database, self.clock, self.attachments, self.documents, self.resources))

    @cached_property
    def suggestions(self) -> "Suggestions":
        """Procuratorial suggestions."""
        from app.models.suggestion import Suggestion
        from app.models.terms import RecordType
        from app.services.foundation.pen import Pen
        from app.services.suggestions.listing import letter_listing
        from app.services.suggestions.refusals import LetterNotFound
        from app.services.suggestions.service import Parts, Suggestions

        pen = Pen(self._database, self.clock, self.changes, Suggestion, RecordType.SUGGESTION, LetterNotFound)
        parts = Parts(pen, self._dues, self._starter, self.offices, self.attachments, self.clock)
        return Suggestions(letter_listing(self._database), self._cards, parts)

    @cached_property
    def papers(self) -> "Papers":
        """Documents of records."""
        from app.services.papers.service import Papers, Sources

        sources = Sources(
            suggestions=self.suggestions,
            matters=self.matters,
            approvals=self.approvals,
            referrals=self.referrals,
            clues=self.clues,
            offices=self.offices,
            deadlines=self.deadlines,
            settings=self.settings,
            clock=self.clock,
            database=self._database,
            changes=self.changes,
        )
        return Papers(self.documents, sources)

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
    def workbench(self) -> "Workbench":
        """What is to be done now."""
        from app.services.workbench.service import Workbench

        return Workbench(self._database, self.clock)

    @cached_property
    def case_registers(self) -> "CaseRegisters":
        """登记簿 beside the records."""
        from app.models.case_register import Meeting, ReportEntry
        from app.services.case_registers.entry_pen import EntryPen
        from app.services.case_registers.linking import RecordFinder
        from app.services.case_registers.listing import register_listing
        from app.services.case_registers.meetings import Meetings
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
        )

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
    def clues(self) -> "Clues":
        """Clues, and links between records."""
        from app.models.clue import Clue
        from app.models.terms import RecordType
        from app.services.clues.cards import ClueCards
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
        parts = Parts(
            pen=Pen(self._database, self.clock, self.changes, Clue, RecordType.CLUE, ClueNotFound),
            cards=ClueCards(self._database),
            starter=self._starter,
            offices=self.offices,
            attachments=self.attachments,
            clock=self.clock,
            makers=Makers(self.matters, self.suggestions),
            sources=SourceRegister(self.resources.clues),
            withheld=Withheld(self.resources.clues),
            kin=KinFinder(self._database, self.search, links),
            links=links,
            reporting=Reporting(self._database, self.clock, self.changes, self._starter),
        )
        return Clues(clue_listing(self._database), parts)

    @cached_property
    def importing(self) -> "Importing":
        """Ledgers coming in."""
        from app.services.importing.service import Importing

        back_up = partial(self.store.automatic, "导入前")
        made = Importing(self._database, self.clock, self.resources, self.deadlines, self.changes, back_up)
        return made.with_types(self.type_library)

    @cached_property
    def sheets(self) -> "Sheets":
        """The reply-tracking sheet."""
        from app.services.sheets.service import Sheets

        return Sheets(self._database, self.clock, self.documents)

    @cached_property
    def monthly_statistics(self) -> "MonthlyStatistics":
        """月度统计."""
        from app.services.monthly_statistics.service import MonthlyStatistics

        return MonthlyStatistics(self._database, self.clock, self.resources, self.documents)

    @cached_property
    def search(self) -> "Search":
        """Full text."""
        from app.services.search.service import Search

        return Search(self._database)

    @cached_property
    def store(self) -> "Store":
        """Backup, check, audit verification."""
        from app.services.store.service import Store

        def damaged() -> list[str]:
            return [each.sentence for each in self.documents.library.damaged()]

        return Store(self._database, self.clock, self.search, damaged)

    def close(self) -> None:
        """Let go of the store and of its search index, where one was opened."""
        if "search" in vars(self):
            self.search.close()
        self._database.close()

    @cached_property
    def _dues(self) -> "ReplyDues":
        from app.services.suggestions.due import ReplyDues

        return ReplyDues(self.deadlines)

    @cached_property
    def docket(self) -> "Docket":
        """Deadlines on records, and what is decided about them."""
        from app.services.docket.cards import DeadlineCards
        from app.services.docket.listing import DocketListing
        from app.services.docket.overview import Overview
        from app.services.docket.service import Docket

        cards = DeadlineCards(self._database, self.deadlines, self._starter)
        overview = Overview(self._database, self.clock, self.deadlines, self.documents, cards)
        return Docket(DocketListing.over(self._database), overview, cards, self._deciding)

    @cached_property
    def office_rules(self) -> "OfficeRules":
        """The office's own calendar and rules, changed with a dry run first."""
        from app.services.office_rules.service import OfficeRules, Parts

        return OfficeRules(Parts(self._database, self.clock, self.changes, self.deadlines))

    @cached_property
    def approvals(self) -> "Approvals":
        """Approvals of acts on records."""
        from app.services.approvals.service import Approvals, Parts

        types, offices = self.type_library, self.offices
        return Approvals(Parts(self._database, self.clock, self.changes, types, offices, self.attachments))

    @cached_property
    def investigations(self) -> "Investigations":
        """Acts of investigation on records."""
        from app.services.investigations.service import Investigations, Parts

        return Investigations(Parts(self._deciding, self.resources))

    @cached_property
    def _deciding(self) -> "Means":
        from app.services.docket.deciding import Means

        return Means(self._database, self.clock, self.changes, self.deadlines, self._starter, self.attachments)

    @cached_property
    def _starter(self) -> "Starter":
        from app.services.docket.starting import Starter

        return Starter(self.deadlines, self.resources, self.clock, self.type_library)

    @cached_property
    def type_library(self) -> "TypeLibrary":
        """Matter types and powers: the standard set and the office's own."""
        from app.services.matter_types.library import TypeLibrary
        from app.services.matter_types.own import OwnPowerLines, OwnTypeTexts

        own, powers = OwnTypeTexts(self._database), OwnPowerLines(self._database)
        return TypeLibrary(self.resources.matter_types, own, powers)

    @cached_property
    def matter_types(self) -> "MatterTypes":
        """Matter types and the list of powers, changed by an administrator."""
        from app.services.matter_types.service import MatterTypes, Parts

        return MatterTypes(
            Parts(self._database, self.clock, self.changes, self.type_library, self.deadlines, self.documents)
        )

    @cached_property
    def _cards(self) -> "Cards":
        from app.services.suggestions.cards import Cards

        return Cards(self._database, self._dues)


class Shop:
    """Makes, opens and proves stores, for the command line and the window's first page."""

    def __init__(self, clock: Clock, resources: Resources) -> None:
        """``clock`` and ``resources`` go to every service."""
        self._clock = clock
        self._resources = resources

    def open(self, store: Path) -> OpenDesk:
        """Open an existing store; raises KnownError."""
        from app.services.store.opening import open_store

        return OpenDesk(open_store(store, self._clock), self._clock, self._resources)

    def create(self, store: Path, office: str, short: str) -> None:
        """Make an empty store; refuses to touch an existing file."""
        from app.commands.workshop import OPERATOR
        from app.services.store.opening import NewStore, create_store

        if store == default_store():
            store.parent.mkdir(parents=True, exist_ok=True)
        create_store(store, NewStore(office, short), OPERATOR, self._clock).close()

    def demonstrate(self, store: Path, matters: int, seed: int, today: date | None) -> None:
        """Make a store with demonstration data."""
        from app.services.demonstration.service import Demonstration

        if store == default_store():
            store.parent.mkdir(parents=True, exist_ok=True)
        Demonstration(self._resources, self._clock).make(store, matters=matters, seed=seed, today=today)

    def restore(self, backup: Path, store: Path) -> "Restored":
        """Restore a backup into a new place; raises KnownError, DomainError."""
        from app.services.store.restoring import restore

        return restore(backup, store)

    def prove(self) -> list[str]:
        """The self-test of an installed program."""
        from app.views.self_test import prove

        return prove(self)

    def snapshot(self, store: Path, folder: Path) -> list[Path]:
        """Draw the window's pages and a chart off screen as PNG files."""
        from app.views.snapshot import snapshot

        return snapshot(self.open, store, folder)

    def show(self, store: Path | None) -> int:
        """Open the window on a store, or on the welcome page where there is none."""
        from app.views.shared.sources_unread import leave_sources_unread

        leave_sources_unread()
        from app.views.opening import Doors
        from app.views.start import run as run_window

        doors = Doors(self.open, self.create, lambda path: self.demonstrate(path, DEMONSTRATED, 1, None))
        return run_window(doors, self._resources, window_settings(), default_store(), store)
