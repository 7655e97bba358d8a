"""Figures, rules, warnings, own indicators, briefings, own forms, the year's end: two at once, every act taken back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.database import Database
from app.models.dates import PartialDate
from app.models.indicator_terms import BriefingKind, FormSource, Priority, WarningConclusion
from app.services.base_data.periods import Months
from app.services.base_data.rows import FigureDraft
from app.services.briefings import intentions as briefing
from app.services.briefings.rows import Tip
from app.services.documents.charts import BarSpec, Series
from app.services.figure_rules.rows import RuleDraft
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError
from app.services.foundation.intentions import Intention
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.foundation.resources import Resources
from app.services.indicator_warnings.rows import BandDraft
from app.services.own_forms import intentions as own_form
from app.services.own_forms.rows import MappingDraft
from app.services.own_indicators.rows import IndicatorDraft, ItemDraft
from app.services.store.opening import open_store
from tests.services.own_forms.forms import quarterly_form
from tests.services.test_taking_everything_back import State, state

HEAD = "期间,项目,数值\n"
RULE = RuleDraft("批捕不多于受理", "批捕人数", "<=", "审查逮捕受理人数", Priority.MEDIUM, "请核对。", "县院例会确定")


@pytest.fixture
def desk(database: Database, clock: FixedClock, resources: Resources) -> OpenDesk:
    """All services on an empty store."""
    return OpenDesk(database, clock, resources)


def live(desk: OpenDesk, actor: Actor, database: Database, folder: Path) -> list[State]:
    """Every act on figures once; the state before each."""
    states: list[State] = []

    def before() -> OpenDesk:
        states.append(state(database))
        return desk

    table = folder / "基础数据.csv"
    table.write_text(HEAD + "2026-09,批捕人数,30\n2026-09,不捕人数,10\n", encoding="utf-8")
    batch = before().base_data.commit(actor, desk.base_data.plan(table)).batch
    written = before().base_data.record(actor, [FigureDraft("起诉人数", "2026-10", "2026-10", 4)]).ids[0]
    before().base_data.record(actor, [FigureDraft("起诉时羁押人数", "2026-10", "2026-10", 5)])
    before().base_data.correct(actor, written, 3, "重新核对", "核对过")
    seen = {each.id: each.version for each in desk.indicator_warnings.warnings()}
    assert seen
    before().indicator_warnings.verify(actor, seen, "查看了台账")
    seen = {each.id: each.version for each in desk.indicator_warnings.warnings()}
    before().indicator_warnings.conclude(actor, seen, WarningConclusion.REAL, "情况属实")
    seen = {each.id: each.version for each in desk.indicator_warnings.warnings()}
    before().indicator_warnings.step_back(actor, seen, "再看")
    before().indicator_warnings.set_band(actor, "XS02", BandDraft("0", "10", "本院近年情况"))
    before().indicator_warnings.remove_band(actor, "XS02", "不再需要", version=1)
    live_with_definitions(before, desk, actor)
    before().base_data.clear(actor, [written])
    assert batch is not None
    before().base_data.undo_import(actor, batch)
    before().year_end.tick(actor, 2026, "numbers")
    live_with_forms(before, desk, actor, folder)
    live_with_briefings(before, desk, actor)
    return states


def live_with_forms(before: Callable[[], OpenDesk], desk: OpenDesk, actor: Actor, folder: Path) -> None:
    """The office's own form from its arrival to where it is used again."""
    path = quarterly_form(folder / "业务工作基本情况.xlsx")
    form = before().own_forms.take_in(actor, path, note="每季报").id
    cells = {"C5": "批捕人数", "C6": "不捕人数", "C7": "起诉人数"}
    drafts = [MappingDraft("基本情况", cell, FormSource.ITEM, item) for cell, item in cells.items()]
    before().own_forms.map_cells(actor, form, drafts)
    before().own_forms.unmap(actor, form, desk.own_forms.mappings(form)[:1])
    book = load_workbook(path)
    book["基本情况"]["B7"] = "3、另一项"
    book.save(folder / "新版.xlsx")
    plan = desk.own_forms.plan_renewal(form, folder / "新版.xlsx")
    assert plan.kept
    assert plan.lost
    form = before().own_forms.renew(actor, desk.own_forms.form(form), plan).id
    before().own_forms.withdraw(actor, desk.own_forms.form(form))
    before().own_forms.resume(actor, desk.own_forms.form(form))


def live_with_briefings(before: Callable[[], OpenDesk], desk: OpenDesk, actor: Actor) -> None:
    """A bulletin made, edited in every way, finished, presented, taken up again and thrown away."""
    made = before().briefings.make(actor, BriefingKind.BULLETIN, Months("2026-10", "2026-10")).id

    def version() -> int:
        return desk.briefings.card(made).row.version

    card = desk.briefings.card(made)
    first, prompt = card.text.sentences[0], card.prompts[0]
    section, figure = card.text.sections[1].key, card.figures[0].code
    before().briefings.rename(actor, made, version(), "十月检察业务通报")
    before().briefings.edit(actor, made, version(), first.key, "本通报说明十月的情况。")
    before().briefings.restore(actor, made, version(), first.key)
    before().briefings.remove(actor, made, version(), first.key)
    before().briefings.remove(actor, made, version(), first.key, is_removed=False)
    before().briefings.add(actor, made, version(), section, "另有一件在办。", (figure,))
    before().briefings.put_chart(actor, made, version(), section, BarSpec("制发", ("10月",), (Series("件", (1,)),)))
    before().briefings.cite(actor, made, version(), first.key, (figure,))
    before().briefings.move(actor, made, version(), desk.briefings.card(made).text.sections[1].sentences[0].key, 1)
    before().briefings.edit(actor, made, version(), prompt.key, "下月核查逾期未回复的。")
    before().briefings.put_tip(actor, made, version(), None, Tip("1", "逾期未回复一件", "办公室", "催办"))
    before().briefings.put_tip(actor, made, version(), 0, Tip("1", "逾期未回复一件", "办公室", "催办", progress="已催"))
    before().briefings.put_tip(actor, made, version(), None, Tip("2", "案卡错误", "办公室", "更正"))
    before().briefings.drop_tip(actor, made, version(), 1)
    before().base_data.record(actor, [FigureDraft("批捕人数", "2026-10", "2026-10", 6)])
    before().briefings.retake(actor, made, version())
    before().briefings.finish(actor, made, version())
    before().briefings.present(actor, made, version(), "检察委员会", PartialDate("2026-11-20"))
    before().briefings.reopen(actor, made, version(), "数据有误")
    before().briefings.discard(actor, made, version(), "重新制作")


