"""撤回定稿, 登记提交, 标题, 删除, 添加句子, 督办事项, 重新取数: one intention each."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.models.dates import PartialDate
from app.services.briefings.rows import BriefingCard, FigureChange, Tip, TipState
from app.services.foundation.changes import Written
from app.services.foundation.errors import FieldProblem
from app.services.foundation.intentions import Actor
from app.views.shared.form_dialog import FormDialog
from app.views.shared.plain_table import Head, PlainTable
from app.views.shared.workplace import Workplace


class ReopenDialog(FormDialog):
    """撤回定稿."""

    def __init__(self, workplace: Workplace, card: BriefingCard, parent: QWidget | None = None) -> None:
        """``card`` is finished."""
        super().__init__(workplace, "撤回定稿", "撤回", parent)
        self._card = card
        presented = (
            f"，已登记的提交（{card.row.presented_on} {card.row.presented_to}）一并撤销"
            if card.row.presented_on
            else ""
        )
        self.tell(f"《{card.row.title}》撤回后可以再改，理由留痕{presented}。")
        self.form.add_text("reason", "理由")

    @override
    def perform(self, actor: Actor) -> Written:
        row = self._card.row
        return self.workplace.desk.briefings.reopen(actor, row.id, row.version, self.form.text("reason"))


class PresentDialog(FormDialog):
    """登记提交."""

    def __init__(self, workplace: Workplace, card: BriefingCard, parent: QWidget | None = None) -> None:
        """``card`` is finished."""
        super().__init__(workplace, "登记提交", "登记", parent)
        self._card = card
        today = PartialDate.of(workplace.desk.clock.today())
        self.form.add_choice(
            "to", "提交单位", ("检察委员会", "党组", "业务数据分析研判会商会议"), card.row.presented_to
        )
        self.form.add_date("on", "提交日期", card.row.presented_on or today)

    @override
    def perform(self, actor: Actor) -> Written:
        row, form = self._card.row, self.form
        return self.workplace.desk.briefings.present(actor, row.id, row.version, form.text("to"), form.date("on"))


class RenameDialog(FormDialog):
    """修改标题."""

    def __init__(self, workplace: Workplace, card: BriefingCard, parent: QWidget | None = None) -> None:
        """The title as it is."""
        super().__init__(workplace, "修改标题", "保存", parent)
        self._card = card
        self.form.add_text("title", "标题", card.row.title)

    @override
    def perform(self, actor: Actor) -> Written:
        row = self._card.row
        return self.workplace.desk.briefings.rename(actor, row.id, row.version, self.form.text("title"))


class DiscardDialog(FormDialog):
    """删除."""

    def __init__(self, workplace: Workplace, card: BriefingCard, parent: QWidget | None = None) -> None:
        """``card`` is not finished."""
        super().__init__(workplace, "删除通报或报告", "删除", parent)
        self._card = card
        self.tell(f"将删除《{card.row.title}》，理由留痕，可以撤销。")
        self.form.add_text("reason", "理由")

    @override
    def perform(self, actor: Actor) -> Written:
        row = self._card.row
        act = self.workplace.desk.briefings.discard(actor, row.id, row.version, self.form.text("reason"))
        return Written(row.id, act)


class AddDialog(FormDialog):
    """添加句子: text of one's own; a figure that is picked is written into it and cited."""

    def __init__(self, workplace: Workplace, card: BriefingCard, section: str, parent: QWidget | None = None) -> None:
        """``section`` is offered first."""
        super().__init__(workplace, "添加句子", "添加", parent)
        self._card, self._cited = card, list[str]()
        self._sections = {each.heading: each.key for each in card.text.sections}
        heading = next((each.heading for each in card.text.sections if each.key == section), "")
        form = self.form
        form.add_choice("section", "部分", self._sections, heading)
        self._figures = {f"{each.label} {each.shown}": each for each in card.figures if each.is_known}
        picked = form.add_choice("figure", "引用数据", ["", *self._figures])
        picked.activated.connect(lambda _: self._pick(picked.currentText()))
        form.add_long_text("text", "句子", lines=5)

    @override
    def perform(self, actor: Actor) -> Written:
        row, form = self._card.row, self.form
        section = self._sections.get(form.text("section"), "")
        service = self.workplace.desk.briefings
        return service.add(actor, row.id, row.version, section, form.text("text"), tuple(dict.fromkeys(self._cited)))

    def _pick(self, words: str) -> None:
        figure = self._figures.get(words)
        if figure is not None:
            self._cited.append(figure.code)
            said = self.form.text("text")
            self.form.put("text", f"{said}{figure.label}{figure.shown}")


