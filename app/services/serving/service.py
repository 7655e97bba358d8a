"""All that goes out with letters, together: the card of one letter, seal, services and copies."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.attachment import Attachment
from app.models.database import Database
from app.models.letter_terms import CopyUse, ServiceResult
from app.models.serving import DeliveryAttempt, LetterCopy, SealUse
from app.models.suggestion import ServiceRecord
from app.models.suggestion import Suggestion as Letter
from app.models.terms import RecordType, ServiceMethod
from app.services.deadlines.computation import compute
from app.services.deadlines.service import Deadlines
from app.services.documents.facts import Value
from app.services.serving.allotting import Allotments
from app.services.serving.copying import Copying
from app.services.serving.delivering import Delivery
from app.services.serving.facts import paper_facts
from app.services.serving.methods import ServingMethods
from app.services.serving.rows import AttemptRow, CopyRow, ServiceRow, ServingCard
from app.services.serving.sealing import Sealing, row_of
from app.services.suggestions.refusals import LetterNotFound

_ORDER = list(CopyUse)


@dataclass(frozen=True)
class Serving:
    """What goes out with the letters of one store."""

    database: Database
    deadlines: Deadlines
    methods: ServingMethods
    allotments: Allotments
    sealing: Sealing
    delivery: Delivery
    copying: Copying

    def card(self, letter_id: int) -> ServingCard:
        """All that goes out with one letter; raises LetterNotFound."""
        with self.database.read() as session:
            letter = session.get(Letter, letter_id)
            if letter is None:
                raise LetterNotFound(letter_id)
            seals = select(SealUse).where(SealUse.record_type == RecordType.SUGGESTION, SealUse.record_id == letter_id)
            services = select(ServiceRecord).where(ServiceRecord.suggestion_id == letter_id).order_by(ServiceRecord.id)
            copies = select(LetterCopy).where(LetterCopy.suggestion_id == letter_id)
            found = sorted(session.scalars(copies), key=lambda each: (_ORDER.index(each.use), each.id))
            return ServingCard(
                letter_id=letter_id,
                seals=tuple(row_of(each) for each in session.scalars(seals.order_by(SealUse.id))),
                services=tuple(self._service(session, letter, each) for each in session.scalars(services)),
                copies=tuple(_copy(each) for each in found),
                filings_needed=self.allotments.filings(letter.kind),
                filing_period=self.allotments.filing_period(letter.kind),
                is_imported=letter.batch_id is not None,
            )

    def paper_facts(self, letter_id: int, code: str) -> dict[str, Value]:
        """What seal, services and copies know for a paper of the letter; empty for papers that are none of theirs."""
        return paper_facts(self.card(letter_id), code)

    def _service(self, session: Session, letter: Letter, row: ServiceRecord) -> ServiceRow:
        tried = select(DeliveryAttempt).where(DeliveryAttempt.service_id == row.id).order_by(DeliveryAttempt.id)
        receipt = session.get(Attachment, row.attachment_id) if row.attachment_id else None
        return ServiceRow(
            id=row.id,
            version=row.version,
            method=row.method,
            method_as_written=row.method_as_written or "",
            result=row.result,
            sent_on=row.sent_on,
            sent_by=row.sent_by or "",
            received_on=row.received_on,
            receiver=row.receiver or "",
            tracking_number=row.tracking_number or "",
            is_agreed=row.is_agreed,
            place=row.place or "",
            participants=row.participants or "",
            refusal=row.refusal or "",
            note=row.note or "",
            attachment_id=row.attachment_id,
            receipt_name=receipt.file_name if receipt else "",
            attempts=tuple(AttemptRow(each.id, each.tried_on, each.outcome) for each in session.scalars(tried)),
            post_until=self._post_until(row),
            next_words=self.methods.after(row.result, letter.kind),
        )

    def _post_until(self, row: ServiceRecord) -> date | None:
        """The last day on which the post tries, by the rule of the method; None where there is none."""
        rule = self.methods.rules[row.method].rule if row.method is not ServiceMethod.UNSPECIFIED else ""
        exact = row.sent_on.exact if row.sent_on else None
        if row.result is not ServiceResult.PENDING or not rule or exact is None:
            return None
        return compute(self.deadlines.library.rule(rule, exact), exact, self.deadlines.calendar).due_on


def _copy(row: LetterCopy) -> CopyRow:
    return CopyRow(
        id=row.id,
        version=row.version,
        use=row.use,
        recipient=row.recipient,
        copies=row.copies,
        sent_on=row.sent_on,
        sent_by=row.sent_by or "",
        receiver=row.receiver or "",
        note=row.note or "",
    )
