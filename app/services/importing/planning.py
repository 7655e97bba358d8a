"""The plan of an import: all rows of all sheets checked before anything is written."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Protocol

from app.services.foundation.errors import DomainError
from app.services.foundation.progress import Progress
from app.services.importing.findings import Findings
from app.services.importing.header import Header, find_header
from app.services.importing.letters import Children
from app.services.importing.parsing import as_text
from app.services.importing.row_kinds import TOTAL, RowKinds
from app.services.importing.row_reading import RowReader, RowReading
from app.services.importing.rows import ColumnMatch, Duplicate, FaultyRow, Finding, HeaderUnknown, PlannedRow, Skipped
from app.services.importing.stored import LATER_FACTS, Known
from app.services.importing.tables import Row, Sheet
from app.services.importing.vocabulary import Ledger
from app.services.secrecy.state_secrets import StateSecrets

REPORTED_EVERY = 500


def is_told(value: Any) -> bool:
    """False for what a ledger leaves open."""
    return value is not None and getattr(value, "value", None) != "unrecorded"


class RowCheck(Protocol):
    """What turns a row into values of the store."""

    def check(self, row: RowReading) -> tuple[dict[str, Any], Children]:
        """Values by column, and child rows by table."""


class Planning:
    """Gathers one plan; ``gather`` once per file, then read the fields."""

    def __init__(self, ledger: Ledger, check: RowCheck, progress: Progress, secrets: StateSecrets) -> None:
        """``check`` reads single rows of this ledger; ``secrets`` knows what bears a mark of state secrecy."""
        self.findings = Findings()
        self.headers: dict[str, Header] = {}
        self.header_rows: dict[str, Row] = {}
        self.rows: list[PlannedRow] = []
        self.faulty: list[FaultyRow] = []
        self.duplicates: list[Duplicate] = []
        self.skipped: list[Skipped] = []
        self._ledger, self._check, self._progress, self._secrets = ledger, check, progress, secrets
        self._differing: list[Finding] = []
        self._done = self._total = 0

    def gather(
        self,
        file_name: str,
        sheets: tuple[Sheet, ...],
        corrections: Mapping[str, str],
        remembered: Mapping[str, Mapping[str, str]],
    ) -> None:
        """Check every row of every sheet; raises DomainError where no sheet has a header or a data row."""
        nearest: Header | None = None
        self._secrets.refuse([file_name], "这个文件没有读入：文件名")
        for sheet in sheets:
            self._refuse_secret_text(file_name, "工作表名称", [sheet.name])
            header = find_header(sheet, self._ledger, corrections, remembered)
            if header is None:
                self.skipped.append(Skipped(sheet.name, None, "空工作表"))
            elif not header.is_enough(self._ledger):
                # A cover speaks for the whole workbook.
                self._refuse_secret_text(file_name, "台账以外的工作表", _texts(sheet.rows))
                self.skipped.append(Skipped(sheet.name, None, self._why_no_header(header)))
                if nearest is None or len(header.fields) > len(nearest.fields):
                    nearest = header
            else:
                self._refuse_secret_text(file_name, "表头或标题", _texts(sheet.rows[: header.place + 1]))
                self.headers[sheet.name] = header
                self.header_rows[sheet.name] = sheet.rows[header.place]
        if not self.headers:
            raise self._no_header(file_name, nearest)
        self._total = sum(len(sheet.rows) for sheet in sheets if sheet.name in self.headers)
        for sheet in sheets:
            if sheet.name in self.headers:
                self._gather_sheet(sheet, self.headers[sheet.name])
        if not self.rows and not self.faulty:
            raise DomainError(f"《{file_name}》只有表头，没有数据行，没有可以导入的内容。请检查是否选错了文件。")

    def set_duplicates(self, known: Mapping[str, Known]) -> None:
        """Move rows that are already there out of the plan; ``known`` is what the store has, by identity."""
        seen: dict[str, PlannedRow] = {}
        kept: list[PlannedRow] = []
        for row in self.rows:
            first = seen.setdefault(row.identity, row)
            stored = known.get(row.identity)
            if stored is not None:
                self._add_duplicate(row, stored.entry_number, stored.facts)
            elif first is not row:
                self._add_duplicate(row, first.row, first.values, first.sheet)
            else:
                kept.append(row)
        self.rows = kept

    def warnings(self) -> tuple[Finding, ...]:
        """What to look at before the commit; rows that do not come in are spoken of as duplicates or errors only."""
        left_out = {(each.sheet, each.row) for each in self.duplicates}
        left_out |= {(each.sheet, each.row) for each in self.faulty}
        return (*self.findings.warnings(left_out), *self._differing)

    def columns(self) -> tuple[ColumnMatch, ...]:
        """What the columns of all sheets with a header were taken for."""
        return tuple(column for header in self.headers.values() for column in header.columns)

    def heads(self) -> Mapping[str, tuple[str, ...]]:
        """The header cells of each sheet, as written."""
        rows = self.header_rows.items()
        return MappingProxyType({name: tuple(as_text(cell) for cell in row.cells) for name, row in rows})

    def _add_duplicate(self, row: PlannedRow, same_as: int | str, facts: Mapping[str, Any], sheet: str = "") -> None:
        names = [
            name
            for name in LATER_FACTS[self._ledger.kind]
            if is_told(row.values[name]) and row.values[name] != facts[name]
        ]
        titles = tuple(self._ledger.titled(name) for name in names)
        self.duplicates.append(Duplicate(row.sheet, row.row, same_as, titles))
        where = f"工作表“{sheet}”第{same_as}行" if sheet else str(same_as)
        if titles:
            what = "、".join(titles)
            why = f"第{row.row}行：与{where}是同一件，没有再登记；但两处的{what}不同，请在那一件上核对、补登。"
            self._differing.append(Finding(row.sheet, row.row, titles[0], why))

    def _gather_sheet(self, sheet: Sheet, header: Header) -> None:
        for warning in header.warnings:
            self.findings.general(warning)
        if sheet.hidden:
            said = f"工作表“{sheet.name}”是隐藏的，其中的行也已读入，请核对。"
            self.findings.general(Finding(sheet.name, None, None, said))
        kinds = RowKinds(self._ledger, header, sheet.rows[header.place])
        reader = RowReader(sheet, header, self._ledger, self.findings)
        read = since_total = 0
        for place, row in enumerate(sheet.rows):
            self._report()
            if place == header.place:
                continue
            reason = kinds.reason_before_header(row) if place < header.place else kinds.reason(row)
            if reason is None:
                read, since_total = read + 1, since_total + 1
                self._gather_row(reader, row)
                continue
            self.skipped.append(Skipped(sheet.name, row.number, reason))
            if reason == TOTAL:
                self._compare_total(sheet, row, kinds.counts(row), (read, since_total))
                since_total = 0

    def _gather_row(self, reader: RowReader, row: Row) -> None:
        if self._is_state_secret(reader, row):
            return
        reading = reader.read(row)
        values, children = self._check.check(reading)
        if reading.is_faulty:
            self.faulty.append(FaultyRow(reading.sheet, row.number, row.cells))
            return
        frozen = tuple((table, MappingProxyType(child)) for table, child in children)
        identity = values["identity"]
        self.rows.append(PlannedRow(reading.sheet, row.number, MappingProxyType(values), identity, frozen))

    def _refuse_secret_text(self, file_name: str, where: str, texts: Iterable[str]) -> None:
        """A mark over the table, or beside it, is one of the whole file."""
        self._secrets.refuse(texts, f"《{file_name}》没有读入：{where}")

    def _is_state_secret(self, reader: RowReader, row: Row) -> bool:
        """Whether a row bears a mark of state secrecy; its cells then go nowhere, not even back in the error list."""
        heads = self.header_rows[reader.name].cells
        for place, cell in enumerate(row.cells):
            if type(cell) is not str:
                continue
            head = as_text(heads[place]) if place < len(heads) else ""
            mark = self._secrets.mark_in(cell) or self._secrets.level_of_field(head, cell)
            if mark:
                told = f"“{head or '内容'}”带有国家秘密标志（{mark}），这一行没有导入。{self._secrets.advice}"
                self.findings.error(reader.name, row.number, head, told)
                self.faulty.append(FaultyRow(reader.name, row.number, ()))
                return True
        return False

    def _compare_total(self, sheet: Sheet, row: Row, counts: tuple[int, ...], read: tuple[int, int]) -> None:
        """``read`` is what was read on the whole sheet and since the last total: 合计 or 小计."""
        if counts and not set(counts) & set(read):
            stated = "、".join(str(count) for count in counts)
            said = f"合计写的是 {stated}，上面读到 {read[0]} 行，请核对台账是否缺行或多行。"
            self.findings.warning(sheet.name, row.number, None, said)

    def _report(self) -> None:
        self._done += 1
        if self._done % REPORTED_EVERY == 0 or self._done == self._total:
            self._progress.report(self._done, self._total)

    def _why_no_header(self, header: Header) -> str:
        if self._is_unlike(header):
            return "没有认出表头"
        return f"表头缺少{self._ledger.titles(header.missing(self._ledger))}列"

    def _is_unlike(self, header: Header) -> bool:
        return self._ledger.keeps_further or len(header.fields) < self._ledger.fewest_columns

    def _no_header(self, file_name: str, nearest: Header | None) -> HeaderUnknown:
        wanted = self._ledger.titles(self._ledger.required or self._ledger.one_of)
        if nearest is not None and not self._is_unlike(nearest):
            missing = self._ledger.titles(nearest.missing(self._ledger))
            said = (
                f"《{file_name}》的表头缺少{missing}列，不像《{self._ledger.name}》。"
                "请检查是否选错了导入的种类，或在“列对应”中指定哪一列是它。"
            )
            return HeaderUnknown(said, nearest.columns)
        said = (
            f"《{file_name}》没有认出表头：前 30 行里没有一行写着{wanted}等列名。"
            f"请补上《{self._ledger.name}》的表头，或在“列对应”中指定各列。"
        )
        return HeaderUnknown(said, nearest.columns if nearest else ())


def _texts(rows: Iterable[Row]) -> Iterator[str]:
    """What the cells say, and what one says with the next: 密级 may stand in a cell of its own beside its level."""
    for row in rows:
        said = [cell.strip() for cell in row.cells if type(cell) is str and cell.strip()]
        yield from said
        yield from (f"{name.rstrip(':：')}：{value}" for name, value in pairwise(said))
