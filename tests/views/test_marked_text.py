"""Searched words are marked wherever they stand, and nothing a record says is taken for markup."""

from app.views.search.marked_text import marked, places


def test_every_occurrence_is_found_whatever_its_case() -> None:
    assert places("JY2026 与 jy2026", ["jy2026"]) == [(0, 6), (9, 15)]


def test_the_longer_of_two_words_wins_where_they_overlap() -> None:
    assert places("县水利局", ["水利", "水利局"]) == [(1, 4)]


def test_text_that_looks_like_markup_is_shown_as_it_stands() -> None:
    assert marked("<b>河道</b>", ["河道"], "#fff1d6") == (
        '&lt;b&gt;<span style="background-color:#fff1d6">河道</span>&lt;/b&gt;'
    )


def test_without_words_nothing_is_marked() -> None:
    assert marked("河道", [], "#fff1d6") == "河道"
