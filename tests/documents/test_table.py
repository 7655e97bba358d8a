"""Tables: header on every page, cells whole, numbers at the right, signatures on the last page."""

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pytest
from pypdf import PdfReader

from app.services.documents.facts import Align, Orientation, TableColumn, TableDocument
from app.services.documents.paper.fonts import GlyphMissing
from app.services.documents.paper.geometry import A4_HEIGHT, A4_WIDTH, MM
from app.services.documents.service import Documents

Places = Callable[[bytes, int], list[tuple[float, float, float, str]]]
Read = Callable[[bytes], list[str]]

COLUMNS = (
    TableColumn("序号", 10, Align.CENTRE),
    TableColumn("被建议单位", 50),
    TableColumn("届满日", 20, Align.CENTRE),
    TableColumn("整改情况", 90),
    TableColumn("金额", 24, Align.RIGHT),
)


def table(count: int) -> TableDocument:
    """A tracking sheet of ``count`` letters."""
    return TableDocument(
        title="检察建议回复跟踪表",
        columns=COLUMNS,
        rows=tuple(
            (str(n), f"某某县第{n}中学", "2026-03-05", "已整改到位，建立台账。", f"{n * 10:,}.00")
            for n in range(1, count + 1)
        ),
        head_lines=("填报单位：某某县人民检察院", "统计期间：2026年1月", "截止时点：2026年1月31日"),
        notes=("说明：无法判断的不计入按期率。",),
        heading="内部台账统计",
        author="某某县人民检察院",
    )


def test_every_page_repeats_the_header_row_and_counts_the_pages(documents: Documents, read: Read) -> None:
    pages = read(documents.table(table(60)))
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert re.search("序号.*被建议单位.*届满日.*整改情况.*金额", page)
        assert f"第 {number} 页 共 {len(pages)} 页" in page


def test_head_stands_on_the_first_page_and_signatures_on_the_last(documents: Documents, read: Read) -> None:
    pages = read(documents.table(table(60)))
    for text in ("内部台账统计", "检察建议回复跟踪表", "填报单位：某某县人民检察院", "截止时点：2026年1月31日"):
        assert [text in page for page in pages] == [True] + [False] * (len(pages) - 1)
    for text in ("填表人：", "审核人：", "负责人：", "说明：无法判断的不计入按期率。"):
        assert [text in page for page in pages] == [False] * (len(pages) - 1) + [True]


@pytest.mark.parametrize("count", range(12, 32))
def test_signatures_never_stand_below_an_empty_header(documents: Documents, read: Read, count: int) -> None:
    last = read(documents.table(table(count)))[-1]
    assert "负责人：" in last
    assert f"某某县第{count}中学" in last


def test_notes_longer_than_a_page_are_carried_on(documents: Documents, read: Read) -> None:
    notes = tuple(f"说明第{number}条：无法判断的不计入。" for number in range(1, 90))
    pages = read(documents.table(replace(table(3), notes=notes)))
    assert len(pages) > 2
    assert all(note in "".join(pages) for note in notes)
    assert "负责人：" in pages[-1]


def test_the_foot_is_read_after_the_rows(documents: Documents, read: Read) -> None:
    (page,) = read(documents.table(table(3)))
    assert page.index("某某县第3中学") < page.index("说明：") < page.index("填表人：") < page.index("第 1 页")


@pytest.mark.parametrize("count", range(17, 32))
def test_the_last_page_of_several_has_at_least_three_rows(documents: Documents, read: Read, count: int) -> None:
    pages = read(documents.table(table(count)))
    assert len(re.findall(r"某某县第\d+中学", pages[-1])) >= 3


def test_signatures_keep_with_notes_longer_than_a_page(documents: Documents, read: Read) -> None:
    for length in range(60, 84):
        pages = read(documents.table(replace(table(1), notes=("说明。",) * length)))
        assert "说明" in pages[-1]
        assert "负责人：" in pages[-1]


@pytest.mark.parametrize(("count", "pages"), [(16, 1), (17, 1), (18, 1), (19, 2)])
def test_rows_stand_a_little_closer_where_the_foot_lacks_a_few_points(
    documents: Documents, places: Places, count: int, pages: int
) -> None:
    made = documents.table(replace(table(count), notes=("甲", "乙")))
    left = places(made, 0)[0][0]
    downs = sorted({char[1] for char in places(made, 0) if char[3] in "123456789" and char[0] < left + 60})
    apart = [below - above for above, below in pairwise(downs) if 5 < below - above < 30]
    assert len(PdfReader(BytesIO(made)).pages) == pages
    assert min(apart) > 18.0  # the text of a row keeps clear of its rules


