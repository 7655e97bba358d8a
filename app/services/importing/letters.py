"""Checking the rows of a 检察建议台账: every field read, the dates compared, the letter recognised."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.models.dates import PartialDate
from app.models.terms import (
    Adoption,
    DeadlineState,
    DueSource,
    Receipt,
    RecordType,
    Rectification,
    ServiceMethod,
    SuggestionKind,
    SuggestionStep,
)
from app.services.deadlines.periods import chinese_number
from app.services.docket.starting import Starter
from app.services.importing.identity import letter_identity
from app.services.importing.row_reading import RowReading
from app.services.importing.vocabulary import folded
from app.services.suggestions.due import ReplyDues, Running

_TIMES = re.compile(r"第?([0-9零〇一二三四五六七八九十两]+)[次回]?")
_BRACKETS = str.maketrans("[]［］()（）【】", "〔〕〔〕〔〕〔〕〔〕")
_PLAIN_TEXTS = (
    "addressee_level",
    "system_case_number",
    "case_name",
    "department",
    "handler",
    "proposal",
    "reply_period",
    "copies_to",
    "receiver",
    "reply_number",
    "objection",
    "follow_up",
    "archive_number",
)
Children = tuple[tuple[str, dict[str, Any]], ...]


@dataclass(frozen=True)
class Periods:
    """What a ledger's dates set going: the reply period, and the office's own duties that still run."""

    dues: ReplyDues
    starter: Starter


class LetterCheck:
    """Reads one row into the columns of the suggestion table and the rows that hang on it."""

    def __init__(self, office: str, today: date, not_done: tuple[str, ...], periods: "Periods") -> None:
        """``office`` is the store's own; ``not_done`` begins a rectification text that shows no answer."""
        self._office, self._today, self._not_done = office, today, not_done
        self._dues, self._starter = periods.dues, periods.starter

    def check(self, row: RowReading) -> tuple[dict[str, Any], Children]:
        """Values by column and child rows by table; meaningless where the row turned out faulty."""
        values: dict[str, Any] = {name: row.text(name) for name in _PLAIN_TEXTS}
        values |= {"step": SuggestionStep.ISSUED, "number": _number(row), "problem": row.text("problem")}
        values |= self._parties(row)
        values |= self._kind(row)
        values |= self._dates(row)
        method, written = self._service(row)
        values |= {"service_method": method, "urgings": _count(row)}
        values |= self._answer(row, values["replied_on"])
        values["remarks"] = row.remarks()
        values["identity"] = letter_identity(
            values["office_name"],
            values["number"],
            values["addressee"] or "",
            values["issued_on"],
            values["kind"],
            values["kind_as_written"],
            values["problem"],
        )
        if row.is_faulty:
            return values, ()
        return values, (*_children(values, written), *self._due(row, values))

    def _due(self, row: RowReading, values: dict[str, Any]) -> Children:
        """The due date, with the ledger's own period before the rule's; fills the due columns."""
        facts = (values[name] for name in ("kind", "reply_period", "issued_on", "receipt", "received_on"))
        due = self._dues.due(Running(*facts))
        values |= due.columns
        if due.note and due.columns["due_source"] is not DueSource.LEDGER:
            row.warn("reply_period", due.note)
        running = tuple(("deadline", each) for each in self._starter.running_rows(RecordType.SUGGESTION, values))
        if due.deadline is None:
            return running
        is_answered = values["replied_on"] is not None or values["is_reply_undated"]
        state = DeadlineState.MET if is_answered else DeadlineState.OPEN
        return (("deadline", {**due.deadline, "state": state, "ended_on": values["replied_on"]}), *running)

    def _parties(self, row: RowReading) -> dict[str, Any]:
        office, addressee = row.text("office_name") or self._office, row.text("addressee")
        if folded(office) != folded(self._office):
            row.warn("office_name", f"制发单位“{office}”不是本院（{self._office}），已按台账原样登记。")
        if addressee is None:
            row.error("addressee", "没有填写。请写明检察建议发给哪个单位。")
        elif "、" in addressee:
            row.warn("addressee", f"“{addressee}”像是几个单位。一份建议书只对一个单位，请核对是否应分行登记。")
        return {"office_name": office, "addressee": addressee}

    def _kind(self, row: RowReading) -> dict[str, Any]:
        meaning, text = row.word("kind")
        if text is None:
            row.warn("kind", "没有填写类型，已登记为“未归类”。")
        elif meaning is None:
            row.warn("kind", f"类型“{text}”不认识，已按原样保留并登记为“未归类”。")
        return {"kind": SuggestionKind(meaning or "unclassified"), "kind_as_written": text}

    def _dates(self, row: RowReading) -> dict[str, Any]:
        issued = row.required_day("issued_on", self._today)
        served, signed = row.past_day("served_on", self._today), row.past_day("signed_on", self._today)
        received, replied = signed or served, row.past_day("replied_on", self._today)
        if served and signed and served != signed:
            row.warn("signed_on", "“送达日期”与“签收日期”不同，回复期限自签收日期起算，送达日期写入备注。")
            row.keep("served_on", str(served))
        values = {name: row.past_day(name, self._today) for name in ("filed_on", "rectified_on", "revisited_on")}
        if issued:
            _compare(row, issued, received, replied)
            for name, day in values.items():
                if is_before(day, issued):
                    row.warn(name, f"“{row.head(name)}”早于发出日期，已按原样登记，请核对。")
        receipt = Receipt.RECEIVED if received else Receipt.UNKNOWN
        return {"issued_on": issued, "received_on": received, "replied_on": replied, "receipt": receipt, **values}

    def _service(self, row: RowReading) -> tuple[ServiceMethod, str | None]:
        meaning, text = row.word("service_method")
        announced, said = row.word("announced")
        if text is not None and meaning is None:
            row.warn("service_method", f"送达方式“{text}”不认识，已按原样保留，方式登记为“未记载”。")
        if said is not None and announced is None:
            row.keep("announced", said)
        if announced == "yes":
            if meaning not in (None, "announced"):
                row.warn("announced", f"送达方式写“{text}”，又写宣告送达，已登记为宣告送达，请核对。")
            meaning = "announced"
        return ServiceMethod(meaning or "unspecified"), text or (said if announced == "yes" else None)

    def _answer(self, row: RowReading, replied_on: PartialDate | None) -> dict[str, Any]:
        adopted, said = row.word("adoption")
        if said is not None and adopted is None:
            row.warn("adoption", f"采纳情况“{said}”不认识，已写入备注，采纳登记为“未记载”。")
            row.keep("adoption", said)
        meaning, note = row.word("rectification")
        state = Rectification(meaning or ("stated" if note else "unrecorded"))
        is_rectified = state is Rectification.COMPLETE or (
            state is Rectification.STATED and note is not None and not note.startswith(self._not_done)
        )
        is_undated = replied_on is None and (adopted is not None or is_rectified)
        if is_undated:
            row.warn("replied_on", "有采纳或整改的记载而没有回复日期，登记为“已回复（日期不明）”，是否按期无法判断。")
        return {
            "adoption": Adoption(adopted or "unrecorded"),
            "rectification": state,
            "rectification_note": note,
            "is_reply_undated": is_undated,
        }


