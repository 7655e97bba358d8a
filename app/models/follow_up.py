"""What follows a letter: urging, files of visits, and the measures the chief procurator decides on."""

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.dates import PartialDate
from app.models.letter_terms import PhotoMoment, UrgingForm


class Urging(Record):
    """One urging (督促) of an addressee, with its record (检察建议工作规定, 2019, art. 24)."""

    __tablename__ = "urging"

    suggestion_id: Mapped[int] = mapped_column(
        ForeignKey("suggestion.id", deferrable=True, initially="DEFERRED"), index=True
    )
    form: Mapped[UrgingForm]
    urged_on: Mapped[PartialDate]
    urged_by: Mapped[str] = mapped_column(String(80))
    person: Mapped[str | None] = mapped_column(String(80))  # who was spoken to
    content: Mapped[str] = mapped_column(Text)
    answer: Mapped[str | None] = mapped_column(Text)
    number: Mapped[str | None] = mapped_column(String(60))  # of a 督促函
    attachment_id: Mapped[int | None] = mapped_column(
        ForeignKey("attachment.id", deferrable=True, initially="DEFERRED"), index=True
    )


class VisitFile(Record):
    """A file that belongs to one look at the rectification: before, after, or another paper."""

    __tablename__ = "visit_file"

    suggestion_id: Mapped[int] = mapped_column(
        ForeignKey("suggestion.id", deferrable=True, initially="DEFERRED"), index=True
    )
    rectification_id: Mapped[int] = mapped_column(
        ForeignKey("rectification_record.id", deferrable=True, initially="DEFERRED"), index=True
    )
    attachment_id: Mapped[int] = mapped_column(
        ForeignKey("attachment.id", deferrable=True, initially="DEFERRED"), index=True
    )
    moment: Mapped[PhotoMoment]


class FurtherMeasure(Record):
    """One measure of 后续处理, decided by the chief procurator; ``code`` is that of the list of measures."""

    __tablename__ = "further_measure"

    suggestion_id: Mapped[int] = mapped_column(
        ForeignKey("suggestion.id", deferrable=True, initially="DEFERRED"), index=True
    )
    code: Mapped[str] = mapped_column(String(40), index=True)
    name: Mapped[str] = mapped_column(String(60))
    basis: Mapped[str] = mapped_column(Text)
    recipient: Mapped[str | None] = mapped_column(String(120))
    reason: Mapped[str | None] = mapped_column(Text)  # why necessary, where the rule asks for that
    decided_on: Mapped[PartialDate]
    decided_by: Mapped[str] = mapped_column(String(80))
    approval_id: Mapped[int | None] = mapped_column(
        ForeignKey("approval.id", deferrable=True, initially="DEFERRED"), index=True
    )
    decision_attachment_id: Mapped[int | None] = mapped_column(
        ForeignKey("attachment.id", deferrable=True, initially="DEFERRED"), index=True
    )  # what was signed, where no approval of the office stands behind it
    carried_out_on: Mapped[PartialDate | None]
    filed_on: Mapped[PartialDate | None]  # with the superior office, where that is asked for (中止审查)
    ended_on: Mapped[PartialDate | None]  # 恢复审查: the first day that counts again
    number: Mapped[str | None] = mapped_column(String(60))  # of the report, notice or complaint
    result: Mapped[str | None] = mapped_column(Text)
    attachment_id: Mapped[int | None] = mapped_column(
        ForeignKey("attachment.id", deferrable=True, initially="DEFERRED"), index=True
    )
