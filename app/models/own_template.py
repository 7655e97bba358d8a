"""Versions of document templates the office wrote itself; each stays, so that an old paper can name the one it had."""

from datetime import date

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Record


class OwnTemplate(Record):
    """One version; ``text`` is the whole template as TOML. ``valid_from`` repeats what stands in it, for ordering."""

    __tablename__ = "own_template"

    code: Mapped[str] = mapped_column(String(60), index=True)
    name: Mapped[str] = mapped_column(String(120))
    valid_from: Mapped[date]
    text: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    is_withdrawn: Mapped[bool] = mapped_column(default=False)
