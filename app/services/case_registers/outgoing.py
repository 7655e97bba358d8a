"""用印登记簿 and 送达登记簿 as lists: what letters and other papers went through on their way out."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import String, case, func, literal, select, type_coerce

from app.models.database import Database
from app.models.letter_terms import CopyUse, ServiceResult
from app.models.serving import LetterCopy, SealUse
from app.models.suggestion import ServiceRecord, Suggestion
from app.models.terms import RecordType, ServiceMethod
from app.services.case_registers.columns import SEAL_COLUMNS, SERVICE_COLUMNS
from app.services.case_registers.linking import linked_name, linked_number
from app.services.case_registers.standing import never_overdue
from app.services.foundation.errors import DomainError
from app.services.lists.listing import Column, ListQuery
from app.services.lists.store_listing import ListShape, StoreListing

_PERIODS = ("year", "month")
BACK, NOT_BACK = "已收回", "未收回"
# The day by which a service is in a period: when it left, where that is not known when it arrived.
_SERVED = func.coalesce(ServiceRecord.sent_on, ServiceRecord.received_on)
_NUMBER = func.coalesce(Suggestion.number, Suggestion.entry_number)


def seal_listing(database: Database) -> StoreListing:
    """Every use of the seal, the newest first."""

    def expressions(as_of: date) -> dict[str, Any]:
        own = {
            "id": SealUse.entry_number,
            "record": linked_number(SealUse),
            "purpose": linked_name(SealUse),
            **_periods(SealUse.sealed_on),
        }
        return own | _plain(SealUse, SEAL_COLUMNS, own)

    shape = ListShape(
        belongs=(SealUse.record_type, SealUse.record_id),
        expressions=expressions,
        is_overdue=never_overdue,
        searched=(
            SealUse.entry_number,
            SealUse.paper,
            SealUse.number,
            SealUse.applicant,
            SealUse.approved_by,
            SealUse.sealed_by,
            linked_number(SealUse),
            linked_name(SealUse),
        ),
        own_order=(SealUse.sealed_on.desc(),),
        period_column=SealUse.sealed_on,
        terms={},
    )
    return StoreListing(database, SealUse, SEAL_COLUMNS, shape)


def service_listing(database: Database) -> StoreListing:
    """Every service of a letter, the newest first."""

    def expressions(as_of: date) -> dict[str, Any]:
        own = {
            "id": of_letter(_NUMBER),
            "addressee": of_letter(Suggestion.addressee),
            "copies": _served_copies(),
            "filed": _filed(),
            **_periods(_SERVED),
        }
        return own | _plain(ServiceRecord, SERVICE_COLUMNS, own)

    shape = ListShape(
        belongs=(literal(RecordType.SUGGESTION.value), ServiceRecord.suggestion_id),
        expressions=expressions,
        is_overdue=never_overdue,
        searched=(
            of_letter(_NUMBER),
            of_letter(Suggestion.addressee),
            ServiceRecord.sent_by,
            ServiceRecord.receiver,
            ServiceRecord.tracking_number,
        ),
        own_order=(_SERVED.desc(),),
        period_column=_SERVED,
        terms={"method": ServiceMethod, "result": ServiceResult},
    )
    return StoreListing(database, ServiceRecord, SERVICE_COLUMNS, shape)


def of_letter(column: Any) -> Any:
    """A column of the letter that was served."""
    wanted = select(column).where(Suggestion.id == ServiceRecord.suggestion_id)
    return wanted.correlate(ServiceRecord).scalar_subquery()


def _served_copies() -> Any:
    wanted = select(func.sum(LetterCopy.copies)).where(
        LetterCopy.suggestion_id == ServiceRecord.suggestion_id, LetterCopy.use == CopyUse.SERVED
    )
    return wanted.correlate(ServiceRecord).scalar_subquery()


def _filed() -> Any:
    """Whether the receipt came back; nothing is said of what is under way."""
    return case(
        (ServiceRecord.attachment_id.is_not(None), BACK),
        (ServiceRecord.result == ServiceResult.RECEIVED, NOT_BACK),
        else_=None,
    )


def _periods(day: Any) -> dict[str, Any]:
    text = type_coerce(day, String)
    return {"year": func.substr(text, 1, 4), "month": func.substr(text, 1, 7)}


def _plain(table: Any, columns: tuple[Column, ...], own: dict[str, Any]) -> dict[str, Any]:
    return {each.key: getattr(table, each.key) for each in columns if each.key not in own}


@dataclass(frozen=True)
class OutgoingBook:
    """One of the two registers; entries are made on the record they belong to."""

    database: Database
    listing: StoreListing
    table: type[SealUse] | type[ServiceRecord]

    @classmethod
    def seals(cls, database: Database) -> "OutgoingBook":
        """用印登记簿."""
        return cls(database, seal_listing(database), SealUse)

    @classmethod
    def services(cls, database: Database) -> "OutgoingBook":
        """送达登记簿."""
        return cls(database, service_listing(database), ServiceRecord)

    def record_of(self, key: int) -> tuple[RecordType, int]:
        """The record an entry belongs to; raises DomainError where the entry is gone."""
        with self.database.read() as session:
            found = session.get(self.table, key)
            if isinstance(found, SealUse):
                return found.record_type, found.record_id
            if isinstance(found, ServiceRecord):
                return RecordType.SUGGESTION, found.suggestion_id
        raise DomainError("登记簿里没有这一条，可能已被撤销。请刷新后再看。")

    def facts(self, key: int, as_of: date) -> tuple[tuple[str, str], ...]:
        """What one entry says, each with the title of its column; empty where the entry is gone."""
        rows = self.listing.rows([key], ListQuery(as_of))
        cells = zip(self.listing.columns, rows[0].cells, strict=True) if rows else ()
        return tuple((each.title, str(cell or "")) for each, cell in cells if each.key not in _PERIODS)

    def months(self) -> list[str]:
        """The months that have entries, the newest first."""
        return self._periods(7)

    def years(self) -> list[str]:
        """The years that have entries, the newest first."""
        return self._periods(4)

    def _periods(self, length: int) -> list[str]:
        day = type_coerce(_SERVED if self.table is ServiceRecord else SealUse.sealed_on, String)
        period = func.substr(day, 1, length)
        wanted = select(period).where(func.length(day) >= length).distinct().order_by(period.desc())
        with self.database.read() as session:
            return list(session.scalars(wanted))
