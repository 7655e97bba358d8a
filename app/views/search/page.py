"""搜索: what the box at the top found, the newest record first."""

from PySide6.QtWidgets import QLabel, QVBoxLayout
from typing_extensions import override

from app.services.search.rows import Hit
from app.views.search.further_links import FurtherLinks
from app.views.search.hits_list import HitsList
from app.views.shared.page import Page
from app.views.shared.preferences import PAGE
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

MOST = 50


class SearchPage(Page):
    """A newer search discards an older one that is still under way."""

    chapter = "快捷键"

    def __init__(self, workplace: Workplace) -> None:
        """Nothing has been searched for."""
        super().__init__(workplace)
        title = QLabel("搜索")
        title.setProperty("role", "title")
        self.work, self.list = WorkStrip(workplace), HitsList(workplace.theme)
        self.found = QLabel("在最上面的搜索框里键入单位、文号、姓名或内容里的词，按 Enter 搜索。")
        self.found.setObjectName("search_found")
        self.found.setProperty("role", "muted")
        self.further = FurtherLinks(workplace)
        self.list.hit_opened.connect(self._open)
        self.setFocusProxy(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 8)
        layout.setSpacing(8)
        for part in (title, self.found, self.further, self.work, self.list):
            layout.addWidget(part)
        layout.setStretchFactor(self.list, 1)

    @override
    def search_for(self, text: str) -> None:
        words, service = text.split(), self.workplace.desk.search
        self.further.show_for(text)
        self.work.run("正在搜索……", lambda _: service.find(text, MOST), lambda hits: self._show(hits, words))

    @override
    def go_back(self) -> None:
        if not self.came_from:  # the search is all there is to come back to
            self.workplace.page_wanted.emit(self.workplace.preferences.text(PAGE, "suggestions"))

    def _show(self, hits: list[Hit], words: list[str]) -> None:
        self.list.show_hits(hits, words)
        asked = " ".join(words)
        if hits:
            more = f"，只列最近的 {MOST} 条，请再加一个词" if len(hits) == MOST else ""
            self.found.setText(f"“{asked}”找到 {len(hits)} 条{more}。Enter 打开 · Esc 返回")
            self.list.setFocus()
        else:
            self.found.setText(f"没有找到“{asked}”。请换一个词，或减少词数；单位名称可以用拼音首字母。")

    def _open(self, hit: Hit) -> None:
        self.workplace.open_record(hit.type, hit.record_id)
