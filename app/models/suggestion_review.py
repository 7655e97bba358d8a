"""What goes before the issue of a letter: opinions beside the approvals, and checks of what it says."""

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.case_terms import Verdict
from app.models.dates import PartialDate
from app.models.letter_terms import CheckMoment, LetterOpinionKind


class LetterOpinion(Record):
    """An opinion or decision of another department or office on a letter; ``answered_on`` is empty while awaited."""

    __tablename__ = "letter_opinion"

    suggestion_id: Mapped[int] = mapped_column(
        ForeignKey("suggestion.id", deferrable=True, initially="DEFERRED"), index=True
    )
    kind: Mapped[LetterOpinionKind]
    counterpart: Mapped[str] = mapped_column(String(120))  # department, office or addressee that was asked
    asked_on: Mapped[PartialDate]
    answered_on: Mapped[PartialDate | None]
    person: Mapped[str | None] = mapped_column(String(80))  # who gave it
    post: Mapped[str | None] = mapped_column(String(60))
    verdict: Mapped[Verdict | None]
    opinion: Mapped[str | None] = mapped_column(Text)
    number: Mapped[str | None] = mapped_column(String(60))  # of the answering paper
    attachment_id: Mapped[int | None] = mapped_column(
        ForeignKey("attachment.id", deferrable=True, initially="DEFERRED"), index=True
    )


class PreIssueCheck(Record):
    """One check of a letter: what was found, and the reasons given for what was let stand.

    ``digest`` is that of what the letter said then; a letter that says something else has not been checked.
    """

    __tablename__ = "pre_issue_check"

    suggestion_id: Mapped[int] = mapped_column(
        ForeignKey("suggestion.id", deferrable=True, initially="DEFERRED"), index=True
    )
    moment: Mapped[CheckMoment]
    checked_at: Mapped[str] = mapped_column(String(32))  # ISO moment with offset
    checked_by: Mapped[str] = mapped_column(String(80))
    digest: Mapped[str] = mapped_column(String(64))
    findings: Mapped[str] = mapped_column(Text)  # JSON: code, lamp, sentence, reason
