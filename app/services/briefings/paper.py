"""A briefing on paper: head, sections with their charts, 督办事项, the table of figures, foot; PDF and .docx alike."""

from collections.abc import Iterator

from app.models.indicator_terms import BriefingKind
from app.services.briefings.figures import FEW, BriefingFigure, parts_of
from app.services.briefings.pictures import charts_of
from app.services.briefings.reach import Reach
from app.services.briefings.rows import BriefingCard, Tip
from app.services.documents.composition import Block, Composition, Paragraph, Picture, Place, Space, Table
from app.services.documents.facts import Align, DocumentStyle
from app.services.documents.paper.fonts import Face
from app.services.documents.paper.typesetter import Run
from app.services.documents.wording.faces import faced

UNFINISHED = "未定稿"
_LIVE = "数据性质：实时统计，以后可能更正"
_LOCKED = "数据性质：各月锁定的月度统计；到期回复、分类等各数按截止时点从登记中统计"
_FIGURES = ("项目", "本期", "上年同期", "增减")
_TIPS = ("编号", "问题和要求", "提示对象", "责任领导、责任人", "完成时限", "状态、进展")
_BY_KIND = (
    ("issued", "制发"),
    ("served", "送达"),
    ("due_replied", "到期已回复"),
    ("on_time", "按期"),
    ("adopted", "全部采纳"),
    ("rectified", "整改到位"),
    ("revisited", "回头看"),
    ("sued", "转起诉"),
)
_BY_KIND_WIDTHS = (20, 12, 15, 17, 15, 20, 20, 16, 16)  # four characters of a head stay on one line
_SUBJECTS = {
    "table.matters.": "监督事项",
    "table.monitoring.": "流程监控",
    "reverse.": "反向审视",
    "analysis.": "逐案分析、重点评查",
    "warnings.": "数据核查",
}


def composed(card: BriefingCard, office: str, marks: tuple[str, ...], printed_on: str) -> Composition:
    """Everything the briefing says; unfinished, it says so across every page."""
    return Composition(
        style=DocumentStyle.PLAIN,
        office="",
        title=card.row.title,
        number="",
        addressee="",
        blocks=(*_head(card, office), *_sections(card), *_figures(card), *_foot(card, printed_on)),
        signature=None,
        keep_together=(office, Reach(card.row.months, card.row.as_of, is_running=False).title),
        marks=(*marks, *(() if card.row.is_finished else (UNFINISHED,))),
    )


def _head(card: BriefingCard, office: str) -> Iterator[Block]:
    row = card.row
    if card.heading:
        yield Paragraph((Run(card.heading, Face.HEI),), place=Place.FLUSH)
    kind = _LOCKED if card.is_of_locked_months else _LIVE
    until = f"截止时点：{_day(row.as_of.isoformat())}"
    for text in (f"填报单位：{office}", f"统计期间：{row.months.shown}", until, kind):
        yield Paragraph(faced(text, Face.FANG), place=Place.FLUSH)
    yield Space()


def _sections(card: BriefingCard) -> Iterator[Block]:
    for section in card.text.sections:
        yield Paragraph((Run(section.heading, Face.HEI),), is_heading=True)
        for sentence in section.shown:
            chart = card.text.chart(sentence.key)
            yield Picture(chart) if chart is not None else Paragraph(faced(sentence.text, Face.FANG))
        if not section.shown:
            yield Paragraph(faced("没有需要说明的情况。", Face.FANG))
        yield from (Picture(chart) for chart in charts_of(card, section.key))
        if section.key == "measures":
            yield from _tips(card)
            yield from _by_kind(card)


def _foot(card: BriefingCard, printed_on: str) -> Iterator[Block]:
    yield Space()
    day = card.row.finished_on.isoformat() if card.row.finished_on else printed_on
    # The date has a line of its own: beside three names it would break inside.
    for said in (f"起草人：{card.row.made_by}　审核人：　　　　　负责人：", f"日期：{_day(day)}"):
        yield Paragraph(faced(said, Face.FANG), place=Place.FLUSH)


def _tips(card: BriefingCard) -> Iterator[Block]:
    rows = tuple(_tip_row(tip) for tip in card.text.tips)
    if rows:
        yield Paragraph((Run("督办事项表", Face.HEI),), is_heading=True, place=Place.CENTRE)
        yield Table(_TIPS, rows, (10, 40, 18, 18, 22, 24))


def _tip_row(tip: Tip) -> tuple[str, ...]:
    return (
        tip.number,
        f"{tip.problem.rstrip('。')}。要求：{tip.demand.rstrip('。')}。",
        tip.to or "—",
        "、".join(part for part in (tip.leader, tip.person) if part) or "—",
        tip.due_on or "—",
        tip.state.label + (f"；{tip.progress}" if tip.progress else ""),
    )


def _figures(card: BriefingCard) -> Iterator[Block]:
    """Every figure the text names, with n/d and the year before."""
    rows = tuple(
        (_named(each), each.brief, each.before_brief, each.change_brief) for each in _cited(card) if each.is_known
    )
    if rows:
        yield Paragraph((Run("附：文中各数", Face.HEI),), is_heading=True)
        yield Table(_FIGURES, rows, (52, 36, 36, 33))
        note = f"注：比率列出分子、分母；{FEW}。各数的口径见程序中的说明。"
        yield Paragraph(faced(note, Face.FANG), place=Place.FLUSH)


def _named(figure: BriefingFigure) -> str:
    """Its name as a list says it, where no sentence says what it is of."""
    subject = next((said for code, said in _SUBJECTS.items() if figure.code.startswith(code)), "")
    return f"{subject}·{figure.label}" if subject and not figure.group else figure.label


def _by_kind(card: BriefingCard) -> Iterator[Block]:
    """The yearly report: the kinds of the rules, in their order, with n/d."""
    if card.row.kind is not BriefingKind.IMPLEMENTATION:
        return
    issued = parts_of(card.figures, "cohort_kinds.issued")
    columns = [{each.name: each for each in parts_of(card.figures, f"cohort_kinds.{code}")} for code, _ in _BY_KIND]
    rows = tuple((kind.name, *(_fraction(column.get(kind.name)) for column in columns)) for kind in issued)
    totals = tuple(
        _fraction(next((f for f in card.figures if f.code == f"cohort.{code}"), None)) for code, _ in _BY_KIND
    )
    titles = ("类型", *(name for _code, name in _BY_KIND))
    aligns = (Align.LEFT, *(Align.RIGHT for _ in _BY_KIND))
    yield Paragraph((Run("各类检察建议落实情况", Face.HEI),), is_heading=True, place=Place.CENTRE)
    yield Table(titles, (*rows, ("合计", *totals)), _BY_KIND_WIDTHS, aligns)


def _cited(card: BriefingCard) -> Iterator[BriefingFigure]:
    """Every figure a printed sentence names, once, in the order of the text; lines name their own record."""
    seen: dict[str, BriefingFigure] = {}
    for section in card.text.sections:
        for sentence in section.shown:
            for figure in card.figures_of(sentence):
                if figure.of not in {"trigger_cases", "not_heeded", "warnings.each"}:
                    seen.setdefault(figure.code, figure)
    yield from seen.values()


def _fraction(figure: BriefingFigure | None) -> str:
    if figure is None or figure.n is None:
        return "缺少"
    return f"{figure.n}/{figure.d}" if figure.is_rate else str(figure.n)


def _day(text: str) -> str:
    year, month, day = text.split("-")
    return f"{year}年{int(month)}月{int(day)}日"
