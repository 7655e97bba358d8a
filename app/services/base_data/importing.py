"""Tables of base data coming in: one plan checked whole, and the very same plan committed; batches taken back."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.audit import AuditEntry
from app.models.base_data import BaseFigure
from app.models.database import Unit
from app.models.import_batch import ImportBatch
from app.services.base_data.following import Touched
from app.services.base_data.row_check import FigureCheck, Key
from app.services.base_data.wide import unfolded
from app.services.foundation.errors import DomainError
from app.services.foundation.progress import Progress
from app.services.importing.header import header_print
from app.services.importing.planning import Planning
from app.services.importing.reading import read_sheets
from app.services.importing.rows import Duplicate, Finding, ImportPlan, PlannedRow
from app.services.importing.vocabulary import Ledger
from app.services.secrecy.state_secrets import StateSecrets

KIND = "base-data"


@dataclass(frozen=True)
class Reading:
    """By what a table is read."""

    ledger: Ledger
    check: FigureCheck
    secrets: StateSecrets


def plan_figures(session: Session, path: Path, reading: Reading, progress: Progress) -> ImportPlan:
    """Read and check a table; figures the store has already are duplicates, and change nothing."""
    ledger = reading.ledger
    planning = Planning(ledger, reading.check, progress, reading.secrets)
    laid_out = [unfolded(sheet, ledger, path.stem) for sheet in read_sheets(path)]
    planning.gather(path.name, tuple(sheet for sheet, _left_out in laid_out), {}, {})
    left_out = (finding for _sheet, findings in laid_out for finding in findings)
    kept, duplicates, differing = _told_apart(planning.rows, _stored(session))
    return ImportPlan(
        kind=KIND,
        file_name=path.name,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        columns=planning.columns(),
        rows=kept,
        faulty=tuple(planning.faulty),
        duplicates=duplicates,
        errors=tuple(planning.findings.errors),
        warnings=(*left_out, *planning.warnings(), *differing),
        skipped=tuple(planning.skipped),
        headers=planning.heads(),
        header_print=header_print(next(iter(planning.header_rows.values())).cells),
    )


def write_figures(unit: Unit, plan: ImportPlan, at: str) -> int:
    """Insert a batch and its figures; gives the batch. Raises DomainError where the store has one by now."""
    known = _stored(unit.session)
    figures = {_key(values): values for row in plan.rows for _table, values in row.children}
    if any(key in known and known[key] != values["count"] for key, values in figures.items()):
        raise DomainError("预览之后，其中的数已由别处填报，没有导入。请重新预览后再导入。")
    batch = unit.last_id(ImportBatch) + 1
    named = {"id": batch, "kind": KIND, "file_name": plan.file_name, "sha256": plan.sha256, "imported_at": at}
    unit.insert_many(ImportBatch, [{**named, "rows_read": plan.read, "rows_added": len(plan.rows)}])
    first = unit.last_id(BaseFigure) + 1
    new = [values for key, values in figures.items() if key not in known]
    unit.insert_many(BaseFigure, [{**values, "id": first + at_, "batch_id": batch} for at_, values in enumerate(new)])
    return batch


def touched_by(plan: ImportPlan) -> list[Touched]:
    """The counts a plan brings."""
    return [Touched(*_key(values)) for row in plan.rows for _table, values in row.children]


def take_back_figures(unit: Unit, batch: ImportBatch) -> list[BaseFigure]:
    """Remove a batch's figures; refused where one was corrected since. Gives those that went."""
    figures = list(unit.session.scalars(select(BaseFigure).where(BaseFigure.batch_id == batch.id)))
    came_with = _counts_when_made(unit.session, [figure.id for figure in figures if figure.version > 1])
    changed = [figure for figure in figures if came_with.get(figure.id, figure.count) != figure.count]
    if changed:
        named = "、".join(f"{each.first}{each.item}" for each in changed[:10])
        raise DomainError(f"第 {batch.id} 批不能撤销：导入之后已有人更正过 {named}。请先逐项撤销这些更正。")
    for figure in figures:
        unit.session.delete(figure)
    return figures


def _counts_when_made(session: Session, ids: list[int]) -> dict[int, int]:
    """What figures were when they came in, by the trail; taking a correction back counts as uncorrected."""
    made = select(AuditEntry.row_id, AuditEntry.after).where(
        AuditEntry.table_name == BaseFigure.__tablename__, AuditEntry.row_id.in_(ids), AuditEntry.before.is_(None)
    )
    return {key: json.loads(after)["count"] for key, after in session.execute(made) if key is not None and after}


def _told_apart(
    rows: list[PlannedRow], known: Mapping[Key, int]
) -> tuple[tuple[PlannedRow, ...], tuple[Duplicate, ...], tuple[Finding, ...]]:
    kept: list[PlannedRow] = []
    duplicates: list[Duplicate] = []
    differing: list[Finding] = []
    seen: dict[str, PlannedRow] = {}
    for row in rows:
        first = seen.setdefault(row.identity, row)
        other = tuple(_differing(row, known))
        if first is not row:
            duplicates.append(Duplicate(row.sheet, row.row, first.row))
        elif other or all(_key(values) in known for _table, values in row.children):
            duplicates.append(Duplicate(row.sheet, row.row, "基础数据", ("数值",) if other else ()))
            differing += [Finding(row.sheet, row.row, "数值", each) for each in other]
        else:
            kept.append(row)
    return tuple(kept), tuple(duplicates), tuple(differing)


def _differing(row: PlannedRow, known: Mapping[Key, int]) -> Iterator[str]:
    for _table, values in row.children:
        stored = known.get(_key(values))
        if stored is not None and stored != values["count"]:
            yield (
                f"第{row.row}行：{values['item']}在{values['first']}至{values['last']}已有 {stored}，"
                f"这里是 {values['count']}，没有改动。确需更正的，请在基础数据里更正。"
            )


def _stored(session: Session) -> dict[Key, int]:
    wanted = select(
        BaseFigure.unit, BaseFigure.department, BaseFigure.item, BaseFigure.first, BaseFigure.last, BaseFigure.count
    )
    return {(row[0], row[1], row[2], row[3], row[4]): row[5] for row in session.execute(wanted)}


def _key(values: Mapping[str, Any]) -> Key:
    return values["unit"], values["department"], values["item"], values["first"], values["last"]
