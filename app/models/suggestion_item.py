"""What a letter suggests, one by one: fact, basis, measure, and what became of it."""

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record
from app.models.dates import PartialDate
from app.models.terms import Adoption, Rectification


class SuggestionItem(Record):
    """One of the suggestions 1…n of a letter; the letter's own adoption and rectification follow from them."""

    __tablename__ = "suggestion_item"
    # Not unique: places change hands when items are moved, also where that is taken back; ``check`` looks them over.
    __table_args__ = (Index("ix_suggestion_item_place", "suggestion_id", "place"),)

    suggestion_id: Mapped[int] = mapped_column(ForeignKey("suggestion.id", deferrable=True, initially="DEFERRED"))
    place: Mapped[int]  # 1…n, as on the letter
    measure: Mapped[str] = mapped_column(Text)  # what is suggested
    fact: Mapped[str | None] = mapped_column(Text)
    basis: Mapped[str | None] = mapped_column(Text)
    responsible_unit: Mapped[str | None] = mapped_column(String(120))
    adoption: Mapped[Adoption]
    adoption_reason: Mapped[str | None] = mapped_column(Text)  # why it was not or only partly adopted
    adopted_on: Mapped[PartialDate | None]  # of the reply that said so
    rectification: Mapped[Rectification]
    rectified_on: Mapped[PartialDate | None]
    evidence: Mapped[str | None] = mapped_column(Text)


class ReplyItem(Record):
    """What one reply said about one item."""

    __tablename__ = "reply_item"

    suggestion_id: Mapped[int] = mapped_column(
        ForeignKey("suggestion.id", deferrable=True, initially="DEFERRED"), index=True
    )
    reply_id: Mapped[int] = mapped_column(ForeignKey("reply.id", deferrable=True, initially="DEFERRED"), index=True)
    item_id: Mapped[int] = mapped_column(
        ForeignKey("suggestion_item.id", deferrable=True, initially="DEFERRED"), index=True
    )
    adoption: Mapped[Adoption]
    reason: Mapped[str | None] = mapped_column(Text)


class RectificationItem(Record):
    """What one look at the rectification found about one item."""

    __tablename__ = "rectification_item"

    suggestion_id: Mapped[int] = mapped_column(
        ForeignKey("suggestion.id", deferrable=True, initially="DEFERRED"), index=True
    )
    rectification_id: Mapped[int] = mapped_column(
        ForeignKey("rectification_record.id", deferrable=True, initially="DEFERRED"), index=True
    )
    item_id: Mapped[int] = mapped_column(
        ForeignKey("suggestion_item.id", deferrable=True, initially="DEFERRED"), index=True
    )
    state: Mapped[Rectification]
    evidence: Mapped[str | None] = mapped_column(Text)
