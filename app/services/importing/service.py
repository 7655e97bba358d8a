"""Ledgers coming in: plan, commit of the same plan, the faulty rows back, and the whole batch taken back."""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

from sqlalchemy import select

from app.models.actor import Actor
from app.models.database import Database
from app.models.import_batch import ImportBatch
from app.models.office import Office
from app.services.clues.sources import SourceRegister
from app.services.clues.withheld import Withheld
from app.services.deadlines.service import Deadlines
from app.services.docket.starting import Starter
from app.services.foundation.changes import Changes
from app.services.foundation.clock import Clock
from app.services.foundation.collector import collector_at_rest
from app.services.foundation.errors import DomainError
from app.services.foundation.intentions import performs
from app.services.foundation.progress import Progress, Unwatched
from app.services.foundation.resources import Resources
from app.services.guarding.room import Room
from app.services.importing.cases import CaseCheck, HitsOf, tell_of_triggers
from app.services.importing.clues import ClueCheck
from app.services.importing.error_workbook import write_error_workbook
from app.services.importing.header import find_header, header_print
from app.services.importing.intentions import COMMIT, REMEMBER, UNDO
from app.services.importing.letters import LetterCheck, Periods
from app.services.importing.mappings import Mappings
from app.services.importing.matters import MatterCheck
from app.services.importing.planning import Planning, RowCheck
from app.services.importing.reading import read_sheets
from app.services.importing.rows import (
    BatchRow,
    ColumnMatch,
    FieldChoice,
    ImportPlan,
    ImportResult,
    RememberedMapping,
    UndoneBatch,
)
from app.services.importing.stored import RECORDS, known_by_identity
from app.services.importing.vocabulary import Ledger, read_ledger
from app.services.matter_types.library import TypeLibrary
from app.services.original_cases.words import CaseWords
from app.services.secrecy.state_secrets import StateSecrets
from app.services.suggestions.due import ReplyDues

UNWATCHED = Unwatched()


