"""Golden pictures of charts as papers draw them, of data written down here.

``python -m tests.tools.golden_charts`` draws them anew after a change that was meant; look at them before committing.
"""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from app.services.documents.charting.pages import ChartPaper
from app.services.documents.charts import (
    Band,
    BarSpec,
    ChartSpec,
    FunnelStage,
    HeatSpec,
    LineSpec,
    RowBarSpec,
    Series,
    funnel,
)
from app.services.documents.preview import page_images
from app.services.documents.service import Documents
from app.services.foundation.resources import Resources

FOLDER = Path(__file__).parents[1] / "data" / "golden_charts"
WIDTH = 320  # pixels a page across
_GREYS = 16
MONTHS = tuple(f"{2024 + (10 + place) // 12}年{(10 + place) % 12 + 1}月" for place in range(14))
SOURCE = "某某县人民检察院台账，截至2026年1月1日"


def charts() -> dict[str, ChartSpec]:
    """One of each kind, with a gap, few cases, the office's own range, long names and what left the way."""
    now = Series(
        "当月", (18, 20, 23.5, None, 24, 21, 17, 12, 11, 13, 16, 22, 26, 27.25), hollow=frozenset({2}), labels=()
    )
    before = Series("上年同月", (22, 22, 21, 20, 18, 17.5, 17, 16, 18, 19, 20, 21, 22, 23))
    line = LineSpec("不捕率 · 2024年11月至2025年12月", MONTHS, (now, before), "%", SOURCE, "不捕人数 ÷ 批捕与不捕人数")
    counts = ((3, 4, 5, 6, 2, 0), (1, 2, 3, 4, 5, 6), (2, 2, 2, 1, 0, 3), (1, 0, 1, 2, 1, 4))
    names = ("制发", "回复", "整改", "办结")
    bars = tuple(Series(name, each) for name, each in zip(names, counts, strict=True))
    causes = ("责任心不强", "业务能力不足", "（未填）", "对法律、司法解释和办案规范的理解与适用存在偏差")
    parts = (Series("错误", (3, 4, 0, 1)), Series("瑕疵", (5, 1, 3, 2)))
    rows = tuple(
        Series(f"第{number}检察部", tuple(place * step % 9 for place in range(12)))
        for number, step in zip("一二三", (1, 2, 5), strict=True)
    )
    stages = (("线索", 126), ("受理", 98), ("立案调查", 40), ("提出意见", 9), ("办结", 4))
    way = (*(FunnelStage(*each) for each in stages), FunnelStage("未经全部环节即办结", 12, is_beside=True))
    return {
        "lines": replace(line, band=Band(15, 24, "本院警戒范围 15%–24%")),
        "bars": BarSpec("每月制发与回复", MONTHS[:6], bars, "份", SOURCE),
        "rows": RowBarSpec("原因", causes, parts, "个", SOURCE),
        "heat": HeatSpec("部门 × 月份", MONTHS[:12], rows, "件", SOURCE),
        "funnel": replace(funnel("线索到办结 · 2025年", way, "件"), source=SOURCE),
        "empty": LineSpec("没有数据的图", (), ()),
    }


def drawn(documents: Documents) -> Iterator[tuple[str, bytes]]:
    """Every page of a paper with one chart, named ``lines.1.png``, as PNG; and of one with all of them."""
    head = ("填报单位：某某县人民检察院", "统计期间：2025年")
    papers = {name: ChartPaper(f"图表：{name}", (spec,), head) for name, spec in charts().items()}
    papers["all"] = ChartPaper("图表汇编", tuple(charts().values()), head, ("填表人：", "审核人："), ("注：示例。",))
    for name, paper in papers.items():
        for page, picture in enumerate(pictures(documents.charts(paper)), 1):
            yield f"{name}.{page}.png", picture


def pictures(pdf: bytes) -> Iterator[bytes]:
    """The pages of a PDF as small grey PNG."""
    from PIL import Image

    for page in page_images(pdf, WIDTH * 4):
        picture = Image.frombytes("RGB", (page.width, page.height), page.rgb).convert("L")
        small = picture.resize((WIDTH, round(WIDTH * page.height / page.width)), Image.Resampling.BOX)
        target = BytesIO()
        small.quantize(_GREYS).save(target, "PNG", optimize=True)
        yield target.getvalue()


def main() -> None:
    """Draw all of them, and take away those that no chart has any more."""
    FOLDER.mkdir(exist_ok=True)
    kept = dict(drawn(Documents(Resources.shipped())))
    for name, picture in kept.items():
        (FOLDER / name).write_bytes(picture)
    for path in FOLDER.glob("*.png"):
        if path.name not in kept:
            path.unlink()


if __name__ == "__main__":
    main()