def test_a_table_without_a_foot_adds_no_page_for_it(documents: Documents, read: Read) -> None:
    for count in range(14, 22):
        pages = read(documents.table(replace(table(count), notes=(), foot_lines=())))
        assert all("中学" in page for page in pages)


def grouped(counts: dict[str, int]) -> TableDocument:
    """A table of so many rows in each group."""
    names = [name for name, count in counts.items() for _ in range(count)]
    return replace(table(len(names)), groups=tuple(names))


def test_a_group_is_named_once_over_its_rows(documents: Documents, read: Read) -> None:
    (page,) = read(documents.table(grouped({"监督事项": 3, "检察建议": 4})))
    assert (page.count("监督事项"), page.count("（续）")) == (1, 0)
    assert page.index("监督事项") < page.index("第1中学") < page.index("第3中学")
    assert page.index("第3中学") < page.rindex("检察建议") < page.index("第4中学")


@pytest.mark.parametrize("first", range(8, 20))
def test_a_page_never_ends_with_a_group_s_name_and_the_next_one_repeats_it(
    documents: Documents, read: Read, first: int
) -> None:
    for page in read(documents.table(grouped({"甲组": first, "乙组": 14}))):
        words = re.findall(r"[甲乙]组(?:（续）)?|第\d+中学", page)
        assert words[0].endswith(("组", "（续）"))
        assert words[-1].endswith("中学")
        assert not any(words[n].endswith("组") and words[n + 1].endswith("组") for n in range(len(words) - 1))
        for number in re.findall(r"第(\d+)中学", page):
            before = [word for word in words[: words.index(f"第{number}中学")] if "组" in word]
            assert before[-1][0] == ("甲" if int(number) <= first else "乙")


def test_a_following_table_begins_below_the_one_before(documents: Documents, read: Read) -> None:
    first = replace(table(3), foot_lines=())
    second = replace(table(4), title="分项统计表", follows=True)
    (page,) = read(documents.tables([first, second]))
    assert page.index("第3中学") < page.index("说明：") < page.index("分项统计表") < page.index("负责人：")
    assert page.count("填报单位") == 1


@pytest.mark.parametrize("count", range(3, 16))
def test_a_following_table_never_leaves_its_title_or_one_row_behind(
    documents: Documents, read: Read, count: int
) -> None:
    first = replace(table(count), foot_lines=())
    rows = tuple(("1", f"第{number}小学", "", "", "") for number in range(1, 9))
    second = replace(table(0), title="分项统计表", rows=rows, follows=True)
    pages = read(documents.tables([first, second]))
    (page,) = (page for page in pages if "分项统计表" in page)
    assert len(re.findall(r"第\d+小学", page)) >= 2
    assert len(re.findall(r"第\d+小学", pages[-1])) >= 3
    assert "负责人：" in pages[-1]


@pytest.mark.parametrize("count", range(3, 16))
def test_a_short_following_table_is_kept_whole_with_its_foot(documents: Documents, read: Read, count: int) -> None:
    second = replace(table(0), title="分项统计表", rows=(("1", "第一小学"), ("2", "第二小学")), follows=True)
    last = read(documents.tables([replace(table(count), foot_lines=()), second]))[-1]
    for text in ("分项统计表", "第一小学", "第二小学", "负责人："):
        assert text in last


def test_every_row_is_printed_in_order(documents: Documents, read: Read) -> None:
    text = "".join(read(documents.table(table(200))))
    assert re.findall(r"某某县第(\d+)中学", text) == [str(n) for n in range(1, 201)]


def test_a_cell_longer_than_a_page_is_carried_on_without_loss(documents: Documents, places: Places) -> None:
    words = "，".join(f"第{n}处隐患已经消除" for n in range(1, 700))
    pdf = documents.table(replace(table(1), rows=(("1", "某某局", "", words, ""), *table(3).rows)))
    chars = [char for page in range(len(PdfReader(BytesIO(pdf)).pages)) for char in places(pdf, page)]
    left = min(x for x, _, _, char in chars if char in "处隐患")
    right = max(x for x, _, _, char in chars if char in "处隐患")
    printed = "".join(char for x, y, _, char in chars if left - 5 < x < right + 9 and y < A4_WIDTH - 16 * MM)
    assert words in printed.replace("整改情况", "")


def test_numbers_of_a_right_aligned_column_end_at_one_edge(documents: Documents, places: Places) -> None:
    ends: dict[float, float] = {}
    for x, y, _, char in places(documents.table(table(12)), 0):
        if char.isdigit() and x > A4_HEIGHT * 0.8 and 120 < y < A4_WIDTH - 60:
            ends[round(y)] = max(ends.get(round(y), 0.0), x)
    assert len(ends) == 12
    assert max(ends.values()) - min(ends.values()) < 0.05


