"""Sentences edited, removed, added, moved; figures taken anew; finished, taken back, presented; undone."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk, Shop
from app.models.dates import PartialDate
from app.models.indicator_terms import BriefingKind
from app.models.terms import SuggestionKind
from app.services.base_data.periods import Months
from app.services.base_data.rows import FigureDraft
from app.services.briefings.rows import BriefingCard, Sentence, Tip, TipState
from app.services.documents.preview import text_of
from app.services.foundation.clock import FixedClock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.foundation.resources import Resources
from app.services.monthly_statistics.definitions import MonthDefinitions
from app.services.suggestions.rows import IssueDraft, LetterDraft
from tests.services.briefings.conftest import CLERK, HEAD

OCTOBER = Months("2026-10", "2026-10")


@pytest.fixture
def card(desk: OpenDesk) -> BriefingCard:
    """The bulletin of October."""
    return desk.briefings.card(desk.briefings.make(CLERK, BriefingKind.BULLETIN, OCTOBER).id)


def now(desk: OpenDesk, card: BriefingCard) -> BriefingCard:
    """As it stands."""
    return desk.briefings.card(card.row.id)


def about(card: BriefingCard, words: str) -> Sentence:
    """The sentence that says some words."""
    return next(each for each in card.text.sentences if words in each.text)


def test_an_edited_sentence_keeps_its_made_text_and_a_changed_number_is_pointed_out(
    desk: OpenDesk, card: BriefingCard
) -> None:
    sentence = about(card, "检察建议：旧存")
    issued = next(each.n for each in card.figures if each.code == "suggestions.issued")
    said = sentence.text.replace(f"制发{issued}件", "制发987件")
    desk.briefings.edit(CLERK, card.row.id, card.row.version, sentence.key, said)
    edited = now(desk, card)
    assert edited.text.sentence(sentence.key) == replace(sentence, edited=said)
    assert [each.words for each in edited.mismatches[sentence.key]] == [f"与数据不一致：文中987，数据{issued}"]
    desk.briefings.restore(CLERK, card.row.id, edited.row.version, sentence.key)
    assert now(desk, card).text == card.text


def test_words_may_be_changed_and_years_named_without_a_mismatch(desk: OpenDesk, card: BriefingCard) -> None:
    sentence = about(card, "检察建议：旧存")
    said = f"2026年10月，按2019年规定第5条，{sentence.text}"
    desk.briefings.edit(CLERK, card.row.id, card.row.version, sentence.key, said)
    assert now(desk, card).mismatches == {}


def test_every_edit_is_taken_back_by_the_trail(desk: OpenDesk, card: BriefingCard) -> None:
    service, key, sentence = desk.briefings, card.row.id, about(card, "整改到位")
    acts = (
        lambda version: service.edit(CLERK, key, version, sentence.key, "另一句。"),
        lambda version: service.remove(CLERK, key, version, sentence.key),
        lambda version: service.add(CLERK, key, version, "totals", "自己的一句。"),
        lambda version: service.move(CLERK, key, version, sentence.key, -1),
        lambda version: service.rename(CLERK, key, version, "另一个标题"),
        lambda version: service.put_tip(CLERK, key, version, None, Tip("", "问题", demand="要求")),
    )
    for act in acts:
        before = now(desk, card)
        written = act(before.row.version)
        assert now(desk, card).row != before.row
        desk.history.take_back(CLERK, written.act)
        after = now(desk, card)
        assert (after.text, after.row.title) == (before.text, before.row.title)
    made = service.make(CLERK, BriefingKind.ANALYSIS, OCTOBER)
    desk.history.take_back(CLERK, made.act)
    assert [row.kind for row in service.list()] == [BriefingKind.BULLETIN]


def test_whoever_comes_second_is_told(desk: OpenDesk, card: BriefingCard) -> None:
    sentence = about(card, "整改到位")
    desk.briefings.edit(CLERK, card.row.id, card.row.version, sentence.key, "先改的。")
    with pytest.raises(ChangedMeanwhile, match="修改通报和报告"):
        desk.briefings.edit(HEAD, card.row.id, card.row.version, sentence.key, "后改的。")


def test_fresh_figures_are_shown_one_by_one_and_edited_sentences_stay(desk: OpenDesk, card: BriefingCard) -> None:
    service, edited, own = desk.briefings, about(card, "整改到位"), "自己的一句。"
    service.edit(CLERK, card.row.id, card.row.version, edited.key, "改过的一句。")
    service.add(CLERK, card.row.id, now(desk, card).row.version, "area", own)
    desk.base_data.record(CLERK, [FigureDraft("批捕人数", "2026-10", "2026-10", 14)])
    assert [(each.name, each.was[:3], each.now[:3]) for each in service.changes(card.row.id)] == [
        ("批捕人数", "12人", "14人")
    ]
    assert "批捕人数12人" in about(now(desk, card), "刑事检察：").text
    service.retake(CLERK, card.row.id, now(desk, card).row.version)
    fresh = now(desk, card)
    assert "批捕人数14人，比上年同期（15人）减少1人" in about(fresh, "刑事检察：").text
    assert fresh.text.sentence(edited.key) == replace(edited, edited="改过的一句。")
    assert about(fresh, own).is_own
    assert service.changes(card.row.id) == ()


def test_a_finished_briefing_is_not_edited_until_it_is_taken_back_with_a_reason(
    desk: OpenDesk, card: BriefingCard
) -> None:
    service, key, prompt = desk.briefings, card.row.id, card.prompts[0]
    with pytest.raises(DomainError, match="没有填写"):
        service.finish(CLERK, key, card.row.version)
    service.edit(CLERK, key, card.row.version, prompt.key, "下月重点核查逾期未回复。")
    with pytest.raises(DomainError, match="还没有定稿"):
        service.present(CLERK, key, now(desk, card).row.version, "检察委员会", PartialDate("2026-11-20"))
    service.finish(CLERK, key, now(desk, card).row.version)
    finished = now(desk, card)
    assert str(finished.row.finished_on) == "2026-11-22"
    with pytest.raises(DomainError, match="已于 2026-11-22 定稿"):
        service.edit(CLERK, key, finished.row.version, prompt.key, "又一句。")
    with pytest.raises(FieldProblem, match="晚于今天"):
        service.present(CLERK, key, finished.row.version, "检察委员会", PartialDate("2026-12-01"))
    service.present(CLERK, key, finished.row.version, "检察委员会", PartialDate("2026-11-20"))
    with pytest.raises(FieldProblem, match="理由"):
        service.reopen(HEAD, key, now(desk, card).row.version, " ")
    service.reopen(HEAD, key, now(desk, card).row.version, "漏写")
    assert (now(desk, card).row.finished_on, now(desk, card).row.presented_to) == (None, "")


def test_unfinished_supervised_items_go_into_the_next_report(desk: OpenDesk) -> None:
    service = desk.briefings
    first = service.make(CLERK, BriefingKind.BULLETIN, Months("2026-09", "2026-09")).id
    for problem, state in (("逾期未回复两件", TipState.DOING), ("案卡错误", TipState.DONE)):
        version = service.card(first).row.version
        tip = Tip("", problem, to="办公室", demand="核查", person="李某", due_on="2026-10-31", state=state)
        service.put_tip(CLERK, first, version, None, tip)
    card = service.card(service.make(CLERK, BriefingKind.BULLETIN, OCTOBER).id)
    said = [each.text for section in card.text.sections if section.key == "follow_up" for each in section.sentences]
    assert said == [
        "上期督办事项2项，已销号1项，未销号1项，未销号的列入本期继续督办。",
        "1 逾期未回复两件（办公室、李某），时限2026-10-31：在办。",
        "2 案卡错误（办公室、李某），时限2026-10-31：销号。",
    ]
    assert [(tip.problem, tip.carried_from) for tip in card.text.tips] == [
        ("逾期未回复两件", "青山县人民检察院2026年9月检察业务通报")
    ]


def test_the_heading_is_lifted_once_the_month_is_locked_and_reconciled(desk: OpenDesk, card: BriefingCard) -> None:
    from app.services.month_closing.rows import SystemEntry

    assert card.heading == "内部台账统计"
    closing = desk.month_closing
    lines = closing.reconciliation("2026-10")
    closing.reconcile(CLERK, "2026-10", [SystemEntry(each.code, each.own) for each in lines])
    closing.compute(CLERK, "2026-10")
    closing.review(HEAD, "2026-10", {each.code: "已核" for each in closing.standing("2026-10").findings})
    closing.lock(HEAD, "2026-10")
    again = desk.briefings.card(desk.briefings.make(CLERK, BriefingKind.BULLETIN, OCTOBER).id)
    assert again.heading == ""
    origins = {each.code: each.origin for each in again.figures}
    assert origins["suggestions.issued"] == "本台账（锁定的月度统计）"


def test_several_months_are_told_as_they_were_locked_once_all_are_else_the_paper_says_that_they_are_counted_now(
    desk: OpenDesk, card: BriefingCard
) -> None:
    months = Months("2026-09", "2026-10")
    live = desk.briefings.make(CLERK, BriefingKind.ANALYSIS, months).id
    closing = desk.month_closing
    for month in ("2026-09", "2026-10"):
        closing.compute(CLERK, month)
        closing.review(HEAD, month, {each.code: "已核" for each in closing.standing(month).findings})
        closing.lock(HEAD, month)
    late = desk.suggestions.draft(CLERK, LetterDraft(SuggestionKind.SOCIAL_GOVERNANCE, "青山县水利局", problem="乱占"))
    desk.suggestions.register_issue(CLERK, late.id, IssueDraft("青检建〔2026〕99号", PartialDate("2026-10-09")))
    kept = desk.briefings.make(CLERK, BriefingKind.ANALYSIS, months).id
    was, now = ({each.code: each for each in desk.briefings.card(one).figures} for one in (live, kept))
    for code in ("suggestions.issued", "suggestions.carried", "suggestions.open", "matters.closed"):
        assert (now[code].n, now[code].origin) == (was[code].n, "本台账（锁定的月度统计）"), code
    assert now["suggestions.due_replied_rate"].origin == "本台账"  # its letters are looked at up to the end of October
    said = ["".join(text_of(desk.briefings.draw(one).pdf).split()) for one in (live, kept)]
    assert ["实时统计" in each for each in said] == [True, False]
    assert "数据性质：各月锁定的月度统计" in said[1]


def test_everything_in_a_briefing_is_of_one_state_whatever_is_written_meanwhile(
    desk: OpenDesk, store_path: Path, clock: FixedClock, resources: Resources
) -> None:
    other = Shop(clock, resources).open(store_path)
    sources = desk.briefings._parts.sources
    text = desk.briefings._texts[BriefingKind.BULLETIN]

    def meanwhile() -> MonthDefinitions:
        """Asked for between the first figures and the tables."""
        other.base_data.record(HEAD, [FigureDraft("案件受理监控件数", "2026-10", "2026-10", 5)])
        return sources.definitions()

    whole = sources.gather(BriefingKind.BULLETIN, OCTOBER, text)
    mixed = replace(sources, definitions=meanwhile).gather(BriefingKind.BULLETIN, OCTOBER, text)
    assert mixed.data.figures == whole.data.figures
    assert sources.gather(BriefingKind.BULLETIN, OCTOBER, text).data.figures != whole.data.figures
    other.close()
