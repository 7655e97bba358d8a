"""落实情况: what became of the letters issued in a time, kind by kind, as known on the cut-off day."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select, true
from sqlalchemy.orm import Session

from app.models.follow_up import FurtherMeasure, Urging
from app.models.letter_terms import FollowUpKind
from app.models.suggestion import RectificationRecord
from app.models.suggestion import Suggestion as Letter
from app.models.terms import Adoption, RecordType, Rectification, SuggestionKind, SuggestionStep, Timeliness
from app.services.briefings.figures import BriefingFigure
from app.services.briefings.reach import Reach, last_day
from app.services.briefings.rows import BehindRow
from app.services.briefings.texts import Line
from app.services.monthly_statistics.period import Period
from app.services.monthly_statistics.stock import within
from app.services.suggestions.standing import Standing

ORIGIN = "本台账"
SUITS = ("pi-sue", "sue")  # of resources/further_measures
SUED = "提起诉讼"
Flag = ColumnElement[bool]


class Asked(NamedTuple):
    """One figure of the cohort: its measures, ``d`` empty of a count."""

    code: str
    name: str
    n: str
    d: str
    definition: str


FIGURES = (
    Asked("issued", "制发", "issued", "", "发出日期在本期的检察建议。队列口径：以下各项都是这些建议到截止时点的情况。"),
    Asked("served", "送达", "served", "issued", "分母为制发，分子为其中到截止时点已送达（收到日期已知）的。"),
    Asked("due", "到期应回复", "due", "", "回复期限届满日不晚于截止时点的；届满日以前撤回的除外。"),
    Asked("due_replied", "到期已回复", "due_replied", "due", "分母为到期应回复，分子为其中到截止时点已回复的。"),
    Asked("on_time", "按期回复", "on_time", "judged", "分母为到期应回复而能判断是否按期的，分子为其中按期回复的。"),
    Asked("replied", "已回复", "replied", "issued", "分母为制发，分子为其中到截止时点已回复的（含未到期先回复的）。"),
    Asked("adopted", "全部采纳", "adopted", "recorded", "分母为已回复且记载采纳情况的，分子为其中全部采纳的。"),
    Asked("partly", "部分采纳", "partly", "recorded", "分母为已回复且记载采纳情况的，分子为其中部分采纳的。"),
    Asked("not_adopted", "未采纳", "not_adopted", "recorded", "分母为已回复且记载采纳情况的，分子为其中未采纳的。"),
    Asked("unrecorded", "采纳情况未记载", "unrecorded", "", "已回复而采纳情况没有记载的，不计入采纳的分子和分母。"),
    Asked("rectified", "整改到位", "rectified", "replied", "分母为已回复，分子为其中到截止时点整改到位的。"),
    Asked("incomplete", "整改不到位", "incomplete", "replied", "分母为已回复，分子为其中跟进后认为整改不到位的。"),
    Asked("urged", "督促", "urged", "", "到截止时点督促过的。"),
    Asked(
        "followed",
        "跟进",
        "followed",
        "issued",
        "分母为制发，分子为其中核实过整改情况的（审查材料、走访等）。",
    ),
    Asked("revisited", "回头看", "revisited", "rectified", "分母为整改到位，分子为其中回头看过的。"),
    Asked("measures", "后续措施", "measures", "", "到截止时点决定采取后续措施的。"),
    Asked("sued", "转起诉", "sued", "", "因不落实而提起公益诉讼的。"),
    Asked("overdue", "逾期未回复", "overdue", "", "到截止时点已过届满日，没有回复也没有办结、撤回的。"),
    Asked("withdrawn", "撤回", "withdrawn", "", "到截止时点已撤回的。"),
)


def cohort_figures(session: Session, reach: Reach) -> Iterator[BriefingFigure]:
    """Every figure for all letters, then by the kinds of the rules in their order."""
    before = reach.before()
    now, earlier = _tally(session, reach), _tally(session, before)
    is_known = bool(sum(counts["issued"] for counts in earlier.values()))
    totals = sum(now.values(), Counter()), sum(earlier.values(), Counter())
    for each in FIGURES:
        yield _figure(each, f"cohort.{each.code}", each.name, "", totals, is_known)
    for each in FIGURES:
        for kind in SuggestionKind:
            counts = now.get(kind.value, Counter()), earlier.get(kind.value, Counter())
            if kind is SuggestionKind.UNCLASSIFIED and not (counts[0]["issued"] or counts[1]["issued"]):
                continue
            yield _figure(each, f"cohort_kinds.{each.code}/{kind.value}", kind.label, kind.value, counts, is_known)


def not_heeded(session: Session, reach: Reach) -> Iterator[tuple[Line, BriefingFigure]]:
    """The letters without reply, adoption or rectification, by their entry numbers; never by addressee or size."""
    flags = measures(reach)
    said = {"overdue": "逾期未回复", "not_adopted": "未采纳", "incomplete": "整改不到位"}
    columns = (Letter.id, Letter.entry_number, Letter.number, Letter.addressee, Letter.kind, Letter.issued_on)
    kinds = [case((flags[name], 1), else_=0) for name in said]
    wanted = select(*columns, Letter.due_on, *kinds).where(flags["issued"], or_(*(flags[name] for name in said)))
    for row in session.execute(wanted.order_by(Letter.entry_number)):
        names = [label for label, is_so in zip(said.values(), row[7:], strict=True) if is_so]
        urged = session.scalar(select(func.count(Urging.id)).where(Urging.suggestion_id == row.id)) or 0
        taken = session.scalars(select(FurtherMeasure.name).where(FurtherMeasure.suggestion_id == row.id)).all()
        text = (
            f"{row.number or row.entry_number}，{row.addressee}，{row.kind.label}，{row.issued_on}制发"
            f"{f'，{row.due_on}届满' if row.due_on else ''}：{'、'.join(names)}；"
            f"督促{urged}次，{'采取' + '、'.join(taken) if taken else '没有登记后续措施'}"
        )
        code = f"not_heeded/{row.id}"
        figure = BriefingFigure(
            code, row.entry_number, "列入清单的检察建议，点击打开。", "件", ORIGIN, 1, of="not_heeded",
            address=f"record|{RecordType.SUGGESTION.value}|{row.id}",
        )  # fmt: skip
        yield Line(str(row.id), text, (code,)), figure


def records_of(session: Session, reach: Reach, address: list[str]) -> tuple[list[BehindRow], list[BehindRow]]:
    """The letters behind n and d of an address of this module now."""
    flags, found = measures(reach), []
    of_kind = Letter.kind == address[3] if address[3] else true()
    for name in address[1:3]:
        wanted = select(Letter.id, Letter.entry_number, Letter.addressee, Letter.number).order_by(Letter.id)
        rows = session.execute(wanted.where(flags["issued"], flags[name], of_kind)).all() if name else []
        found.append([BehindRow(RecordType.SUGGESTION, row[0], row[1], row[2], row[3] or "") for row in rows])
    return found[0], found[1]


def measures(reach: Reach) -> dict[str, Flag]:
    """Conditions on a letter; all but ``issued`` ask what the cut-off day knew of it."""
    day, standing = reach.as_of.isoformat(), Standing(reach.as_of)
    end = min(last_day(reach.months.last), reach.as_of)
    issued = and_(
        Letter.step == SuggestionStep.ISSUED,
        within(Letter.issued_on, Period(reach.months.first, end, reach.is_running)),
    )
    replied = standing.is_replied
    due = and_(Letter.due_on <= day, ~_by(Letter.withdrawn_on, Letter.due_on))
    open_question = or_(
        and_(replied, standing.timeliness == Timeliness.UNKNOWN.value),
        and_(~replied, or_(_by(Letter.closed_on, Letter.due_on), Letter.due_on == day)),
    )
    recorded = and_(replied, Letter.adoption != Adoption.UNRECORDED)
    rectified = and_(
        Letter.rectification == Rectification.COMPLETE,
        or_(Letter.rectified_on.is_(None), _by(Letter.rectified_on, day)),
    )
    return {
        "issued": issued,
        "served": _by(Letter.received_on, day),
        "due": due,
        "due_replied": and_(due, replied),
        "judged": and_(due, ~open_question),
        "on_time": and_(due, replied, standing.timeliness == Timeliness.ON_TIME.value),
        "replied": replied,
        "recorded": recorded,
        "unrecorded": and_(replied, Letter.adoption == Adoption.UNRECORDED),
        "adopted": and_(replied, Letter.adoption == Adoption.ADOPTED),
        "partly": and_(replied, Letter.adoption == Adoption.PARTLY),
        "not_adopted": and_(replied, Letter.adoption == Adoption.NOT_ADOPTED),
        "rectified": and_(replied, rectified),
        "incomplete": and_(replied, Letter.rectification == Rectification.INCOMPLETE),
        "urged": exists().where(Urging.suggestion_id == Letter.id, _by(Urging.urged_on, day)),
        "overdue": standing.is_overdue,
        "withdrawn": _by(Letter.withdrawn_on, day),
        **_followed(day, and_(replied, rectified)),
    }


def _followed(day: str, rectified: Flag) -> dict[str, Flag]:
    look = and_(RectificationRecord.suggestion_id == Letter.id, _by(RectificationRecord.seen_on, day))
    revisited = exists().where(look, RectificationRecord.kind == FollowUpKind.REVISIT)
    taken = and_(FurtherMeasure.suggestion_id == Letter.id, _by(FurtherMeasure.decided_on, day))
    return {
        "followed": exists().where(look),
        "revisited": and_(rectified, or_(revisited, _by(Letter.revisited_on, day))),
        "measures": exists().where(taken),
        "sued": or_(
            exists().where(taken, FurtherMeasure.code.in_(SUITS), _by(FurtherMeasure.carried_out_on, day)),
            and_(Letter.conclusion == SUED, _by(Letter.concluded_on, day)),
        ),
    }


def _tally(session: Session, reach: Reach) -> dict[str, Counter[str]]:
    flags = measures(reach)
    sums = [func.sum(case((flag, 1), else_=0)) for flag in flags.values()]
    wanted = select(Letter.kind, *sums).where(flags["issued"]).group_by(Letter.kind)
    return {
        row[0].value: Counter(dict(zip(flags, (int(each) for each in row[1:]), strict=True)))
        for row in session.execute(wanted)
    }


def _figure(
    each: Asked, code: str, name: str, kind: str, counts: tuple[Counter[str], Counter[str]], is_known: bool
) -> BriefingFigure:
    now, before = counts
    return BriefingFigure(
        code=code,
        name=name,
        definition=f"{each.name}：{each.definition}" if kind else each.definition,
        unit="件",
        origin=ORIGIN,
        n=now[each.n],
        d=now[each.d] if each.d else None,
        is_rate=bool(each.d),
        before_n=before[each.n] if is_known else None,
        before_d=before[each.d] if is_known and each.d else None,
        of=code.partition("/")[0] if kind else "",
        address="|".join(("cohort", each.n, each.d, kind)),
        group=each.name if kind else "",
    )


def _by(column: Any, day: Any) -> Flag:
    """The date is known at least to the month, and not later."""
    return and_(func.coalesce(func.length(column), 0) >= 7, column <= day)
