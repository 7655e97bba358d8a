"""The declarative base: one naming convention, one mapping of terms and dates, one version per record."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import Dialect, MetaData, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from app.models import case_terms, indicator_terms, letter_terms, review_terms, terms, trust_terms
from app.models.dates import PartialDate

_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class TermType(TypeDecorator[terms.Term]):
    """Stores the ASCII value of a term; an unknown value in the store is an error, not a guess."""

    impl = String(32)
    cache_ok = True

    def __init__(self, kind: type[terms.Term]) -> None:
        """Remember which set of terms the column holds."""
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: terms.Term | str | None, dialect: Dialect) -> str | None:
        """A term as its value; a plain value is checked against the set."""
        if value is None or isinstance(value, terms.Term):
            return None if value is None else str(value.value)
        return str(self.kind(value).value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> terms.Term | None:
        """The member with the stored value; raises ValueError for a value outside the set."""
        return None if value is None else self.kind(value)


class PartialDateType(TypeDecorator[PartialDate]):
    """Stores a date known to the day, month or year as ISO text, which sorts by time."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: PartialDate | str | None, dialect: Dialect) -> str | None:
        """The ISO text; a plain text is checked."""
        return None if value is None else str(value if isinstance(value, PartialDate) else PartialDate(value))

    def process_result_value(self, value: Any | None, dialect: Dialect) -> PartialDate | None:
        """The date with the precision it was stored with."""
        return None if value is None else PartialDate(value)


class DayType(TypeDecorator[date]):
    """Stores a calendar day as ISO text, so that it compares with partial dates on every database."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: date | str | None, dialect: Dialect) -> str | None:
        """The ISO text; a plain text is checked."""
        if value is None:
            return None
        return (value if isinstance(value, date) else date.fromisoformat(value)).isoformat()

    def process_result_value(self, value: Any | None, dialect: Dialect) -> date | None:
        """The day."""
        return None if value is None else date.fromisoformat(value)


_TERMS = [
    kind
    for module in (terms, case_terms, indicator_terms, letter_terms, review_terms, trust_terms)
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, terms.Term)
]


class Base(DeclarativeBase):
    """Base of all tables."""

    metadata = MetaData(naming_convention=_CONVENTION)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        **{kind: TermType(kind) for kind in _TERMS},
        PartialDate: PartialDateType(),
        date: DayType(),
    }


class Record(Base):
    """A table whose rows carry a version: raised at every change, refused when somebody else was quicker."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-2)
    version: Mapped[int] = mapped_column(default=1, sort_order=-1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy calls it with the class
        """Make ``version`` the optimistic lock."""
        return {"version_id_col": cls.version}
