"""Base data of the office, for the months of a briefing and those of the year before."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.base_data import BaseFigure
from app.models.office import Office
from app.services.base_data.periods import Months
from app.services.briefings.figures import BriefingFigure
from app.services.briefings.reach import Reach
from app.services.briefings.rows import BehindRow
from app.services.briefings.texts import Group
from app.services.indicators.computing import Count, Counts, counted
from app.services.indicators.library import IndicatorLibrary

ORIGIN = "基础数据"


def base_figures(
    session: Session, reach: Reach, library: IndicatorLibrary, groups: Sequence[Group]
) -> Iterator[BriefingFigure]:
    """The items of each group, known or not."""
    now, before = _counts(session, reach.months, library), _counts(session, reach.before().months, library)
    for group in groups:
        for name in group.items:
            item = library.items.get(name)
            yield BriefingFigure(
                code=f"{group.code}/{name}",
                name=name,
                definition=f"基础数据“{name}”，本院填报或导入；期间内每个月都有数才相加，缺一个月即为缺少。",
                unit=item.unit if item else "件",
                origin=ORIGIN,
                n=now.known.get(name),
                before_n=before.known.get(name),
                of=group.code,
                address=f"base|{name}",
            )


def base_rows(session: Session, months: Months, names: Sequence[str]) -> list[BehindRow]:
    """The base figures of items within some months."""
    wanted = select(BaseFigure).where(BaseFigure.item.in_(names), BaseFigure.unit == _office(session))
    wanted = wanted.where(BaseFigure.first >= months.first, BaseFigure.last <= months.last)
    rows = session.scalars(wanted.order_by(BaseFigure.item, BaseFigure.first, BaseFigure.department))
    return [
        BehindRow(None, row.id, Months(row.first, row.last).shown, row.item, f"{row.department or '全院'}：{row.count}")
        for row in rows
    ]


def _counts(session: Session, months: Months, library: IndicatorLibrary) -> Counts:
    wanted = select(BaseFigure).where(BaseFigure.first >= months.first, BaseFigure.last <= months.last)
    rows = session.scalars(wanted.where(BaseFigure.unit == _office(session)))
    counts = [Count(row.unit, row.department, row.item, row.first, row.last, row.count, row.id) for row in rows]
    return counted(counts, *months, library.items)


def _office(session: Session) -> str:
    return session.scalar(select(Office.name)) or ""
