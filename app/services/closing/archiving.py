"""Archive numbers: their form, the next free one, and that none is given twice.

Form: 人民检察院诉讼档案管理办法、诉讼文书材料立卷归档细则 (2016): 全宗代号-结案年度-保管代码-5位顺序号;
保管代码 1 永久, 2 60年, 3 30年.
"""

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.case_terms import Retention
from app.models.matter import Matter
from app.models.suggestion import Suggestion
from app.services.foundation.errors import FieldProblem

CODES = {Retention.PERMANENT: 1, Retention.SIXTY_YEARS: 2, Retention.THIRTY_YEARS: 3}
_FORM = re.compile(r"([^\s-]{1,12})-(\d{4})-([123])-(\d{5})")


def proposed_number(session: Session, short: str, year: int, retention: Retention) -> str:
    """The next number of a year and retention; the prefix as the office used it last, else its 代字."""
    last = session.scalars(
        select(Matter.archive_number).where(Matter.archive_number.is_not(None)).order_by(Matter.id.desc())
    ).first()
    known = _FORM.fullmatch(last or "")
    prefix = known[1] if known else short
    start = f"{prefix}-{year}-{CODES[retention]}-"
    taken = [int(each[-5:]) for each in _numbers(session) if each.startswith(start) and _FORM.fullmatch(each)]
    return f"{start}{max(taken, default=0) + 1:05d}"


def checked_number(session: Session, number: str, record: Matter | Suggestion, retention: Retention) -> str:
    """The number in its form, free, and of the right year and retention; raises FieldProblem."""
    text = number.strip()
    parts = _FORM.fullmatch(text)
    if parts is None:
        raise FieldProblem(
            "number", f"档号“{text}”不是“全宗代号-结案年度-保管代码-五位顺序号”的样子，例如 青检-2026-3-00012。请改正。"
        )
    if int(parts[3]) != CODES[retention]:
        raise FieldProblem(
            "number", f"档号中的保管代码 {parts[3]} 与保管期限“{retention.label}”不符，应当是 {CODES[retention]}。"
        )
    closed = record.closed_on.text[:4] if record.closed_on else ""
    if closed and parts[2] != closed:
        raise FieldProblem("number", f"档号中的年度 {parts[2]} 不是结案年度 {closed}。请改正。")
    matters = session.scalars(select(Matter).where(Matter.archive_number == text))
    letters = session.scalars(select(Suggestion).where(Suggestion.archive_number == text))
    other = next((each.entry_number for each in (*matters, *letters) if each is not record), None)
    if other is not None:
        raise FieldProblem("number", f"档号 {text} 已由 {other} 使用。请换一个顺序号。")
    return text


def _numbers(session: Session) -> list[str]:
    matters = session.scalars(select(Matter.archive_number).where(Matter.archive_number.is_not(None)))
    letters = session.scalars(select(Suggestion.archive_number).where(Suggestion.archive_number.is_not(None)))
    return [each for found in (matters, letters) for each in found if each]