def live_with_definitions(before: Callable[[], OpenDesk], desk: OpenDesk, actor: Actor) -> None:
    """The office's own rule, item and indicator, from the draft to where they count no more."""
    before().figure_rules.take_effect(actor, desk.figure_rules.test(RULE))
    before().figure_rules.withdraw(actor, "本院-1", "不再使用", 1)
    item = before().own_indicators.add_item(actor, ItemDraft("普法场次", "综合", "次")).id
    before().base_data.record(actor, [FigureDraft("普法场次", "2026-10", "2026-10", 12)])
    draft = IndicatorDraft(
        "BY01", "普法与不捕", "综合", "普法场次", "不捕人数", source="县院例会", valid_from="2026-01"
    )
    own = before().own_indicators.draft(actor, draft).id
    before().own_indicators.test(actor, own, "", Months("2026-09", "2026-10"))
    before().own_indicators.put_in_force(actor, own, "例会确定")
    before().own_indicators.withdraw(actor, own, "不再使用")
    before().own_indicators.withdraw_item(actor, item, "不再使用")
    before().own_indicators.restore_item(actor, item)


def test_every_act_on_figures_is_taken_back_one_by_one(
    desk: OpenDesk, actor: Actor, database: Database, tmp_path: Path
) -> None:
    titles = set()
    for before in reversed(live(desk, actor, database, tmp_path)):
        last = desk.history.last_act()
        assert last is not None
        titles.add(last.title)
        desk.history.take_back(actor, last.act)
        assert state(database) == before, last.title
    for declared in (briefing, own_form):  # each of them was performed
        wishes = {value.title for value in vars(declared).values() if isinstance(value, Intention)}
        assert wishes <= titles
    assert desk.store.verify_audit().ok
    assert desk.store.check().ok
    desk.close()


def test_of_two_who_type_into_one_cell_the_second_is_told_and_the_first_number_stands(
    desk: OpenDesk, store_path: Path, clock: FixedClock, resources: Resources
) -> None:
    other = OpenDesk(open_store(store_path, clock), clock, resources)
    empty = FigureDraft("不捕人数", "2026-10", "2026-10", 4, shown=0)
    desk.base_data.record(Actor("张某"), [empty])
    with pytest.raises(ChangedMeanwhile, match="张某"):
        other.base_data.record(Actor("李某"), [FigureDraft("不捕人数", "2026-10", "2026-10", 5, shown=0)])
    other.base_data.record(Actor("李某"), [FigureDraft("不捕人数", "2026-10", "2026-10", 6, shown=1)])
    with pytest.raises(ChangedMeanwhile, match="李某"):
        desk.base_data.record(Actor("张某"), [FigureDraft("不捕人数", "2026-10", "2026-10", 7, shown=1)])
    assert [each.count for each in desk.base_data.figures()] == [6]
    other.close()
    desk.close()


def test_who_corrects_or_clears_what_somebody_changed_meanwhile_is_told(
    desk: OpenDesk, store_path: Path, clock: FixedClock, resources: Resources
) -> None:
    other = OpenDesk(open_store(store_path, clock), clock, resources)
    kept = desk.base_data.record(Actor("张某"), [FigureDraft("不捕人数", "2026-10", "2026-10", 4)]).ids[0]
    other.base_data.correct(Actor("李某"), kept, 5, "核对业务系统", shown=1)
    with pytest.raises(ChangedMeanwhile, match="李某"):
        desk.base_data.correct(Actor("张某"), kept, 6, "抄错一格", shown=1)
    with pytest.raises(ChangedMeanwhile, match="李某"):
        desk.base_data.clear(Actor("张某"), [kept], {kept: 1})
    assert [each.count for each in desk.base_data.figures()] == [5]
    desk.base_data.clear(Actor("张某"), [kept], {kept: 2})
    other.close()
    desk.close()


def test_of_two_who_close_one_month_the_second_is_told_how_far_it_has_come(
    desk: OpenDesk, store_path: Path, clock: FixedClock, resources: Resources
) -> None:
    other = OpenDesk(open_store(store_path, clock), clock, resources)
    desk.month_closing.compute(Actor("张某"), "2026-10")
    other.month_closing.review(Actor("李某"), "2026-10", {})
    with pytest.raises(DomainError, match="2026-10 已审核，不能审核"):
        desk.month_closing.review(Actor("赵某"), "2026-10", {})
    other.month_closing.lock(Actor("李某"), "2026-10")
    with pytest.raises(DomainError, match="已锁定"):
        desk.month_closing.lock(Actor("李某"), "2026-10")
    with pytest.raises(DomainError, match="锁定"):
        desk.month_closing.compute(Actor("张某"), "2026-10")
    other.close()
    desk.close()
