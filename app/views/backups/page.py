"""系统管理: the care of the store, the office's registers, its rules and calendar, and settings."""

from PySide6.QtWidgets import QLabel, QTabWidget, QVBoxLayout
from typing_extensions import override

from app.views.access.accounts_view import AccountsView
from app.views.backups.audit_view import AuditView
from app.views.backups.care_view import CareView
from app.views.backups.fonts_view import FontsView
from app.views.backups.papers_view import PapersView
from app.views.backups.register_view import RegisterView
from app.views.backups.settings_view import SettingsView
from app.views.keys.view import KeysView
from app.views.matter_types.view import MatterTypesView
from app.views.office_rules.calendar_view import CalendarView
from app.views.office_rules.rules_view import RulesView
from app.views.shared.page import Page
from app.views.shared.workplace import Workplace
from app.views.trash.view import TrashView

CARE_CHAPTER = "备份与恢复"
_NEEDS = {  # any of these; tabs that are not named are open to everybody
    "备份与检查": ("store:backup", "store:verify"),
    "文书登记": ("case",),
    "事项类型与职权": ("case",),
    "期限规则": ("case",),
    "日历": ("case",),
    "字体": ("case",),
    "设置": ("settings:edit",),
    "审计记录": ("audit:read",),
    "回收站": ("trash:remove",),
    "账户": ("account:read",),
}


class SystemPage(Page):
    """Tabs; each reads when a store is open, rules and calendar when they come on screen."""

    chapter = CARE_CHAPTER

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__(workplace)
        title = QLabel("系统管理")
        title.setProperty("role", "title")
        self.care, self.register = CareView(workplace), RegisterView(workplace)
        self.keys = KeysView(workplace)
        self.rules, self.calendar = RulesView(workplace), CalendarView(workplace)
        self.types = MatterTypesView(workplace)
        self.papers, self.fonts = PapersView(workplace), FontsView(workplace)
        self.settings, self.audit = SettingsView(workplace), AuditView(workplace)
        self.trash, self.accounts = TrashView(workplace), AccountsView(workplace)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("system_tabs")
        self.tabs.setAccessibleName("系统管理")
        self.tabs.setDocumentMode(True)
        for view, name in (
            (self.care, "备份与检查"),
            (self.keys, "口令与加密"),
            (self.register, "部门与人员"),
            (self.papers, "文书登记"),
            (self.types, "事项类型与职权"),
            (self.rules, "期限规则"),
            (self.calendar, "日历"),
            (self.fonts, "字体"),
            (self.settings, "设置"),
            (self.audit, "审计记录"),
            (self.trash, "回收站"),
            (self.accounts, "账户"),
        ):
            self.tabs.addTab(view, name)
        self.tabs.currentChanged.connect(lambda _: self._turn_chapter())
        self.setFocusProxy(self.tabs)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(title)
        layout.addWidget(self.tabs, 1)

    @override
    def start(self) -> None:
        for place in range(self.tabs.count()):
            needs = _NEEDS.get(self.tabs.tabText(place), ())
            self.tabs.setTabVisible(place, not needs or any(map(self.workplace.is_open, needs)))
        self.care.show_place()
        self.register.refresh()
        self.settings.refresh()

    @override
    def search_for(self, text: str) -> None:
        """Turn to the tab of that name."""
        for place in range(self.tabs.count()):
            if self.tabs.tabText(place) == text and self.tabs.isTabVisible(place):
                self.tabs.setCurrentIndex(place)

    def _turn_chapter(self) -> None:
        view = self.tabs.currentWidget()
        if view is self.papers and self.workplace.has_desk:
            self.papers.refresh()
        if view is self.keys and self.workplace.has_desk:
            self.keys.refresh()
        if view is self.audit and self.workplace.has_desk:
            self.audit.refresh()
        if view is self.trash and self.workplace.has_desk:
            self.trash.refresh()
        if view is self.accounts and self.workplace.has_desk:
            self.accounts.refresh()
        self.chapter = CARE_CHAPTER
        if isinstance(view, RulesView | CalendarView | MatterTypesView | AccountsView):
            self.chapter = view.chapter
