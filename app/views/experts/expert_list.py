"""专家人才: the register as a list; who was asked how often is a count, in the order of field and name."""

from collections.abc import Callable

from app.models.letter_terms import ExpertKind
from app.services.desk import Desk
from app.services.experts.columns import ASKED, COLUMNS, LEFT
from app.services.foundation.errors import DomainError, KnownError
from app.services.lists.listing import Row
from app.views.experts.preview import ExpertPreview
from app.views.shared.actor_dialog import working_actor
from app.views.shared.filter_row import Filter
from app.views.shared.form_dialog import FormDialog
from app.views.shared.list_page import ListPage, ListSpec
from app.views.shared.workplace import Workplace


def _fields(desk: Desk) -> tuple[str, ...]:
    return desk.experts.fields()


_FILTERS = (
    Filter("kind", "类别", tuple(kind.label for kind in ExpertKind), width=110),
    Filter("field", "专业领域", _fields, width=170),
    Filter("state", "状态", (ASKED, LEFT), width=110),
)


class ExpertList(ListPage):
    """专家库 and 人才库; Enter changes an entry."""

    def __init__(self, workplace: Workplace) -> None:
        """Heads only."""
        spec = ListSpec(
            key="experts",
            title="专家库、人才库",
            unit="人",
            columns=COLUMNS,
            filters=_FILTERS,
            words=_no_words,
            empty="这里登记可以请教的专家和本院人才。按“登记专家人才…”（Ctrl+N）记第一人。",
            hint="Enter 修改 · 意见在建议、事项的“专家”页签登记",
        )
        super().__init__(workplace, spec, lambda: workplace.desk.experts.listing, ExpertPreview(workplace))
        self.add_action("登记专家人才…", "plus", self.register, "Ctrl+N")
        self.add_row_action("修改", "edit", self.amend).setObjectName("expert_entry_amend")
        self.add_row_action("登记出库…", "x", self.leave)
        self.add_row_action("恢复在库", "arrow-back-up", self.come_back)
        self.record_opened.connect(self.amend)

    def register(self) -> None:
        """Enter somebody."""
        from app.views.experts.dialogs import ExpertDialog

        ExpertDialog(self._workplace, parent=self).open()

    def amend(self, key: int) -> None:
        """Change an entry."""
        from app.views.experts.dialogs import ExpertDialog

        self._on(lambda: ExpertDialog(self._workplace, self._workplace.desk.experts.card(key), self))

    def leave(self, key: int) -> None:
        """Say that somebody is asked no more."""
        from app.views.experts.dialogs import LeaveDialog

        self._on(lambda: LeaveDialog(self._workplace, self._workplace.desk.experts.card(key), self))

    def come_back(self, key: int) -> None:
        """Offer somebody again, with the offer to take that back."""
        actor = working_actor(self._workplace, self)
        if actor is None:
            return
        try:
            written = self._workplace.desk.experts.come_back(actor, key)
        except (DomainError, KnownError) as problem:
            self._workplace.say(str(problem))
        else:
            self._workplace.done("已恢复在库", written)

    def _on(self, make: Callable[[], FormDialog]) -> None:
        try:
            make().open()
        except DomainError as problem:
            self._workplace.say(str(problem))


def _no_words(_row: Row) -> str:
    """Nothing here has a lamp."""
    return ""
