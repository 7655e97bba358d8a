"""The series of a briefing's charts as figures: letters issued and replied by month, and how long replies took."""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from app.services.base_data.periods import Months
from app.services.briefings.figures import BriefingFigure
from app.services.briefings.reach import Reach
from app.services.indicators.trend import each_of
from app.services.monthly_statistics.period import Period
from app.services.monthly_statistics.series import month_series

ORIGIN = "本台账"
TREND = (("trend.issued", "制发", "issued"), ("trend.replied", "回复", "replied"))
REPLY_TIME = "reply_time"
_SHORTEST, _LONGEST = 12, 36  # months of a chart


def series_figures(session: Session, reach: Reach, upto: Sequence[int]) -> Iterator[BriefingFigure]:
    """The twelve months that end with the briefing's last one, or all of its months where these are more."""
    months = _months(reach)
    period = Period.of(months.last, reach.as_of)
    found = month_series(session.connection(), period, len(each_of(months)), upto)
    for code, name, measure in TREND:
        for month in found.months:
            yield BriefingFigure(
                code=f"{code}/{month.month}",
                name=f"{month.month}{name}",
                definition=f"{month.month}{name}的检察建议，只到月的计入当月。",
                unit="件",
                origin=ORIGIN,
                n=getattr(month, measure),
                of=code,
                address=f"month|{measure}|{month.month}",
            )
    told = f"{months.shown}收到的回复，从送达（不明的从制发）到回复的天数；到日的才算。"
    for bucket in found.reply_time:
        code = f"{REPLY_TIME}/{bucket.first}"
        yield BriefingFigure(code, bucket.label, told, "件", ORIGIN, bucket.replies, of=REPLY_TIME)


def _months(reach: Reach) -> Months:
    last = min(reach.months.last, f"{reach.as_of:%Y-%m}")
    wanted = len(each_of(Months(reach.months.first, last)))
    count = min(max(wanted, _SHORTEST), _LONGEST)
    place = int(last[:4]) * 12 + int(last[5:]) - count
    return Months(f"{place // 12:04d}-{place % 12 + 1:02d}", last)