def test_dates_stay_whole_however_narrow_their_column_was_asked_for(documents: Documents, read: Read) -> None:
    narrow = (COLUMNS[0], COLUMNS[1], replace(COLUMNS[2], width=6), *COLUMNS[3:])
    pdf = documents.table(replace(table(3), columns=narrow))
    assert "2026-03-05" in PdfReader(BytesIO(pdf)).pages[0].extract_text()


def test_a_percentage_stays_whole_among_two_and_twenty_columns(documents: Documents, places: Places) -> None:
    rates = tuple(TableColumn("采纳率", 10, Align.RIGHT) for _ in range(19))
    columns = (TableColumn("项目", 30), TableColumn("时间", 30), *rates)
    wide = replace(table(0), columns=columns, rows=(("社会治理", "本年累计", *["100.00%"] * 19),))
    texts = [text for *_, text in places(documents.table(wide), 0)]
    assert "".join(texts).count("100.00%") == 19
    assert not [text for text in texts if text in {"100.", "00%", "社会治", "采纳"}]


def test_a_document_s_number_stays_whole_where_the_other_columns_can_give_way(documents: Documents, read: Read) -> None:
    columns = (TableColumn("文号", 10), TableColumn("被建议单位", 200), TableColumn("备注", 60))
    rows = (("青检行公建〔2025〕118号", "青山县教育局", ""),)
    assert "青检行公建〔2025〕118号" in read(documents.table(replace(table(0), columns=columns, rows=rows)))[0]


def test_rows_that_share_their_first_cell_say_it_once_and_stay_on_one_page(documents: Documents, read: Read) -> None:
    names = [f"{name}类监督" for name in "甲乙丙丁戊己庚辛壬癸"]
    rows = tuple((name, time, "1", "", "") for name in names for time in ("本期", "去年同期", "本年累计"))
    joined = replace(table(0), rows=rows, joins_first=True)
    pages = read(documents.table(joined))
    assert len(pages) > 1
    for page in pages:
        assert [page.count(name) for name in names if name in page] == [1] * page.count("本期")
        assert page.count("本期") == page.count("去年同期") == page.count("本年累计")
    assert sum(name in page for name in names for page in pages) == len(names)


def test_line_breaks_in_a_cell_are_kept(documents: Documents, places: Places) -> None:
    pdf = documents.table(replace(table(1), rows=(("1", "县水利局\n县教育局", "", "", ""),)))
    heights = {char: y for _, y, _, char in places(pdf, 0) if char in "水教"}
    assert heights["水"] < heights["教"]


def test_rows_shorter_than_the_header_leave_their_last_cells_empty(documents: Documents, read: Read) -> None:
    assert "仅有两格" in read(documents.table(replace(table(1), rows=(("1", "仅有两格"),))))[0]


def test_an_empty_table_still_prints_its_head_and_foot(documents: Documents, read: Read) -> None:
    (page,) = read(documents.table(table(0)))
    assert "被建议单位" in page
    assert "负责人：" in page


@pytest.mark.parametrize(
    ("orientation", "size"),
    [(Orientation.LANDSCAPE, (A4_HEIGHT, A4_WIDTH)), (Orientation.PORTRAIT, (A4_WIDTH, A4_HEIGHT))],
)
def test_a_table_lies_or_stands_as_asked(
    documents: Documents, places: Places, orientation: Orientation, size: tuple[float, float]
) -> None:
    pdf = documents.table(replace(table(40), orientation=orientation))
    box = PdfReader(BytesIO(pdf)).pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(size, abs=0.01)
    for x, y, _, _ in places(pdf, 0):
        assert 14 * MM < x < size[0] - 14 * MM
        assert 15 * MM < y < size[1] - 5 * MM


def test_a_watermark_crosses_every_page(documents: Documents, read: Read) -> None:
    assert all("演示数据" in page for page in read(documents.table(replace(table(60), watermark="演示数据"))))


def test_a_character_in_no_font_is_refused(documents: Documents) -> None:
    with pytest.raises(GlyphMissing, match="𡈽"):
        documents.table(replace(table(1), rows=(("1", "王𡈽", "", "", ""),)))


def test_the_same_table_gives_the_same_bytes(documents: Documents) -> None:
    assert documents.table(table(5)) == documents.table(table(5))


def test_a_thousand_rows_print_whole(documents: Documents, read: Read) -> None:
    assert len(read(documents.table(table(1000)))) > 30
