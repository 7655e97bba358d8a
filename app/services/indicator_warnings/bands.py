"""Reading a band as it was typed: numbers with at most two decimals, never a value of the program's own."""

import re
from unicodedata import normalize

from app.services.foundation.errors import FieldProblem
from app.services.foundation.refusals import needed
from app.services.indicator_warnings.rows import HUNDREDTHS, BandDraft

_NUMBER = re.compile(r"(\d{1,6})(?:\.(\d{1,2}))?")


def bounds_of(draft: BandDraft) -> tuple[int | None, int | None, str]:
    """Low and high in hundredths, and the reason; raises FieldProblem."""
    low, high = _hundredths("low", "下限", draft.low), _hundredths("high", "上限", draft.high)
    if low is None and high is None:
        raise FieldProblem("low", "下限和上限都没有填写。请至少填写一个；不再需要范围的，请用“取消范围”。")
    if low is not None and high is not None and low > high:
        raise FieldProblem("high", f"上限（{draft.high.strip()}）小于下限（{draft.low.strip()}）。请核对。")
    return low, high, needed("reason", "设定的理由（本院为什么在这个范围以外要核对）", draft.reason)


def _hundredths(field: str, title: str, typed: str) -> int | None:
    text = normalize("NFKC", typed).strip().removesuffix("%").strip()
    if not text:
        return None
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise FieldProblem(field, f"{title}写的是“{typed.strip()}”，应当是不小于 0、最多两位小数的数。请核对。")
    return int(match[1]) * HUNDREDTHS + int((match[2] or "").ljust(2, "0"))
