"""How the data stand: months closed, rules broken, warnings and their conclusions, cases that met a trigger."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.indicator_terms import MonthState, WarningConclusion
from app.models.indicator_warning import FigureWarning
from app.models.original_case import OriginalCase, TriggerHit
from app.models.review_terms import HitState, TriggerList
from app.models.suggestion import Suggestion
from app.models.terms import RecordType
from app.services.base_data.periods import Months
from app.services.briefings.figures import BriefingFigure
from app.services.briefings.reach import Reach
from app.services.briefings.rows import BehindRow
from app.services.briefings.texts import Line
from app.services.indicators.trend import each_of
from app.services.month_closing.reading import findings_of, latest, state_of

_CLOSING, _WARNINGS, _CASES = "月度结账", "数据核查", "原案登记"
Told = tuple[Line, BriefingFigure]


def closing_figures(session: Session, reach: Reach) -> Iterator[BriefingFigure]:
    """How many of the months are reviewed, locked, reconciled, and what their checks found."""
    months = each_of(reach.months)
    closes = [close for close in (latest(session, month) for month in months) if close is not None]
    states = [state_of(close) for close in closes]
    locked = [close for close, state in zip(closes, states, strict=True) if state is MonthState.LOCKED]
    reviewed = states.count(MonthState.REVIEWED) + len(locked)
    for code, name, told, count in (
        ("months", "月份", "本期包括的月份。", len(months)),
        ("reviewed", "已审核的月份", "月度统计已经由另一个人审核的月份（含已锁定的）。", reviewed),
        ("locked", "已锁定的月份", "月度统计已经锁定的月份。", len(locked)),
        ("reconciled", "对账一致或已说明的月份", "已锁定，并且与全国检察业务应用系统对账一致或者说明了差异原因的月份。",
         sum(close.is_reconciled for close in locked)),
    ):  # fmt: skip
        yield BriefingFigure(f"closing.{code}", name, told, "个月", _CLOSING, count, address="closing")
    broken = sum(len(findings_of(close)) for close in closes)
    told = "各月计算时不成立的数间关系（含只作提示的）。"
    yield BriefingFigure("closing.findings", "数间关系不成立", told, "项", _CLOSING, broken, address="closing")


def heading_of(session: Session, reach: Reach) -> str:
    """内部台账统计, unless every month is locked and reconciled."""
    closes = [latest(session, month) for month in each_of(reach.months)]
    is_settled = all(
        close is not None and state_of(close) is MonthState.LOCKED and close.is_reconciled for close in closes
    )
    return "" if is_settled else "内部台账统计"


def closing_rows(session: Session, reach: Reach) -> list[BehindRow]:
    """Each month with how far its closing has come."""
    found = []
    for month in each_of(reach.months):
        close = latest(session, month)
        state = state_of(close) if close else MonthState.OPEN
        by = (
            "、".join(part for part in (close.computed_by, close.reviewed_by, close.locked_by) if part) if close else ""
        )
        found.append(BehindRow(None, 0, month, state.label, by))
    return found


def warning_figures(session: Session, reach: Reach) -> Iterator[BriefingFigure]:
    """Warnings about the months: raised, concluded, and those without a conclusion."""
    rows = _warnings(session, reach)
    concluded = [row for row in rows if row.outcome is not None]
    outcomes = Counter(row.outcome for row in concluded)
    told = "本期各月的数引起的核查提示；提示不是差错，写了结论才销号。"
    yield _warning("warnings.raised", "核查提示", told, len(rows), "")
    yield _warning("warnings.concluded", "已有结论", "其中已经写明结论的。", len(concluded), "concluded")
    yield _warning("warnings.open", "尚无结论", "其中还没有写结论的。", len(rows) - len(concluded), "open")
    for outcome in WarningConclusion:
        code = f"warnings.outcome/{outcome.value}"
        yield _warning(code, outcome.label, "按结论分。", outcomes[outcome], outcome.value, "warnings.outcome")


def warning_lines(session: Session, reach: Reach) -> Iterator[Told]:
    """Each warning with its conclusion, by month."""
    for row in _warnings(session, reach):
        month, said = Months(row.month, row.month).shown, row.sentence.rstrip("。")
        if month not in said:  # most sentences of warnings name it themselves
            said = f"{month}，{said}"
        if row.outcome is not None:
            told = f"结论：{row.outcome.label}。{(row.conclusion or '').rstrip('。')}".rstrip("。")
        else:
            told = f"核查情况：{(row.verification or '').rstrip('。') or '尚未核查'}；尚无结论"
        code = f"warning/{row.id}"
        figure = _warning(code, row.code, row.sentence, 1, str(row.id), "warnings.each")
        yield Line(str(row.id), f"{said}。{told}", (code,)), figure


def warning_rows(session: Session, reach: Reach, which: str) -> list[BehindRow]:
    """The warnings behind a figure of them."""
    found = []
    for row in _warnings(session, reach):
        outcome = row.outcome.value if row.outcome else ""
        names = {"", str(row.id), outcome, "concluded" if outcome else "open"}
        if which in names:
            state = row.outcome.label if row.outcome else "尚无结论"
            found.append(BehindRow(None, row.id, row.month, row.sentence, state))
    return found


def case_lines(session: Session, reach: Reach) -> Iterator[Told]:
    """Each case that met a trigger of 逐案分析·重点评查 in the time, by its entry number."""
    case, hit = OriginalCase, TriggerHit
    wanted = select(case.id, case.entry_number, case.kind, case.cause, hit.name, hit.state, hit.reason)
    wanted = wanted.join(hit, hit.case_id == case.id).where(
        ~hit.is_void, hit.trigger_list == TriggerList.ANALYSIS, hit.met_on.between(reach.first, reach.as_of)
    )
    for place, row in enumerate(session.execute(wanted.order_by(case.entry_number, hit.id))):
        state = HitState(row.state).label
        kind = "".join(part for part in (row.cause, row.kind) if part)
        text = f"{row.entry_number}{f'（{kind}）' if kind else ''}：{row.name}，{state}"
        code = f"trigger_cases/{place}"
        told = "符合触发条件的案件，点击打开。"
        address = f"record|{RecordType.ORIGINAL_CASE.value}|{row.id}"
        figure = BriefingFigure(code, row.entry_number, told, "件", _CASES, 1, of="trigger_cases", address=address)
        yield Line(str(place), text, (code,)), figure


def case_count(session: Session, reach: Reach) -> BriefingFigure:
    """How many cases met a trigger."""
    hit = TriggerHit

    def count(of: Reach) -> int:
        wanted = select(func.count(func.distinct(hit.case_id))).where(
            ~hit.is_void, hit.trigger_list == TriggerList.ANALYSIS, hit.met_on.between(of.first, of.as_of)
        )
        return int(session.scalar(wanted) or 0)

    told = "本期发现符合逐案分析、重点评查触发条件的原案，一案只计一件。"
    return BriefingFigure(
        "triggers.cases",
        "触发案件",
        told,
        "件",
        _CASES,
        count(reach),
        before_n=count(reach.before()),
        address="triggers",
    )


def record_rows(session: Session, reach: Reach, address: list[str]) -> list[BehindRow]:
    """The one record of a line, or the cases that met a trigger."""
    if address[0] == "triggers":
        return [
            BehindRow(RecordType.ORIGINAL_CASE, int(figure.address.rpartition("|")[2]), figure.name, line.text, "")
            for line, figure in case_lines(session, reach)
        ]
    record_type, key = RecordType(address[1]), int(address[2])
    if record_type is RecordType.SUGGESTION:
        number = session.scalar(select(Suggestion.entry_number).where(Suggestion.id == key))
    else:
        number = session.scalar(select(OriginalCase.entry_number).where(OriginalCase.id == key))
    return [BehindRow(record_type, key, number, "", "")] if number else []


def _warnings(session: Session, reach: Reach) -> list[FigureWarning]:
    wanted = select(FigureWarning).where(FigureWarning.month.between(*reach.months))
    return list(session.scalars(wanted.order_by(FigureWarning.month, FigureWarning.id)))


def _warning(code: str, name: str, told: str, n: int, which: str, of: str = "") -> BriefingFigure:
    group = "结论" if of == "warnings.outcome" else ""
    return BriefingFigure(code, name, told, "条", _WARNINGS, n, of=of, address=f"warnings|{which}", group=group)
