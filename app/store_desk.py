"""Makes the services every feature stands on: office, files, trail, deadlines, documents, types, search, care."""

from functools import cached_property
from typing import TYPE_CHECKING

from app.services.foundation.changes import Changes
from app.services.foundation.clock import Clock
from app.services.foundation.resources import Resources

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.models.database import Database, Unit
    from app.services.base_data.following import Touched
    from app.services.base_data.service import BaseData
    from app.services.deadlines.service import Deadlines
    from app.services.docket.deciding import Means
    from app.services.docket.service import Docket
    from app.services.docket.starting import Starter
    from app.services.documents.service import Documents
    from app.services.guarding.room import Room
    from app.services.indicators.library import IndicatorLibrary
    from app.services.indicators.service import Indicators
    from app.services.matter_types.library import TypeLibrary
    from app.services.matter_types.service import MatterTypes
    from app.services.month_closing.rows import CheckFinding
    from app.services.month_closing.service import MonthClosing
    from app.services.monthly_statistics.service import MonthlyStatistics
    from app.services.office.attachments import Attachments
    from app.services.office.fonts import OfficeFonts
    from app.services.office.offices import Offices
    from app.services.office.settings import Settings
    from app.services.office_rules.service import OfficeRules
    from app.services.own_templates.service import OwnTemplates
    from app.services.review_statistics.service import ReviewStatistics
    from app.services.review_triggers.library import TriggerLibrary
    from app.services.review_triggers.model import Trigger
    from app.services.search.service import Search
    from app.services.secrecy.carrying import Carriers
    from app.services.secrecy.state_secrets import StateSecrets
    from app.services.sheets.service import Sheets
    from app.services.store.service import Store
    from app.services.trail.history import History
    from app.services.trail.log import AuditLog
    from app.services.trail.net import Net


class StoreDesk:
    """What one open store can do whatever it is used for, each service made when first asked."""

    def __init__(self, database: "Database", clock: Clock, resources: Resources) -> None:
        """``database`` is open and of the right version."""
        self._database = database
        self.clock = clock
        self.resources = resources
        self.changes = Changes()
        database.screen = self.state_secrets

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
    def carriers(self) -> "Carriers":
        """What is carried out on a medium."""
        from app.services.secrecy.carrying import Carriers

        return Carriers(people=lambda: [each.name for each in self.offices.people()])

    @cached_property
    def room(self) -> "Room":
        """Free space on the disks that are written to."""
        from app.services.guarding.room import Room

        return Room(self.resources.guarding)

    @cached_property
    def attachments(self) -> "Attachments":
        """Files copied in by content hash."""
        from app.services.clues.attaching import ClueDoor
        from app.services.clues.withheld import Withheld
        from app.services.office.attachment_kinds import RefusedKinds
        from app.services.office.attachments import Attachments

        door = ClueDoor(self._database, Withheld(self.resources.clues))
        refused = RefusedKinds(self.resources.attachments, self.state_secrets)
        return Attachments(self._database, self.clock, self.changes, refused, door.admit).with_room(self.room)

    @cached_property
    def state_secrets(self) -> "StateSecrets":
        """What bears a mark of state secrecy."""
        from app.services.secrecy.state_secrets import StateSecrets

        return StateSecrets(self.resources.secrecy)

    @cached_property
    def history(self) -> "History":
        """全部经过, and taking back."""
        from app.services.trail.history import History

        return History(self._database, self.clock, self.changes, self.follow_taken_back)

    @cached_property
    def audit_log(self) -> "AuditLog":
        """审计记录."""
        from app.services.trail.log import AuditLog

        return AuditLog(self._database)

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
    def sheets(self) -> "Sheets":
        """The reply-tracking sheet."""
        from app.services.sheets.service import Sheets

        return Sheets(self._database, self.clock, self.documents)

    @cached_property
    def monthly_statistics(self) -> "MonthlyStatistics":
        """月度统计."""
        from app.services.monthly_statistics.service import Beside, MonthlyStatistics

        means = self._database, self.clock, self.resources, self.documents
        return MonthlyStatistics(*means, self.review_statistics, Beside(lambda: self.month_closing))

    @cached_property
    def month_closing(self) -> "MonthClosing":
        """计算、审核、锁定 of a month."""
        from app.services.month_closing.service import MonthClosing, Parts

        means = self._database, self.clock, self.changes, self.resources
        return MonthClosing(Parts(*means, self.monthly_statistics, self.attachments.folder, self.month_findings))

    @cached_property
    def base_data(self) -> "BaseData":
        """Counts typed or imported."""
        from app.services.base_data.service import BaseData, Parts

        means = self._database, self.clock, self.changes, self.resources, self._indicator_library
        return BaseData(Parts(*means, self.follow_figures))

    def follow_figures(self, unit: "Unit", touched: "Iterable[Touched]") -> None:
        """Base data were written in an open transaction; nothing follows where nobody watches figures."""

    def follow_taken_back(self, unit: "Unit", done: "Sequence[Net]") -> None:
        """An act was taken back in an open transaction."""

    def month_findings(self, unit: "Unit", month: str) -> "tuple[CheckFinding, ...]":
        """What else is to be said of a month that is being computed."""
        return ()

    @cached_property
    def indicators(self) -> "Indicators":
        """业务指标."""
        from app.services.indicators.service import Indicators

        return Indicators(self._database, self._indicator_library, self.clock)

    @cached_property
    def _indicator_library(self) -> "IndicatorLibrary":
        from app.services.indicators.library import IndicatorLibrary
        from app.services.own_indicators.definitions import StoredDefinitions

        return IndicatorLibrary(self.resources.indicators, StoredDefinitions(self._database))

    @cached_property
    def review_statistics(self) -> "ReviewStatistics":
        """反向审视、逐案分析统计."""
        from app.services.review_statistics.service import ReviewStatistics

        return ReviewStatistics(self._database, self.clock, self.resources, self.documents)

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

        def triggers() -> "Sequence[Trigger]":
            return self.trigger_library.in_force(self.clock.today())

        return Store(self._database, self.clock, self.search, damaged, triggers).with_room(self.room)

    @cached_property
    def trigger_library(self) -> "TriggerLibrary":
        """Triggers of reverse review: the standard lists and the office's own."""
        from app.services.review_triggers.library import TriggerLibrary
        from app.services.review_triggers.own import OwnTriggerTexts

        own = OwnTriggerTexts(self._database)
        return TriggerLibrary(self.resources.reverse_reviews, own, lambda: self.deadlines.calendar)

    def close(self) -> None:
        """Let go of the store and of its search index, where one was opened: a clean end."""
        from app.services.store.recovering import mark_closed

        if "search" in vars(self):
            self.search.close()
        self._database.close()
        mark_closed(self._database.path)

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
    def _deciding(self) -> "Means":
        from app.services.docket.deciding import Means

        return Means(self._database, self.clock, self.changes, self.deadlines, self._starter, self.attachments)