class Importing:
    """Imports of one open store."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        resources: Resources,
        deadlines: Deadlines,
        changes: Changes,
        back_up: Callable[[], object] = lambda: None,
    ) -> None:
        """``changes`` is told after a commit which records came or went; ``back_up`` is called before one."""
        self._back_up, self._types = back_up, TypeLibrary(resources.matter_types)
        self._triggers: Callable[[], HitsOf] = lambda: lambda _values: ()
        self._database, self._clock, self._resources = database, clock, resources
        self._deadlines, self._changes = deadlines, changes
        self._mappings = Mappings(database, clock)
        self._room: Room | None = None

    def with_types(self, types: TypeLibrary) -> "Importing":
        """Matters that come in are of these types, not of the standard ones alone."""
        self._types = types
        return self

    def with_room(self, room: Room) -> "Importing":
        """Ask whether the disk has room before a ledger is written."""
        self._room = room
        return self

    def with_triggers(self, triggers: Callable[[], HitsOf]) -> "Importing":
        """Original cases that come in are held against the triggers in force, asked for once for each file."""
        self._triggers = triggers
        return self

    @collector_at_rest()
    def plan(
        self,
        kind: str,
        path: Path,
        mapping: str | Mapping[str, str] | None = None,
        progress: Progress = UNWATCHED,
        source: str = "",
    ) -> ImportPlan:
        """Read and check a whole ledger; writes nothing. ``kind`` is suggestions, matters, clues or cases.

        ``mapping`` is the name of a remembered one, or header cell → field name ("" leaves the column out); without
        it a mapping remembered for the same header is used. ``source`` is that of clues that name none; where nothing
        is said and no column is one, they come from a 监督模型 called like the file. Raises DomainError where the file
        is no such ledger.
        """
        ledger = read_ledger(self._resources.importing, kind)
        corrections = self._mappings.named(kind, mapping) if isinstance(mapping, str) else mapping or {}
        sheets = read_sheets(path)
        check = self._check(ledger, source, path.name)
        planning = Planning(ledger, check, progress, StateSecrets(self._resources.secrecy))
        planning.gather(path.name, sheets, corrections, self._mappings.by_header(kind))
        with self._database.read() as session:
            planning.set_duplicates(known_by_identity(session, kind, [row.identity for row in planning.rows]))
        tell_of_triggers(planning)
        return ImportPlan(
            kind=kind,
            file_name=path.name,
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            columns=planning.columns(),
            rows=tuple(planning.rows),
            faulty=tuple(planning.faulty),
            duplicates=tuple(planning.duplicates),
            errors=tuple(planning.findings.errors),
            warnings=planning.warnings(),
            skipped=tuple(planning.skipped),
            headers=planning.heads(),
            header_print=header_print(next(iter(planning.header_rows.values())).cells),
            own_rules=check.own_rules if isinstance(check, ClueCheck) else (),
        )

    def columns(self, kind: str, path: Path) -> tuple[ColumnMatch, ...]:
        """What the likeliest header row of each sheet was taken for, also where it is not enough for a plan.

        For letting the user say which column is what.
        """
        ledger = read_ledger(self._resources.importing, kind)
        headers = (find_header(sheet, ledger, {}, self._mappings.by_header(kind)) for sheet in read_sheets(path))
        return tuple(column for header in headers if header is not None for column in header.columns)

    @performs(COMMIT)
    @collector_at_rest()
    def commit(self, actor: Actor, plan: ImportPlan, progress: Progress = UNWATCHED) -> ImportResult:
        """Write the plan in one transaction; nothing stays behind where it is cancelled or fails.

        Raises DomainError where no row is acceptable, or where the store knows one of the rows by now.
        """
        if plan.refusal is not None:
            raise DomainError(plan.refusal)
        if not plan.rows:
            return ImportResult(plan, None, ())
        from app.services.deadlines.rule_tables import digest_of
        from app.services.docket.kept_rules import keep, keep_named
        from app.services.importing.committing import digests_of, write_plan
        from app.services.matter_types.keeping import keep_named as keep_types

        if self._room is not None:
            self._room.ask_for_import(self._database.path, len(plan.rows))
        self._back_up()
        now = self._clock.now()
        with self._database.write(actor, COMMIT, now) as unit:
            at = now.isoformat(timespec="seconds")
            entered = write_plan(unit, plan, self._clock.today().year, at, progress)
            keep(unit, plan.own_rules)
            keep_named(unit, digests_of(plan) - {digest_of(rule) for rule in plan.own_rules}, self._deadlines.library)
            keep_types(unit, {row.values.get("type_digest") for row in plan.rows}, self._types)
        self._changes.publish(RECORDS[plan.kind], entered.ids)
        return ImportResult(plan, entered.batch, entered.entry_numbers)

    @performs(UNDO)
    @collector_at_rest()
    def undo(self, actor: Actor, batch: int, progress: Progress = UNWATCHED) -> UndoneBatch:
        """Take a whole batch back; refused with the list where records were worked on since."""
        from app.services.importing.undoing import take_back

        now = self._clock.now()
        with self._database.write(actor, UNDO, now) as unit:
            row = unit.session.get(ImportBatch, batch)
            if row is None:
                raise DomainError(f"没有第 {batch} 批导入。请核对批号；批号在导入结果中写明。")
            if row.undone_at is not None:
                raise DomainError(f"第 {batch} 批（《{row.file_name}》）已在 {row.undone_at[:10]} 撤销，不能再撤销。")
            removed = take_back(unit, row, progress)
            row.undone_at = now.isoformat(timespec="seconds")
            kind, file_name = row.kind, row.file_name
        self._changes.publish(RECORDS[kind], removed)
        return UndoneBatch(batch, file_name, len(removed))

    def write_errors(self, plan: ImportPlan, path: Path) -> None:
        """The faulty rows as an .xlsx with their reasons; corrected, it can be imported."""
        write_error_workbook(plan, path)

    def batches(self) -> tuple[BatchRow, ...]:
        """Past imports, the newest first."""
        with self._database.read() as session:
            return tuple(
                BatchRow(
                    row.id,
                    row.kind,
                    row.file_name,
                    row.imported_at,
                    row.rows_read,
                    row.rows_added,
                    row.undone_at,
                )
                for row in session.scalars(select(ImportBatch).order_by(ImportBatch.id.desc()))
            )

    def fields(self, kind: str) -> tuple[FieldChoice, ...]:
        """What a column can be assigned to, in the order of the ledger."""
        ledger = read_ledger(self._resources.importing, kind)
        return tuple(FieldChoice(field.name, field.title, field.name in ledger.required) for field in ledger.fields)

    def mappings(self) -> tuple[RememberedMapping, ...]:
        """Remembered column mappings."""
        return self._mappings.all()

    @performs(REMEMBER)
    def remember(self, actor: Actor, name: str, plan: ImportPlan) -> RememberedMapping:
        """Remember a plan's columns by name; the next ledger with the same header uses them by itself."""
        return self._mappings.remember(actor, name, plan)

    def _check(self, ledger: Ledger, source: str, file_name: str) -> RowCheck:
        today = self._clock.today()
        starter = Starter(self._deadlines, self._resources, self._clock, self._types)
        if ledger.kind == "clues":
            clues = self._resources.clues
            return ClueCheck(today, starter, SourceRegister(clues), Withheld(clues), (source, file_name))
        if ledger.kind == "cases":
            return CaseCheck(today, CaseWords(self._resources.reverse_reviews), self._triggers())
        if ledger.kind == "matters":
            return MatterCheck(today, ledger.prefixes["still_open"], starter)
        with self._database.read() as session:
            office = session.scalar(select(Office.name)) or ""
        return LetterCheck(office, today, ledger.prefixes["not_done"], Periods(ReplyDues(self._deadlines), starter))
