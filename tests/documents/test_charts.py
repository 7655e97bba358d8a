"""Charts on papers: the figures that are given, told apart in grey, in the text, above a table and in Word copies."""

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import pytest

from app.services.documents.charting.drawing import natural_height
from app.services.documents.charting.pages import ChartPaper, tables_of
from app.services.documents.charting.picture import chart_pdf, chart_png
from app.services.documents.charting.scale import place_labels
from app.services.documents.charting.styles import AreaLook, area_look, grey, line_look, shade
from app.services.documents.charts import BarSpec, FunnelStage, HeatSpec, LineSpec, RowBarSpec, Series, funnel
from app.services.documents.composition import Composition, Paragraph, Picture, Signature
from app.services.documents.facts import DocumentStyle
from app.services.documents.layout.render import render
from app.services.documents.paper.fonts import Face, GlyphMissing
from app.services.documents.paper.shapes import Hatch, Pen, hatching
from app.services.documents.paper.typesetter import Run
from app.services.documents.preview import page_count, page_images, text_of
from app.services.documents.word.export import word_of
from app.services.documents.word.register import word_of_table
from app.services.foundation.errors import DomainError
from tests.documents.letters import LetterDocuments
from tests.documents.test_golden_pages import differing
from tests.tools.golden_charts import FOLDER, charts, drawn

STAGES = (
    FunnelStage("线索", 50),
    FunnelStage("受理", 45),
    FunnelStage("办结", 4),
    FunnelStage("其他", 5, is_beside=True),
)


def test_every_kind_of_chart_looks_as_it_did(documents: LetterDocuments) -> None:
    pages = dict(drawn(documents))
    assert {path.name for path in FOLDER.glob("*.png")} == set(pages)
    assert [name for name, page in pages.items() if differing(page, (FOLDER / name).read_bytes())] == []


def test_a_series_has_a_value_and_a_label_for_every_category() -> None:
    with pytest.raises(ValueError, match="2 values for 3 categories"):
        LineSpec("甲率", ("一", "二", "三"), (Series("当月", (1, 2)),))
    with pytest.raises(ValueError, match="当月"):
        LineSpec("甲率", ("一", "二"), (Series("当月", (1, 2), ("1/2",)),))


def test_a_funnel_says_its_shares_of_the_first_stage_and_the_one_before() -> None:
    spec = funnel("漏斗", STAGES, "件")
    assert spec.series[0].labels == (
        "50 件",
        "45 件，占线索 90.00%（45/50）",
        "4 件，占线索 8.00%（4/50），占受理 8.89%（4/45）",
        "5 件",
    )
    few = funnel("漏斗", (FunnelStage("线索", 4), FunnelStage("受理", 0), FunnelStage("办结", 0)), "件")
    assert few.series[0].labels[1:] == ("0 件，占线索 0/4", "0 件，占线索 0/4，占受理 —（受理为 0）")


def test_the_figures_of_a_chart_stand_as_a_table_with_their_n_and_d() -> None:
    line = LineSpec(
        "甲率", ("2026年1月", "2026年2月"), (Series("当月", (50.0, None), ("50.00%（10/20）", "—（缺少甲）")),)
    )
    assert line.numbers == (("", "当月"), ("2026年1月", "50.00%（10/20）"), ("2026年2月", "—（缺少甲）"))
    heat = HeatSpec("热", ("1月\n2026年", "2月"), (Series("第一检察部", (3, None)),))
    assert heat.numbers == (("", "1月 2026年", "2月"), ("第一检察部", "3", "—"))


def test_months_say_their_year_where_it_begins_also_where_labels_are_left_out() -> None:
    names = [f"{2025 + place // 12}年{place % 12 + 1}月" for place in range(24)]
    assert place_labels(names[:3], 12) == [(0, "1月\n2025年"), (1, "2月"), (2, "3月")]
    assert place_labels(names, 5) == [(0, "1月\n2025年"), (5, "6月"), (10, "11月"), (15, "4月\n2026年"), (20, "9月")]
    assert place_labels(["甲", "乙"], 5) == [(0, "甲"), (1, "乙")]


def test_a_paper_of_charts_says_title_source_and_every_figure(documents: LetterDocuments) -> None:
    spec = charts()["funnel"]
    paper = ChartPaper("图表汇编", (spec, charts()["bars"]), ("填报单位：某某县人民检察院",), ("填表人：",))
    said = text_of(documents.charts(paper))
    assert "图表汇编" in said
    assert "来源：某某县人民检察院台账，截至2026年1月1日" in said
    assert said.count("98件，占线索77.78%（98/126）") == 2, "beside the picture and in the table"
    with pytest.raises(DomainError, match="没有可以打印的图表"):
        documents.charts(ChartPaper("空", ()))


def test_a_character_no_font_has_is_refused_before_anything_is_drawn(documents: LetterDocuments) -> None:
    with pytest.raises(GlyphMissing):
        documents.charts(ChartPaper("图", (BarSpec("图", ("\U0010fffd",), (Series("甲", (1,)),)),)))