class ChartDialog(FormDialog):
    """放入图表: one that was put aside by 放进报告 on a chart."""

    def __init__(self, workplace: Workplace, card: BriefingCard, section: str, parent: QWidget | None = None) -> None:
        """``section`` is offered first; there is at least one chart."""
        super().__init__(workplace, "放入图表", "放入", parent)
        self._card = card
        self._charts = {each.title: each for each in workplace.chart_tray.specs}
        self._sections = {each.heading: each.key for each in card.text.sections}
        heading = next((each.heading for each in card.text.sections if each.key == section), "")
        self.form.add_choice("chart", "图表", self._charts, list(self._charts)[-1])
        self.form.add_choice("section", "部分", self._sections, heading)

    @override
    def perform(self, actor: Actor) -> Written:
        row, spec = self._card.row, self._charts.get(self.form.text("chart"))
        if spec is None:
            raise FieldProblem("chart", "请从列出的图表里选择一个。")
        section = self._sections.get(self.form.text("section"), "")
        return self.workplace.desk.briefings.put_chart(actor, row.id, row.version, section, spec)


class TipDialog(FormDialog):
    """督办事项: entered, or changed with its progress."""

    def __init__(
        self, workplace: Workplace, card: BriefingCard, place: int | None, parent: QWidget | None = None
    ) -> None:
        """``place`` None is a new one."""
        super().__init__(workplace, "登记督办事项" if place is None else "修改督办事项", "保存", parent)
        self._card, self._place = card, place
        self._tip = Tip("", "") if place is None else card.text.tips[place]
        desk, tip, form = workplace.desk, self._tip, self.form
        people = [person.name for person in desk.offices.people()]
        form.add_long_text("problem", "问题", tip.problem, lines=2)
        form.add_choice("to", "提示对象", ["", *desk.offices.departments()], tip.to)
        form.add_long_text("demand", "要求", tip.demand, lines=2)
        form.add_choice("leader", "责任领导", ["", *people], tip.leader)
        form.add_choice("person", "责任人", ["", *people], tip.person)
        form.add_date("due_on", "完成时限", PartialDate(tip.due_on) if tip.due_on else None)
        form.add_long_text("progress", "进展", tip.progress, lines=2)
        form.add_term("state", "状态", TipState, tip.state)
        if tip.carried_from:
            self.tell(f"由《{tip.carried_from}》转来。")

    @override
    def perform(self, actor: Actor) -> Written:
        form, row = self.form, self._card.row
        due = form.date("due_on")
        tip = Tip(
            number=self._tip.number,
            problem=form.text("problem"),
            to=form.text("to"),
            demand=form.text("demand"),
            leader=form.text("leader"),
            person=form.text("person"),
            due_on=str(due) if due else "",
            progress=form.text("progress"),
            state=form.term("state", TipState),
            carried_from=self._tip.carried_from,
        )
        return self.workplace.desk.briefings.put_tip(actor, row.id, row.version, self._place, tip)


class RetakeDialog(FormDialog):
    """重新取数: what comes out otherwise, figure by figure, before it is taken."""

    def __init__(
        self, workplace: Workplace, card: BriefingCard, changes: tuple[FigureChange, ...], parent: QWidget | None = None
    ) -> None:
        """``changes`` as counted just now."""
        super().__init__(workplace, "重新取数", "采用新数", parent)
        self._card = card
        told = f"{len(changes)} 个数有变化。采用以后，没有改过的句子随数更新，改过的句子保持您改的文字。"
        self.tell(told if changes else "各数都没有变化，不需要重新取数。")
        self.table = PlainTable(
            workplace, "figure_changes", "有变化的数", (Head("项目", 190), Head("原来", 130), Head("现在"))
        )
        self.table.show_rows([(each.name, each.was or "没有", each.now or "没有") for each in changes])
        self.table.setFixedHeight(min(60 + 30 * len(changes), 360))
        if changes:
            self.form.add_field("changes", "变化", self.table, self.table)
        self.confirm.setEnabled(bool(changes))

    @override
    def perform(self, actor: Actor) -> Written:
        row = self._card.row
        return self.workplace.desk.briefings.retake(actor, row.id, row.version)
