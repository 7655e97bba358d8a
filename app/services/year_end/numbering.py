"""How numbers stand at the turn of a year: the last of the old one, the next of the new one, and what is left loose."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.setting import EntrySequence
from app.models.suggestion import Suggestion
from app.models.terms import RecordType, SuggestionStep
from app.services.foundation.numbering import SERIES
from app.services.papers.number_book import next_serial
from app.services.papers.number_register import NumberRegister
from app.services.papers.numbers import OfficialNumber
from app.services.year_end.rows import StepLine

HEADS = ("编号", "本年度最后一个", "次年下一个", "要处理的")
# Registers beside the records have series of their own.
_REGISTERS = {"QS": "请示报告登记簿", "HY": "会议登记簿", "DB": "代表委员建议", "YY": "用印登记簿"}
_MOST_NAMED = 6  # gaps named one by one in a line


def entry_lines(session: Session, year: int) -> Iterator[StepLine]:
    """登记号, series by series: the next one of the new year, 1 where none was given yet."""
    last = {
        (series, of): number
        for series, of, number in session.execute(select(EntrySequence.series, EntrySequence.year, EntrySequence.last))
    }
    titles = {series: kind.label for kind, series in SERIES.items()} | _REGISTERS
    for series, title in titles.items():
        given, following = last.get((series, year), 0), last.get((series, year + 1), 0)
        if not given and not following:
            continue
        newest = f"{series}{year}-{given:05d}" if given else "没有"
        yield StepLine((f"{title}登记号", newest, f"{series}{year + 1}-{following + 1:05d}", ""))


def official_lines(session: Session, register: NumberRegister, year: int) -> Iterator[StepLine]:
    """文号, series by series, with the numbers that stand in no paper and have no explanation."""
    for series in sorted({each.series for each in register.series() if each.year == year}):
        lines = register.lines(series, year)
        gaps = [line.number for line in lines if line.state is None]
        following = OfficialNumber(series, year + 1, next_serial(session, series, year + 1))
        told = (
            f"空号 {len(gaps)} 个：{'、'.join(gaps[:_MOST_NAMED])}{'等' if len(gaps) > _MOST_NAMED else ''}"
            if gaps
            else ""
        )
        newest = lines[-1].number if lines else "没有"
        yield StepLine((f"文号 {series}", newest, str(following), told), is_open=bool(gaps))


def unissued_lines(session: Session, year: int) -> Iterator[StepLine]:
    """Letters that hold a number of the year and have not gone out."""
    unissued = Suggestion.step.not_in((SuggestionStep.ISSUED, SuggestionStep.DECLINED))
    wanted = select(Suggestion.id, Suggestion.number, Suggestion.entry_number, Suggestion.addressee).where(
        Suggestion.number.contains(f"〔{year}〕", autoescape=True), unissued
    )
    for key, number, entry, addressee in session.execute(wanted.order_by(Suggestion.entry_number)):
        told = f"{entry}（{addressee}）还没有发出"
        yield StepLine(("已取文号", number or "", "", told), is_open=True, record=(RecordType.SUGGESTION, key))
