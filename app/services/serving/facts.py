"""What the papers of serving say, by the names of resources/documents/facts.toml."""

from collections.abc import Callable

from app.models.dates import PartialDate
from app.models.letter_terms import CopyUse, ServiceResult
from app.models.terms import ServiceMethod
from app.services.documents.facts import Value
from app.services.serving.rows import CopyRow, ServiceRow, ServingCard

RECEIPT, RECORD, FILING = PAPERS = ("service-receipt", "announced-service-record", "filing-form")
_RESEARCH = "政策研究"

Facts = dict[str, Value]


def paper_facts(card: ServingCard, code: str) -> Facts:
    """The facts a paper takes from services and copies; what nobody registered stays to be typed or written."""
    of: dict[str, Callable[[ServingCard], Facts]] = {RECEIPT: _receipt, RECORD: _record, FILING: _filing}
    return {name: value for name, value in of[code](card).items() if value} if code in of else {}


def _newest(card: ServingCard) -> ServiceRow | None:
    return card.pending or (card.services[-1] if card.services else None)


def _receipt(card: ServingCard) -> Facts:
    served, row = card.of(CopyUse.SERVED), _newest(card)
    facts: Facts = {"served_copies": str(sum(each.copies for each in served)) if served else ""}
    if row is None:
        return facts
    is_refused = row.refusal and row.result is not ServiceResult.RETURNED
    return facts | {
        "service_method": "" if row.method is ServiceMethod.UNSPECIFIED else row.method.label,
        "service_address": row.place,
        "servers": row.sent_by,
        "refusal_reason": row.refusal if is_refused else "",
        "remarks": _post(row),
    }


def _post(row: ServiceRow) -> str:
    number = f"邮件号 {row.tracking_number}" if row.tracking_number else ""
    tried = "；".join(f"{each.tried_on.chinese()}投递：{each.outcome}" for each in row.attempts)
    return "；".join(filter(None, (number, tried)))


def _record(card: ServingCard) -> Facts:
    found = [row for row in card.services if row.method is ServiceMethod.ANNOUNCED]
    if not found:
        return {}
    row = found[-1]
    day = row.received_on or row.sent_on
    return {
        "meeting_time": day.chinese() if day else "",
        "meeting_place": row.place,
        "announcers": row.sent_by,
        "attendants": row.receiver,
        "guests": row.participants,
    }


def _filing(card: ServingCard) -> Facts:
    filings = card.of(CopyUse.FILING)
    research = next((each for each in filings if _RESEARCH in each.recipient), None)
    other = next((each for each in filings if each is not research), None)
    days = [each.sent_on for each in filings if each.sent_on is not None]
    last: PartialDate | None = max(days, key=lambda day: day.last) if days and len(days) == len(filings) else None
    papers = ["检察建议书"] if filings else []
    if card.received is not None:
        papers.append("送达回证复印件")
    return {
        "filing_period": card.filing_period,
        "reported_on": last,
        "filed_papers": "、".join(papers),
        "filing_department": _told(other),
        "filing_research": _told(research),
    }


def _told(row: CopyRow | None) -> str:
    if row is None:
        return ""
    if row.sent_on is None:
        return row.recipient
    taken = f"，{row.receiver}接收" if row.receiver else ""
    return f"{row.recipient}：{row.sent_on.chinese()}报送{taken}"
