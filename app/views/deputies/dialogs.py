"""登记代表建议, 转为线索, 反馈 and 办理结果."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.dates import PartialDate
from app.models.letter_terms import ProposalDirection, ProposalKind
from app.services.deputies.rows import ClueOfProposal, ProposalCard, ProposalDraft
from app.services.foundation.changes import Written
from app.services.foundation.intentions import Actor
from app.views.case_registers.names import people
from app.views.shared.form_dialog import FormDialog
from app.views.shared.workplace import Workplace

_RECORD_HINT = "线索或检察建议的登记号；还没有的留空"


class ProposalDialog(FormDialog):
    """Without a card one is entered, with one it is changed; ``given`` is what a record's page knows already."""

    def __init__(
        self,
        workplace: Workplace,
        card: ProposalCard | None = None,
        given: ProposalDraft | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``given`` fills a new entry in."""
        title = "修改代表建议登记" if card else "登记代表建议"
        super().__init__(workplace, title, "保存" if card else "登记", parent)
        self._card = card
        self._add_fields(card.draft if card else given)
        self._follow()

    @override
    def perform(self, actor: Actor) -> Written:
        service, draft = self.workplace.desk.deputies, self._draft()
        if self._card is None:
            return service.register(actor, draft)
        return service.amend(actor, self._card.id, self._card.version, draft)

    def _draft(self) -> ProposalDraft:
        form = self.form
        direction = form.term("direction", ProposalDirection)
        came = direction is ProposalDirection.RECEIVED
        return ProposalDraft(
            direction=direction,
            kind=form.term("kind", ProposalKind),
            deputy=form.text("deputy"),
            title=form.text("title"),
            received_on=form.needed_date("received_on"),
            number=form.text("number"),
            content=form.text("content"),
            field=form.text("field"),
            transfer_number=form.text("transfer_number") if came else "",
            transferred_on=form.date("transferred_on") if came else None,
            record_number=form.text("record_number"),
        )

    def _add_fields(self, said: ProposalDraft | None) -> None:
        form, desk = self.form, self.workplace.desk
        self.direction = form.add_term(
            "direction", "方向", ProposalDirection, said.direction if said else ProposalDirection.RECEIVED
        )
        form.add_term("kind", "种类", ProposalKind, said.kind if said else ProposalKind.DEPUTY)
        form.add_text("deputy", "代表委员", said.deputy if said else "", hint="姓名；几位的用顿号隔开")
        form.add_text("title", "标题", said.title if said else "")
        form.add_text("number", "建议提案号", said.number if said else "")
        today = PartialDate.of(desk.clock.today())
        form.add_date("received_on", "收到或提交日期", said.received_on if said else today, is_month_enough=True)
        form.add_text("field", "领域", said.field if said else "", hint="如 食品安全、校园安全")
        form.add_long_text("content", "内容", said.content if said else "", lines=5)
        form.add_text("transfer_number", "线索移送函文号", said.transfer_number if said else "")
        form.add_date("transferred_on", "移送日期", said.transferred_on if said else None)
        like = desk.case_registers.records.like
        form.add_looked_up("record_number", "关联记录", said.record_number if said else "", like, hint=_RECORD_HINT)
        self.direction.currentIndexChanged.connect(lambda _: self._follow())

    def _follow(self) -> None:
        """The letter of transfer belongs to what came in."""
        came = self.direction.currentText() == ProposalDirection.RECEIVED.label
        for name in ("transfer_number", "transferred_on"):
            self.form.show_field(name, came)


class ProposalClueDialog(FormDialog):
    """转为线索: what the proposal does not say; the deputy becomes the clue's source."""

    def __init__(self, workplace: Workplace, card: ProposalCard, parent: QWidget | None = None) -> None:
        """``card`` is the proposal."""
        super().__init__(workplace, "转为线索", "登记线索", parent)
        self._card = card
        draft = card.draft
        self.tell(f"{card.entry_number} {draft.deputy}《{draft.title}》：登记为线索，来源和来源人员自动填写。")
        self.form.add_looked_up("unit", "涉及单位", "", self._organisations, hint="单位全称；还不清楚的留空")
        self.form.add_long_text("found", "发现的问题", draft.content or draft.title, lines=5)
        self.form.add_choice("handler", "承办人", ["", *people(workplace.desk)], workplace.actor.name)

    @override
    def perform(self, actor: Actor) -> Written:
        form, card = self.form, self._card
        said = ClueOfProposal(form.text("unit"), form.text("found"), form.text("handler"))
        return self.workplace.desk.deputies.make_clue(actor, card.id, card.version, said)

    @override
    def done_words(self) -> str:
        return f"{self._card.entry_number} 已转为线索"

    def _organisations(self, typed: str) -> list[str]:
        return [found.name for found in self.workplace.desk.offices.suggest(typed)]


class FeedbackDialog(FormDialog):
    """登记反馈, or a correction of it."""

    def __init__(self, workplace: Workplace, card: ProposalCard, parent: QWidget | None = None) -> None:
        """``card`` is the proposal."""
        super().__init__(workplace, "登记反馈", "登记反馈", parent)
        self._card = card
        self.tell(f"{card.entry_number} {card.draft.deputy}《{card.draft.title}》。反馈函在线索的“文书”里打印。")
        today = PartialDate.of(workplace.desk.clock.today())
        self.form.add_date("on", "反馈日期", card.fed_back_on or today, is_month_enough=True)
        self.form.add_long_text("feedback", "反馈情况", card.feedback, lines=5)

    @override
    def perform(self, actor: Actor) -> Written:
        form, card = self.form, self._card
        day = form.needed_date("on")
        return self.workplace.desk.deputies.feed_back(actor, card.id, card.version, day, form.text("feedback"))


class ResultDialog(FormDialog):
    """登记办理结果, or a correction of it."""

    def __init__(self, workplace: Workplace, card: ProposalCard, parent: QWidget | None = None) -> None:
        """``card`` is the proposal."""
        super().__init__(workplace, "登记办理结果", "登记办理结果", parent)
        self._card = card
        self.tell(f"{card.entry_number} {card.draft.deputy}《{card.draft.title}》")
        self.form.add_long_text("result", "办理结果", card.result, lines=5)

    @override
    def perform(self, actor: Actor) -> Written:
        card = self._card
        return self.workplace.desk.deputies.record_result(actor, card.id, card.version, self.form.text("result"))
