"""How a receipt is put onto a letter and its service: the same whether it takes one step or two."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import object_session

from app.models.letter_terms import ServiceResult
from app.models.suggestion import ServiceRecord
from app.models.suggestion import Suggestion as Letter
from app.models.terms import Receipt, RecordType
from app.services.foundation.errors import FieldProblem
from app.services.foundation.refusals import day_that_can_be
from app.services.serving.methods import RECEIVED, Said, ServingMethods
from app.services.serving.refusals import must_not_be_received, services_of
from app.services.suggestions import refusals
from app.services.suggestions.arriving import Arrived
from app.services.suggestions.rows import ServiceDraft
from app.services.trail.since import refuse_changed

RECEIPT = "送达回证"


def refuse(methods: ServingMethods, letter: Letter, draft: ServiceDraft, today: date) -> None:
    """Refuse a receipt in one step that cannot be; asked before the scan is copied, and again when it counts."""
    session = object_session(letter)
    if session is not None:
        refuse_changed(session, letter, draft.version, refusals.name_of(letter))
    refusals.service(letter, draft.received_on, today)
    if not draft.is_correction:
        must_not_be_received(letter, "登记送达")
    elif letter.replied_on is not None and draft.received_on.first > letter.replied_on.last:
        raise FieldProblem(
            "received_on", f"送达日期（{draft.received_on}）晚于已登记的回复日期（{letter.replied_on}）。请核对日期。"
        )
    if draft.sent_on is not None:
        day_that_can_be("sent_on", "送出日期", draft.sent_on, today, letter.issued_on)
        day_that_can_be("received_on", "送达日期", draft.received_on, today, draft.sent_on)
    said = Said(
        method=draft.method,
        is_agreed=draft.is_agreed,
        is_party=draft.is_party,
        place=draft.place,
        tracking_number=draft.tracking_number,
        refusal=draft.refusal,
        proof=bool(draft.participants.strip() or draft.scan),
    )
    methods.refuse(letter.kind, said, RECEIVED, is_imported=letter.batch_id is not None)


def record(arrived: Arrived, draft: ServiceDraft) -> None:
    """Register a receipt in one step: on the service under way or the one corrected, else as a service of its own."""
    session, letter = arrived.opened.unit.session, arrived.opened.record
    result = ServiceResult.RECEIVED if draft.is_correction else ServiceResult.PENDING
    standing = services_of(session, letter, result)
    values: dict[str, Any] = {
        "method": draft.method,
        "received_on": draft.received_on,
        "receiver": draft.receiver.strip() or None,
        "note": draft.note.strip() or None,
        "tracking_number": draft.tracking_number.strip() or None,
        "is_agreed": draft.is_agreed or None,
        "place": draft.place.strip() or None,
        "participants": draft.participants.strip() or None,
        "refusal": draft.refusal.strip() or None,
    }
    if draft.sent_on is not None:
        values |= {"sent_on": draft.sent_on, "sent_by": draft.sent_by.strip() or None}
        letter.sent_on = letter.sent_on or draft.sent_on
    if draft.is_party:
        values["method_as_written"] = party_words(draft.method.label)
    put(arrived, standing[-1] if standing else None, values)


def put(arrived: Arrived, row: ServiceRecord | None, values: Mapping[str, Any]) -> None:
    """Write a receipt onto a service and what follows from it onto the letter."""
    unit, letter = arrived.opened.unit, arrived.opened.record
    if row is None:
        row = ServiceRecord(suggestion_id=letter.id, result=ServiceResult.RECEIVED)
        unit.session.add(row)
    for name, value in values.items():
        setattr(row, name, value)
    row.result = ServiceResult.RECEIVED
    attach(arrived, row, RECEIPT)
    letter.receipt, letter.received_on = Receipt.RECEIVED, row.received_on
    letter.service_method, letter.receiver = row.method, row.receiver


def attach(arrived: Arrived, row: ServiceRecord, purpose: str) -> None:
    """Keep the scan that came, if any, as the paper of a service."""
    if arrived.scan is not None:
        owner = RecordType.SUGGESTION, arrived.opened.record.id
        row.attachment_id = arrived.attachments.attach(arrived.opened.unit, owner, purpose, arrived.scan)


def party_words(method: str) -> str:
    """What stands beside a method that only parties of a case can be served by."""
    return f"{method}（受送达人为诉讼当事人）"
