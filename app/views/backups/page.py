"""系统管理: the care of the store, the office's registers, and settings."""

from PySide6.QtWidgets import QLabel, QTabWidget, QVBoxLayout
from typing_extensions import override

from app.views.backups.care_view import CareView
from app.views.backups.register_view import RegisterView
from app.views.backups.settings_view import SettingsView
from app.views.shared.page import Page
from app.views.shared.workplace import Workplace


class SystemPage(Page):
    """Three tabs; each reads when a store is open."""

    chapter = "备份与恢复"

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        super().__init__(workplace)
        title = QLabel("系统管理")
        title.setProperty("role", "title")
        self.care, self.register = CareView(workplace), RegisterView(workplace)
        self.settings = SettingsView(workplace)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("system_tabs")
        self.tabs.setAccessibleName("系统管理")
        self.tabs.setDocumentMode(True)
        for view, name in ((self.care, "备份与检查"), (self.register, "部门与人员"), (self.settings, "设置")):
            self.tabs.addTab(view, name)
        self.setFocusProxy(self.tabs)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(title)
        layout.addWidget(self.tabs, 1)

    @override
    def start(self) -> None:
        self.care.show_place()
        self.register.refresh()
        self.settings.refresh()