def is_before(day: PartialDate | None, other: PartialDate | None) -> bool:
    """True where the one certainly lies before the other, whatever day a month or year may mean."""
    if day is None or other is None:
        return False
    length = min(len(day.text), len(other.text))
    return day.text[:length] < other.text[:length]


def _compare(row: RowReading, issued: PartialDate, received: PartialDate | None, replied: PartialDate | None) -> None:
    """A reply before the letter cannot be right and is handed back; an odd receipt is let in and reported.

    Offices often enter the day of registration as 发出日期, after the letter was handed over.
    """
    if is_before(replied, issued):
        row.error("replied_on", f"是 {replied}，早于发出日期 {issued}。请核对这两个日期。")
    if is_before(received, issued):
        row.warn("signed_on" if row.text("signed_on") else "served_on", "送达早于发出日期，已按原样登记，请核对。")
    elif is_before(replied, received):
        row.warn("replied_on", "回复早于送达日期，已按原样登记，请核对。")


def _number(row: RowReading) -> str | None:
    """The 文号 without blanks, its year in 〔〕 however the brackets were typed."""
    text = row.text("number")
    return "".join(text.split()).translate(_BRACKETS) if text else None


def _count(row: RowReading) -> int | None:
    text = row.text("urgings")
    if text is None:
        return None
    match = _TIMES.fullmatch(folded(text))
    count = chinese_number(match[1]) if match else None
    if count is None:
        row.keep("urgings", text)
        row.warn("urgings", f"督促次数“{text}”不是次数，已写入备注。")
    return count


def _children(values: dict[str, Any], method_as_written: str | None) -> Children:
    children: list[tuple[str, dict[str, Any]]] = []
    received_on, replied_on = values["received_on"], values["replied_on"]
    if received_on or method_as_written or values["receiver"]:
        service = {"method": values["service_method"], "method_as_written": method_as_written}
        children.append(("service_record", {**service, "received_on": received_on, "receiver": values["receiver"]}))
    if replied_on:
        reply = {"registered_on": replied_on, "number": values["reply_number"], "adoption": values["adoption"]}
        children.append(("reply", reply))
    if values["rectification"] is not Rectification.UNRECORDED:
        looked = {"state": values["rectification"], "seen_on": values["rectified_on"]}
        children.append(("rectification_record", {**looked, "note": values["rectification_note"]}))
    return tuple(children)
