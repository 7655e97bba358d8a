"""Checking the rows of a ledger of original cases: fields read, results in the office's words, triggers met."""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from app.models.original_case import TriggerHit
from app.services.importing.identity import case_identity
from app.services.importing.letters import Children
from app.services.importing.planning import Planning
from app.services.importing.row_reading import RowReading
from app.services.importing.rows import Finding
from app.services.importing.vocabulary import folded
from app.services.original_cases.order_of_days import wrong_days
from app.services.original_cases.rows import DATES, PEOPLE, TEXTS
from app.services.original_cases.visibility import one_a_line
from app.services.original_cases.words import RESULTS, CaseWords

HitsOf = Callable[[Mapping[str, Any]], Sequence[Mapping[str, Any]]]  # the columns of a hit for each trigger met

_OTHER, _CRIMINAL = "其他", "刑事"
_OF_CRIMINAL_CASES = ("arrest_result", "indictment_result", "judgment_result", "arrest_on", "indictment_on")
_ONE_OF = ("name", "number", "parties")
_PLAIN = tuple(name for name in TEXTS if name not in {*RESULTS, *PEOPLE, "name", "kind", "petition_kind", "remarks"})
_BETWEEN = re.compile(r"[、，,；;/\n]+")
_TIMES = re.compile(r"第?([0-9一二两三四五六七八九十]{1,4})[次回件]?(?:及?以上)?")
_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_LONGEST_NAME, _LONGEST_RESULT = 200, 60


class CaseCheck:
    """Reads one row into the columns of the case table, with a hit for each trigger that it meets."""

    def __init__(self, today: date, words: CaseWords, hits_of: HitsOf) -> None:
        """``words`` know how ledgers write results; ``hits_of`` is asked once for each row that comes in."""
        self._today, self._words, self._hits_of = today, words, hits_of

    def check(self, row: RowReading) -> tuple[dict[str, Any], Children]:
        """Values by column, and the hits; meaningless where the row turned out faulty."""
        values: dict[str, Any] = {name: row.text(name) for name in _PLAIN}
        values |= {name: one_a_line(row.text(name)) for name in PEOPLE}
        values |= {name: self._result(row, name) for name in RESULTS}
        values |= {name: row.day(name) for name in DATES}
        values["petition_times"] = _times(row)
        values["petition_kind"] = self._petition_kind(row)
        values["kind"] = self._kind(row, values)
        values["name"] = _name(row, values)
        for wrong in wrong_days(values, self._today, row.head):
            row.error(wrong.field, f"不对：{wrong.sentence}")
        values["remarks"] = row.remarks()
        values["further"] = json.dumps(row.further, ensure_ascii=False) if row.further else None
        recognised_by = (values[name] for name in ("number", "kind", "name", "unit", "cause", "closed_on"))
        values["identity"] = case_identity(*recognised_by)
        if row.is_faulty:
            return values, ()
        return values, tuple((TriggerHit.__tablename__, dict(hit)) for hit in self._hits_of(values))

    def _result(self, row: RowReading, column: str) -> str | None:
        written = row.text(column)
        if written is None:
            return None
        if column == "difference":
            parts = [part for part in _BETWEEN.split(written) if part.strip()]
            return "、".join(dict.fromkeys(self._meant(row, column, part) for part in parts)) or None
        return self._meant(row, column, written)

    def _meant(self, row: RowReading, column: str, written: str) -> str:
        """The office's own word for it; a sentence that tells a result is kept beside it, anything else as it is."""
        known = self._words.result_meant(column, written)
        if known is not None:
            return known
        told = self._words.result_within(column, written)
        if told is not None:
            row.warn(column, f"按其中的字眼登记为“{told}”，原文记入备注，请核对。")
            row.keep(column, written)
            return told
        if len(written) > _LONGEST_RESULT:
            row.error(column, f"有 {len(written)} 个字，看不出是什么结果。请只写结果，如“缓刑”，其余内容移到“备注”。")
            return written
        row.warn(
            column,
            f"“{written}”不在结果的清单里，已按原样登记，触发情形可能认不出它。请核对。",
        )
        return written

    def _petition_kind(self, row: RowReading) -> str | None:
        written = row.text("petition_kind")
        if written is None:
            return None
        known = self._words.petition_kind_meant(written)
        if known is None:
            row.warn("petition_kind", f"“{written}”不在申诉信访类型的清单里，已按原样登记。请核对。")
        return known or written

    def _kind(self, row: RowReading, values: Mapping[str, Any]) -> str:
        """The kind as written; without one, what the rest of the row tells."""
        written = row.text("kind")
        if written is not None:
            known = self._words.kind_meant(written)
            if known is None:
                row.warn("kind", f"“{written}”不在案件类型的清单里，已按原样登记。请核对。")
            return known or written
        if any(values[name] for name in _OF_CRIMINAL_CASES):
            return _CRIMINAL
        row.warn("kind", f"没有填写，也看不出来，已登记为“{_OTHER}”。")
        return _OTHER


def tell_of_triggers(planning: Planning) -> None:
    """Say which triggers the rows that come in meet, so that nobody is surprised by what waits afterwards."""
    hits = TriggerHit.__tablename__
    met = [[values["name"] for name, values in row.children if name == hits] for row in planning.rows]
    counts = Counter(name for names in met for name in names)
    if counts:
        cases = sum(bool(names) for names in met)
        told = "、".join(f"{name} {count}" for name, count in counts.most_common())
        said = f"{cases} 件符合触发情形（{told}），导入后列入“触发清单”待处理。"
        planning.findings.general(Finding("", None, None, said))


def _name(row: RowReading, values: Mapping[str, Any]) -> str:
    """The name as written; without one it is made of who and what, or of the number."""
    written = row.text("name")
    if written is not None:
        return written
    parties, number = values["parties"], values["number"]
    if parties is not None:
        cause = (values["cause"] or "").removesuffix("案").removesuffix("罪")  # 盗窃罪: 某人盗窃案
        made = f"{_BETWEEN.split(parties)[0].strip()}{cause}案"[:_LONGEST_NAME]
        row.warn("name", "没有填写，已按当事人和案由起名。")
        return made
    if number is not None:
        row.warn("name", "没有填写，已用统一受案号代替。")
        return f"{number}案"[:_LONGEST_NAME]
    row.error("name", "和“统一受案号”“当事人”都没有填写。请至少写明其中一项。")
    return ""


def _times(row: RowReading) -> int | None:
    """3, 3次, 第三次."""
    written = row.text("petition_times")
    if written is None:
        return None
    match = _TIMES.fullmatch(folded(written))
    if match is None:
        row.error("petition_times", f"写的是“{written}”，看不出是几次。请只写数字，例如 3。")
        return None
    return int(match[1]) if match[1].isdecimal() and match[1].isascii() else _of_chinese(match[1])


def _of_chinese(digits: str) -> int:
    """三, 十, 十二, 二十."""
    tens, ten, ones = digits.partition("十")
    if not ten:
        return _DIGITS.get(digits[-1], 0)
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)
