"""What a matter has of what stages ask for: read when it is first asked for, and once for all its stages."""

from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.approval import Approval
from app.models.attachment import Attachment
from app.models.case_terms import ApprovalState
from app.models.document import Document
from app.models.matter import CaseEntry, Matter
from app.models.suggestion import Suggestion
from app.models.terms import DocumentState, RecordType, Stage, SuggestionStep
from app.services.matters.case_fields import entries_of, text_of


@dataclass
class Holdings:
    """One matter's fields, papers, letters and approvals as they stand in one transaction."""

    session: Session
    matter: Matter

    def text(self, field: str) -> str:
        """What stands in a field of the case card; empty where nothing does."""
        return text_of(self.matter, self.entries, field)

    @cached_property
    def entries(self) -> dict[str, CaseEntry]:
        """What was filled in that has no column of its own, by field."""
        return entries_of(self.session, self.matter.id)

    @cached_property
    def registered(self) -> frozenset[str]:
        """The codes of papers registered for it."""
        wanted = select(Document.kind).where(
            Document.record_type == RecordType.MATTER,
            Document.record_id == self.matter.id,
            Document.state == DocumentState.FROZEN,
        )
        return frozenset(self.session.scalars(wanted))

    @cached_property
    def purposes(self) -> frozenset[str]:
        """What its files were attached as."""
        wanted = select(Attachment.purpose).where(
            Attachment.record_type == RecordType.MATTER, Attachment.record_id == self.matter.id
        )
        return frozenset(self.session.scalars(wanted.distinct()))

    @cached_property
    def has_letter(self) -> bool:
        """Whether an issued letter of suggestion hangs on it."""
        wanted = select(Suggestion.id).where(
            Suggestion.matter_id == self.matter.id,
            Suggestion.step == SuggestionStep.ISSUED,
            Suggestion.withdrawn_on.is_(None),
        )
        return self.session.scalars(wanted.limit(1)).first() is not None

    @cached_property
    def approved(self) -> tuple[tuple[str, Stage | None], ...]:
        """The acts that stand as approved, each with the stage it was put up for."""
        wanted = select(Approval.act, Approval.stage).where(
            Approval.record_type == RecordType.MATTER,
            Approval.record_id == self.matter.id,
            Approval.state == ApprovalState.APPROVED,
        )
        return tuple((act, stage) for act, stage in self.session.execute(wanted))

    @property
    def approved_acts(self) -> frozenset[str]:
        """The acts alone."""
        return frozenset(act for act, _stage in self.approved)
