"""Working sheets on paper and in Excel: the reply-tracking sheet (回复跟踪表) of any filter."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from app.models.database import Database
from app.models.office import Office
from app.services.documents.service import Documents
from app.services.foundation.clock import Clock
from app.services.foundation.collector import collector_at_rest
from app.services.foundation.errors import DomainError
from app.services.foundation.files import write_file
from app.services.lists.listing import ListQuery
from app.services.lists.store_listing import StoreListing
from app.services.sheets.reply_tracking import REGISTER, TrackedLetter, Tracking
from app.services.sheets.scopes import scope_of
from app.services.sheets.workbooks import workbook_bytes
from app.services.suggestions.listing import letter_listing
from app.services.suggestions.standing import Standing


class UnknownSheetFormat(DomainError):
    """The file's name ends in nothing a sheet can be written as."""

    def __init__(self, path: Path) -> None:
        """``path`` as asked for."""
        super().__init__(f"“{path.name}”的类型不能写出。回复跟踪表可以存为 .pdf 或 .xlsx，请改用其中一种文件名。")


class Sheets:
    """Sheets made of lists; they read the store and write files."""

    def __init__(self, database: Database, clock: Clock, documents: Documents) -> None:
        """``documents`` draws the PDFs."""
        self._database = database
        self._clock = clock
        self._documents = documents

    def reply_tracking(self, query: ListQuery, path: Path) -> int:
        """Write the issued letters of a query to ``path``, by issue date unless it says otherwise; returns how many.

        The suffix decides: .pdf or .xlsx. Raises UnknownSheetFormat, UnknownColumn, FileNotWritten.
        """
        suffix = path.suffix.lower()
        if suffix not in {".pdf", ".xlsx"}:
            raise UnknownSheetFormat(path)
        with collector_at_rest():
            content, count = self._content(query, suffix)
        write_file(path, content)
        return count

    def tracking(self, query: ListQuery) -> Tracking:
        """The sheet's content; drafts and letters not yet issued on that day are not on it. Raises UnknownColumn."""
        query = query if query.sort else replace(query, sort="issued_on")
        listing = letter_listing(self._database)
        titles = {column.key: column.title for column in listing.columns}
        found = dict(self._letters(listing, query))
        with self._database.read() as session:
            office = session.execute(select(Office.name, Office.is_demonstration)).first()
            return Tracking(
                office=office.name if office else "",
                is_demonstration=bool(office and office.is_demonstration),
                query=query,
                scope=scope_of(query, titles),
                letters=list(found.values()),
                spec=self._documents.library.register(REGISTER, self._clock.today()),
                mark=listing.mark_of(lambda: list(found)),
            )

    def _content(self, query: ListQuery, suffix: str) -> tuple[bytes, int]:
        tracking = self.tracking(query)
        if suffix == ".pdf":
            return self._documents.table(tracking.table()), len(tracking.letters)
        return workbook_bytes([tracking.sheet()], self._clock.now()), len(tracking.letters)

    @staticmethod
    def _letters(listing: StoreListing, query: ListQuery) -> Iterator[tuple[int, TrackedLetter]]:
        keys = [column.key for column in listing.columns]
        standing = Standing(query.as_of)
        for row, (is_replied, is_issued) in listing.whole(query, (standing.is_replied, standing.is_issued)):
            if is_issued:
                yield row.id, TrackedLetter(dict(zip(keys, row.cells, strict=True)), bool(is_replied))
