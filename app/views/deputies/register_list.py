"""代表建议登记簿: the list of proposals both ways, with how many there are of each."""

from PySide6.QtWidgets import QLabel
from typing_extensions import override

from app.models.letter_terms import ProposalDirection, ProposalKind, ProposalState
from app.services.deputies.columns import COLUMNS
from app.services.lists.listing import Row
from app.views.deputies.acts import DeputyActs
from app.views.deputies.facts import proposal_facts
from app.views.shared.filter_row import Filter
from app.views.shared.list_page import ListPage, ListSpec
from app.views.shared.preview import Glance, Preview
from app.views.shared.workplace import Workplace

_FILTERS = (
    Filter("direction", "方向", tuple(each.label for each in ProposalDirection), width=150),
    Filter("kind", "种类", tuple(each.label for each in ProposalKind), width=150),
    Filter("state", "状态", tuple(each.label for each in ProposalState), width=120),
)


class ProposalPreview(Preview):
    """A proposal beside its list."""

    label_width = 72

    @override
    def glance(self, record_id: int) -> Glance:
        card = self.workplace.desk.deputies.card(record_id)
        return Glance(card.draft.title, None, "", proposal_facts(card))


class DeputyList(ListPage):
    """What can be done with a proposal is offered here and on the records it belongs to."""

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        spec = ListSpec(
            key="deputies",
            title="代表建议登记簿",
            unit="件",
            columns=COLUMNS,
            filters=_FILTERS,
            words=_no_words,
            empty="这里登记人大代表建议、政协提案与检察建议的双向转化。按“登记代表建议…”（Ctrl+N）记第一件。",
            hint="Enter 查看和修改 · F2 登记反馈 · F3 转为线索",
        )
        super().__init__(workplace, spec, lambda: workplace.desk.deputies.listing, ProposalPreview(workplace))
        self.counts = QLabel()
        self.counts.setObjectName("deputies_counts")
        self.counts.setProperty("role", "muted")
        self.put_strip(self.counts)
        acts = self.acts = DeputyActs(workplace, self)
        self.add_action("登记代表建议…", "plus", acts.register, "Ctrl+N")
        self.add_row_action("查看和修改", "edit", acts.amend)
        self.add_row_action("登记反馈…", "mail-forward", acts.feed_back, "F2")
        self.add_row_action("转为线索…", "bulb", acts.make_clue, "F3")
        self.add_row_action("登记办理结果…", "checks", acts.record_result)
        self.add_row_action("打开关联记录", "link", acts.open_record, "Ctrl+Return")
        self.record_opened.connect(acts.amend)
        self.model.loaded.connect(lambda _total: self._tell_counts())

    def _tell_counts(self) -> None:
        found = self._workplace.desk.deputies.counts()
        self.counts.setText(
            f"收到代表建议、政协提案 {found.received:,} 件，转为线索 {found.became_clues:,} 件"
            f"（其中已立项 {found.became_cases:,} 件），已反馈 {found.fed_back:,} 件；"
            f"由检察建议转化 {found.made:,} 件。（全部登记，不随筛选变化）"
        )


def _no_words(_row: Row) -> str:
    """Nothing here has a lamp."""
    return ""
