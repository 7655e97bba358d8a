"""One of the two lists: what its cases met, what stands where, and what can be done with it."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from typing_extensions import override

from app.models.review_terms import TriggerList
from app.services.lists.listing import ListQuery, Row
from app.services.review_triggers.columns import COLUMNS
from app.services.review_triggers.rows import HitStanding
from app.services.review_triggers.standing_words import words_of
from app.views.review_triggers.acts import HitActs
from app.views.review_triggers.preview import HitPreview
from app.views.review_triggers.summary import Summary
from app.views.shared.filter_row import Filter
from app.views.shared.list_page import ListPage, ListSpec
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_KEYS = [column.key for column in COLUMNS]
_STATES = tuple(each.label for each in HitStanding)
_EMPTY = "这里是应当{}的原案。登记或导入的原案符合一种触发情形，会自己列入；看不出的按“补登…”（Ctrl+N）。"
_WORK = {TriggerList.REVERSE: "反向审视", TriggerList.ANALYSIS: "逐案分析、重点评查"}


class HitList(ListPage):
    """Enter deals with a hit: it begins a review, or opens the review that was begun."""

    recheck_wanted = Signal()

    def __init__(self, workplace: Workplace, trigger_list: TriggerList) -> None:
        """Heads only."""
        self.trigger_list = trigger_list
        super().__init__(
            workplace, self._spec_of(), lambda: workplace.desk.review_triggers.listing, HitPreview(workplace)
        )
        self.work = WorkStrip(workplace)
        self.summary = Summary(workplace)
        self.put_strip(self.summary)
        self.put_strip(self.work)
        self.summary.standing_wanted.connect(self._narrow_to)
        self.summary.recheck_wanted.connect(self.recheck_wanted)
        acts = self.acts = HitActs(workplace, self)
        self.add_action("启动审视…", "school", acts.take_up, "F3")
        self.add_action("说明理由…", "ban", acts.excuse)
        self.add_action("补登…", "plus", acts.add_by_hand, "Ctrl+N")
        self.add_action("触发情形设置…", "settings", acts.settings)
        self.add_action("导出…", "table-export", acts.export)
        self.add_action("打印…", "printer", acts.print_out, "Ctrl+P")
        self.add_row_action("启动审视…", "school", lambda _: acts.take_up())
        self.add_row_action("归入在办审视…", "link", lambda _: acts.join())
        self.add_row_action("说明理由不审视…", "ban", lambda _: acts.excuse())
        self.add_row_action("打开审视", "school", acts.open_review)
        self.add_row_action("打开原案", "folder-open", acts.open_case, "Ctrl+Return")
        self.record_opened.connect(acts.go_on)

    @property
    def title(self) -> str:
        """What the list is called, on screen and on paper."""
        return self._spec.title

    @override
    def refresh(self) -> None:
        super().refresh()
        if self._workplace.has_desk:
            self.summary.show_counts(self._workplace.desk.review_triggers.counts(self.trigger_list))

    @override
    def narrowed(self, query: ListQuery) -> ListQuery:
        return replace(query, where=(*query.where, ("list", self.trigger_list.label)))

    def show_waiting(self, trigger: str) -> None:
        """Only what waits of one trigger."""
        self.filters.clear()
        self.filters.pick("trigger", trigger)
        self.filters.pick("state", HitStanding.OPEN.label)

    def _narrow_to(self, standing: object) -> None:
        """Show what stands there; None shows everything."""
        if standing is None:
            self.filters.clear()
        elif isinstance(standing, HitStanding):
            self.filters.pick("state", standing.label)

    def _words(self, row: Row) -> str:
        cells = dict(zip(_KEYS, row.cells, strict=True))
        standing = HitStanding.labelled(str(cells["state"]))
        query = self.model.query
        if not isinstance(standing, HitStanding) or query is None:
            return str(cells["state"])
        remind_on = date.fromisoformat(str(cells["remind_on"])) if cells["remind_on"] else None
        return words_of(standing, remind_on, query.as_of)

    def _spec_of(self) -> ListSpec:
        listed = self.trigger_list
        forms = (Filter("form", "办理形式", ("逐案分析", "重点评查"), width=136),)
        return ListSpec(
            key=f"triggers_{listed.value}",
            title=f"{_WORK[listed]}触发清单",
            unit="项",
            columns=COLUMNS,
            filters=(
                Filter("trigger", "触发情形", lambda desk: desk.review_triggers.names(listed), width=180),
                Filter("state", "处理情况", _STATES, width=130),
                Filter("department", "承办部门", lambda desk: desk.review_triggers.departments(), width=130),
                *(forms if listed is TriggerList.ANALYSIS else ()),
            ),
            words=self._words,
            empty=_EMPTY.format(_WORK[listed]),
            hint="Enter 处理 · F3 启动审视 · Ctrl+Enter 打开原案",
            overdue="已过提醒日",
        )