def test_neighbouring_sets_of_bars_differ_in_grey() -> None:
    greys = [_mean_grey(area_look(place)) for place in range(6)]
    assert all(abs(one - other) > 0.1 for one, other in pairwise(greys)), greys


def test_no_two_of_thirty_lines_have_the_same_dashes_and_mark() -> None:
    looks = {(line_look(place).dashes, line_look(place).mark) for place in range(30)}
    assert len(looks) == 30


def test_more_is_darker_in_grey() -> None:
    greys = [grey(shade(step / 10)) for step in range(11)]
    assert greys == sorted(greys, reverse=True)
    assert greys[0] == pytest.approx(1)
    assert greys[-1] < 0.35


def test_hatching_stays_inside_its_rectangle() -> None:
    for kind in (Hatch.RISING, Hatch.FALLING, Hatch.CROSSED, Hatch.LEVEL):
        lines = list(hatching((10, 20, 33, 7), kind, Pen(0.5, (0, 0, 0))))
        points = [point for line in lines for point in line.points]
        assert len(points) >= 4
        assert all(10 - 1e-6 <= x <= 43 + 1e-6 and 20 - 1e-6 <= y <= 27 + 1e-6 for x, y in points)


@pytest.mark.parametrize("kind", ["lines", "bars", "rows", "heat", "funnel"])
def test_a_chart_is_vectors_and_embedded_fonts(documents: LetterDocuments, kind: str) -> None:
    from pypdf import PdfReader

    spec = charts()[kind]
    page = PdfReader(BytesIO(chart_pdf(spec, 440, natural_height(spec), documents.fonts))).pages[0]
    assert not page.images
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]  # a dictionary
    assert fonts
    assert all("/FontFile2" in each["/DescendantFonts"][0].get_object()["/FontDescriptor"] for each in fonts)


def test_a_chart_stands_in_the_text_whole_and_in_its_word_copy_as_a_picture(
    documents: LetterDocuments, read: Callable[[bytes], list[str]]
) -> None:
    said = Composition(
        style=DocumentStyle.PLAIN,
        office="某某县人民检察院",
        title="业务数据分析研判报告",
        number="",
        addressee="",
        blocks=(
            _text("一、总体情况平稳。" * 70),
            Picture(charts()["lines"]),
            _text("二、结语。"),
            Picture(charts()["rows"], 60),
        ),
        signature=Signature("某某县人民检察院", "2026年11月22日"),
    )
    made = render(said, documents.fonts)
    pages = read(made.pdf)
    where = next(place for place, page in enumerate(pages) if "不捕率" in page)
    assert "上年同月" in pages[where], "title and legend on one page"
    assert "不捕率 · 2024年11月至2025年12月" in made.text
    with ZipFile(BytesIO(word_of(said, documents.fonts))) as copy:
        media = [copy.read(name) for name in copy.namelist() if name.endswith(".png")]
        text = copy.read("word/document.xml").decode()
    assert len(media) == 2
    assert 'descr="不捕率 · 2024年11月至2025年12月"' in text


def test_a_table_with_a_chart_keeps_it_in_its_word_copy(documents: LetterDocuments) -> None:
    (table,) = tables_of(ChartPaper("图表", (charts()["bars"],)))
    with ZipFile(BytesIO(word_of_table(table, documents.fonts))) as copy:
        assert [name for name in copy.namelist() if name.endswith(".png")]


def test_a_picture_of_a_chart_is_fine_enough_for_print_and_not_blank(documents: LetterDocuments) -> None:
    from PIL import Image

    picture = Image.open(BytesIO(chart_png(charts()["bars"], 300, 200, documents.fonts)))
    assert picture.width == 1250
    low, high = picture.convert("L").getextrema()
    assert low < 90  # type: ignore[operator]  # one band
    assert high == 255


def test_a_hundred_and_twenty_months_are_drawn_and_told_on_several_pages(documents: LetterDocuments) -> None:
    months = tuple(f"{2016 + place // 12}年{place % 12 + 1}月" for place in range(120))
    lines = tuple(Series(f"第{row}项", tuple(range(row, row + 120))) for row in range(30))
    pdf = chart_pdf(LineSpec("三十条线", months, lines), 700, 400, documents.fonts)
    assert page_count(pdf) == 1
    rows = RowBarSpec("空", (), ())
    assert page_images(chart_pdf(rows, 300, 100, documents.fonts), 100)[0].width == 100


def _text(words: str) -> Paragraph:
    return Paragraph((Run(words, Face.FANG),))


def _mean_grey(look: AreaLook) -> float:
    """How light the area prints: its ground, less what its lines cover (0.5 pt of 3.4, twice where crossed)."""
    covered = {Hatch.NONE: 0.0, Hatch.CROSSED: 0.29}.get(look.hatch, 0.147)
    return grey(look.ground) * (1 - covered) + grey(look.edge) * covered
