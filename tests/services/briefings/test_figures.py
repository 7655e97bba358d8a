"""The figures and sentences of briefings against what raw SQL counts, zeros and unknowns among them."""

import re

import pytest

from app.bootstrap import OpenDesk
from app.models.indicator_terms import BriefingKind
from app.services.base_data.periods import Months
from app.services.briefings.figures import BriefingFigure
from app.services.briefings.rows import BriefingCard
from app.services.foundation.errors import FieldProblem
from tests.services.briefings.conftest import CLERK, Asked

OCTOBER = Months("2026-10", "2026-10")
_ISSUED = "SELECT count(*) FROM suggestion WHERE step = 'issued' AND issued_on BETWEEN ? AND ?"
_REPLIED = "SELECT count(*) FROM suggestion WHERE step = 'issued' AND replied_on BETWEEN ? AND ?"
_KINDS = ("retrial", "correction", "public_interest", "social_governance", "other", "unclassified")
_RANKING = re.compile(r"排名|名次|第一名|末位|最高|最低|首位|垫底|领先|落后|考核得分|达标")


def made(desk: OpenDesk, kind: BriefingKind, months: Months) -> BriefingCard:
    """A briefing as it was made."""
    return desk.briefings.card(desk.briefings.make(CLERK, kind, months).id)


def figure(card: BriefingCard, code: str) -> BriefingFigure:
    """The figure of a code."""
    return {each.code: each for each in card.figures}[code]


def test_the_letters_of_a_month_and_of_the_year_before_are_those_sql_counts(desk: OpenDesk, asked: Asked) -> None:
    card = made(desk, BriefingKind.BULLETIN, OCTOBER)
    for code, sql in (("suggestions.issued", _ISSUED), ("suggestions.replied", _REPLIED)):
        found = figure(card, code)
        assert found.n == asked(sql, "2026-10", "2026-10-31")
        assert found.before_n == asked(sql, "2025-10", "2025-10-31")
        so_far = figure(card, f"year.{code}")
        assert so_far.n == asked(sql, "2026-01", "2026-10-31")


def test_a_quarter_counts_its_three_months_and_its_matters(desk: OpenDesk, asked: Asked) -> None:
    card = made(desk, BriefingKind.ANALYSIS, Months("2026-07", "2026-09"))
    assert figure(card, "suggestions.issued").n == asked(_ISSUED, "2026-07", "2026-09-30")
    matters = "SELECT count(*) FROM matter WHERE accepted_on BETWEEN '2026-07' AND '2026-09-30'"
    assert figure(card, "matters.received").n == asked(matters)
    stock = [figure(card, f"matters.{name}").n or 0 for name in ("carried", "received", "closed", "open")]
    assert stock[0] + stock[1] == stock[2] + stock[3]


def test_every_kind_of_the_yearly_cohort_is_what_sql_counts(desk: OpenDesk, asked: Asked) -> None:
    card = made(desk, BriefingKind.IMPLEMENTATION, Months("2026-01", "2026-12"))
    codes = {each.code for each in card.figures}
    cohort = "step = 'issued' AND issued_on BETWEEN '2026-01' AND '2026-11-22' AND kind = ?"
    conditions = {
        "issued": "1",
        "served": "length(received_on) >= 7 AND received_on <= '2026-11-22'",
        "due": "due_on <= '2026-11-22' AND NOT coalesce(withdrawn_on <= due_on, 0)",
        "replied": "(is_reply_undated OR replied_on <= '2026-11-22')",
        "adopted": "(is_reply_undated OR replied_on <= '2026-11-22') AND adoption = 'adopted'",
        "overdue": "coalesce(overdue_after, due_on) < '2026-11-22' AND NOT is_reply_undated AND replied_on IS NULL"
        " AND closed_on IS NULL AND withdrawn_on IS NULL",
    }
    for name, condition in conditions.items():
        total = 0
        for kind in _KINDS:
            counted = asked(f"SELECT count(*) FROM suggestion WHERE {cohort} AND {condition}", kind)  # noqa: S608 - fixed
            if kind != "unclassified" or f"cohort_kinds.issued/{kind}" in codes:
                assert figure(card, f"cohort_kinds.{name}/{kind}").n == counted, (name, kind)
            total += counted
        assert figure(card, f"cohort.{name}").n == total


def test_every_figure_of_records_opens_as_many_records_as_it_says(desk: OpenDesk) -> None:
    for kind, months in ((BriefingKind.BULLETIN, OCTOBER), (BriefingKind.IMPLEMENTATION, Months("2026-01", "2026-12"))):
        card = made(desk, kind, months)
        for each in card.figures[::7]:  # every one takes half a minute
            if each.address.partition("|")[0] in {"letters", "cohort", "review", "month"}:
                behind = desk.briefings.behind(card.row.id, each.code)
                assert len(behind.n) == each.n, each.code
                assert not each.is_rate or len(behind.d) == each.d, each.code


def test_sentences_say_both_numbers_of_a_change_and_counts_where_few(desk: OpenDesk) -> None:
    card = made(desk, BriefingKind.BULLETIN, OCTOBER)
    issued, rate = figure(card, "suggestions.issued"), figure(card, "suggestions.due_replied_rate")
    said = "\n".join(each.text for each in card.text.sentences)
    assert f"制发{issued.n}件" in said
    assert f"上年同期（{issued.before_n}件）" in said
    if rate.d and rate.d < 10:
        assert f"{rate.n}/{rate.d}（分母不足10，只列件数）" in said


def test_base_data_are_told_with_zeros_and_what_is_unknown_is_named(desk: OpenDesk) -> None:
    card = made(desk, BriefingKind.BULLETIN, OCTOBER)
    said = next(each.text for each in card.text.sentences if each.text.startswith("刑事检察"))
    assert "批捕人数12人，比上年同期（15人）减少3人" in said
    assert "不捕人数0人，上年同期数缺少，不作比较" in said
    assert "缺少起诉人数、不起诉人数的数据" in said
    structure = next(each.text for each in card.text.sentences if "履职结构比" in each.text)
    assert "刑事检察60.00%（30/50）" in structure


@pytest.mark.parametrize("kind", list(BriefingKind))
def test_nothing_is_hidden_in_an_empty_store_and_nothing_ranks(kind: BriefingKind, desk: OpenDesk) -> None:
    card = made(desk, kind, _months(kind))
    text = "\n".join((card.row.title, *(each.text for each in card.text.sentences)))
    assert not _RANKING.search(text)
    assert not re.search(r"[A-Za-z]", text)
    assert not re.search(r"[{}]|None", text)
    assert all(section.sentences for section in card.text.sections)


def _months(kind: BriefingKind) -> Months:
    return Months("2026-01", "2026-12") if kind is BriefingKind.IMPLEMENTATION else Months("1999-02", "1999-02")


def test_a_month_that_lies_ahead_or_a_range_that_does_not_fit_is_refused(desk: OpenDesk) -> None:
    for kind, months, words in (
        (BriefingKind.ANALYSIS, Months("2027-01", "2027-02"), "还没有开始"),
        (BriefingKind.ANALYSIS, Months("2026-05", "2026-02"), "起止颠倒"),
        (BriefingKind.BULLETIN, Months("2026-05", "2026-06"), "只写一个月"),
        (BriefingKind.IMPLEMENTATION, Months("2026-01", "2026-06"), "整年"),
    ):
        with pytest.raises(FieldProblem, match=words):
            desk.briefings.make(CLERK, kind, months)
