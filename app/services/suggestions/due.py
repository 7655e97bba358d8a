"""The reply period of a letter: which length counts, what starts it, and when it ends, with its derivation."""

from dataclasses import dataclass
from typing import Any

from app.models.dates import PartialDate
from app.models.suggestion import Suggestion as Letter
from app.models.terms import DueSource, PeriodUnit, Receipt, RecordType, StartEvent, SuggestionKind
from app.services.deadlines.periods import Period, parse_period
from app.services.deadlines.service import Deadlines
from app.services.docket.reckoning import Running as Clocked
from app.services.docket.reckoning import row_of
from app.services.foundation.errors import DomainError

NAME = "书面回复"
_URGENT = "紧急"
_LAMP_DAYS = ("due_on", "overdue_after", "remind_on", "serious_on")


@dataclass(frozen=True)
class Running:
    """What the reply period is computed from."""

    kind: SuggestionKind
    reply_period: str | None  # as the ledger or the letter says, e.g. 十五日(紧急)
    issued_on: PartialDate | None
    receipt: Receipt
    received_on: PartialDate | None
    path: str = ""


@dataclass(frozen=True)
class ReplyDue:
    """The letter's due columns, the row of its deadline (None while nothing runs) and what must be said."""

    columns: dict[str, Any]
    deadline: dict[str, Any] | None
    note: str


def running_of(letter: Letter) -> Running:
    """What the reply period of a letter is computed from."""
    return Running(
        letter.kind, letter.reply_period, letter.issued_on, letter.receipt, letter.received_on, letter.path or ""
    )


class ReplyDues:
    """Computes reply periods; equal facts are computed once, because ledgers repeat them."""

    def __init__(self, deadlines: Deadlines) -> None:
        """``deadlines`` gives rules and calendar."""
        self._deadlines = deadlines
        self._known: dict[Running, ReplyDue] = {}
        self._edition = deadlines.edition

    def due(self, running: Running) -> ReplyDue:
        """The due date of a letter; a start that is unknown or known only to the month gives none, and says so."""
        if self._edition != self._deadlines.edition:  # the office changed its calendar or rules meanwhile
            self._known, self._edition = {}, self._deadlines.edition
        if running not in self._known:
            self._known[running] = self._compute(running)
        return self._known[running]

    def _compute(self, running: Running) -> ReplyDue:
        if running.receipt is Receipt.AWAITED:
            return _nothing("尚未登记送达，回复期限自收到之日起算。")
        is_receipt = running.received_on is not None
        start = running.received_on or running.issued_on
        if start is None:
            return _nothing("没有发出日期和送达日期，无法计算届满日。")
        period, note = _own_period(running.reply_period)
        source = DueSource.LEDGER if period else DueSource.RULE
        urgent = _URGENT in (running.reply_period or "")
        chosen = self._deadlines.library.reply_rule(
            running.kind, (running.issued_on or start).first, urgent, running.path
        )
        proof = "收到日（送达回证）" if is_receipt else "发出日（收到日未记载，以发出日代替）"
        if start.exact is None:
            return _nothing(
                f"{proof}只到{'月' if len(start.text) == 7 else '年'}（{start.chinese()}），无法计算届满日。"
            )
        derivation = self._deadlines.derive(chosen.rule, start.exact, proof=proof, period=period)
        row = row_of(
            Clocked(chosen.rule, start.exact, StartEvent.REPLY_PERIOD, proof, period=period),
            derivation,
            RecordType.SUGGESTION,
            NAME,
        )
        length = period or chosen.rule.period
        columns = {
            "period_length": length.length,
            "period_unit": length.unit,
            "rule_code": chosen.rule.code,
            "due_source": source,
            "start_is_receipt": is_receipt,
            "is_provisional": derivation.provisional,
            **{name: row[name] for name in _LAMP_DAYS},
        }
        notes = "；".join(part for part in (note, chosen.note) if part)
        return ReplyDue(columns, row, notes)


def apply_due(letter: Letter, due: ReplyDue) -> None:
    """Write the due columns onto a letter."""
    for name, value in due.columns.items():
        setattr(letter, name, value)


def _own_period(text: str | None) -> tuple[Period | None, str]:
    try:
        period = parse_period(text) if text else None
    except DomainError as error:
        return None, f"{error}已按规则计算。"
    if period is None or period.unit in {PeriodUnit.NONE, PeriodUnit.HOUR}:
        return None, ""
    return period, ""


def _nothing(note: str) -> ReplyDue:
    empty = {
        "period_length": None,
        "period_unit": None,
        "rule_code": None,
        "due_source": None,
        "start_is_receipt": False,
        "is_provisional": False,
        **dict.fromkeys(_LAMP_DAYS),
    }
    return ReplyDue(empty, None, note)
