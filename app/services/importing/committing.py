"""Writing a plan into the store: one transaction, rows in bulk, an audit row for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.models.base import Record
from app.models.database import Unit
from app.models.deadline import Deadline
from app.models.import_batch import ImportBatch
from app.models.office import Organisation
from app.models.original_case import TriggerHit
from app.models.suggestion import RectificationRecord, Reply, ServiceRecord
from app.services.foundation.errors import DomainError
from app.services.foundation.numbering import entry_numbers
from app.services.foundation.progress import Progress
from app.services.importing.rows import ImportPlan, PlannedRow
from app.services.importing.stored import RECORDS, TABLES, known_by_identity

CHILDREN: dict[str, type[Record]] = {
    table.__tablename__: table for table in (ServiceRecord, Reply, RectificationRecord, Deadline, TriggerHit)
}
_OWNERS = {Deadline.__tablename__: "record_id", TriggerHit.__tablename__: "case_id"}  # else suggestion_id
AT_ONCE = 2000


@dataclass(frozen=True)
class Entered:
    """What an import left in the store."""

    batch: int
    ids: tuple[int, ...]
    entry_numbers: tuple[str, ...]


def write_plan(unit: Unit, plan: ImportPlan, year: int, at: str, progress: Progress) -> Entered:
    """Insert batch, organisations, records and what hangs on them; ``year`` is that of the entry numbers."""
    _refuse_if_overtaken(unit, plan)
    batch = _batch(unit, plan, at)
    outside = [_outside(plan.kind, row.values) for row in plan.rows]
    organisations = _organisations(unit, [name for name in outside if name])
    table = TABLES[plan.kind]
    numbers = entry_numbers(unit, RECORDS[plan.kind], year, len(plan.rows))
    first = unit.last_id(table) + 1
    ids = list(range(first, first + len(plan.rows)))
    for start in range(0, len(ids), AT_ONCE):
        progress.report(start, len(ids))
        places = range(start, min(start + AT_ONCE, len(ids)))
        unit.insert_many(
            table,
            [
                {
                    **plan.rows[place].values,
                    "id": ids[place],
                    "entry_number": numbers[place],
                    "batch_id": batch,
                    "organisation_id": organisations.get(outside[place]),
                }
                for place in places
            ],
        )
        _insert_children(unit, [plan.rows[place] for place in places], [ids[place] for place in places])
    progress.report(len(ids), len(ids))
    return Entered(batch, tuple(ids), tuple(numbers))


def digests_of(plan: ImportPlan) -> set[str]:
    """The rules that the plan's deadlines were computed by."""
    children = (child for row in plan.rows for name, child in row.children if name == Deadline.__tablename__)
    return {child["rule_digest"] for child in children}


def _refuse_if_overtaken(unit: Unit, plan: ImportPlan) -> None:
    """The preview must stay true: somebody may have entered the same letters since."""
    known = known_by_identity(unit.session, plan.kind, [row.identity for row in plan.rows])
    if known:
        listed = "、".join(sorted(each.entry_number for each in known.values())[:10])
        raise DomainError(f"预览之后，有 {len(known)} 件已由别处登记（{listed}），没有导入。请重新预览后再导入。")


def _batch(unit: Unit, plan: ImportPlan, at: str) -> int:
    number = unit.last_id(ImportBatch) + 1
    row = {"id": number, "kind": plan.kind, "file_name": plan.file_name, "sha256": plan.sha256, "imported_at": at}
    unit.insert_many(ImportBatch, [{**row, "rows_read": plan.read, "rows_added": len(plan.rows)}])
    return number


def _outside(kind: str, values: Mapping[str, Any]) -> str:
    return str(values["addressee" if kind == "suggestions" else "unit"] or "")


def _organisations(unit: Unit, names: Sequence[str]) -> dict[str, int]:
    """Ids of outside organisations by name; the ones the store does not know are made."""
    from app.services.office.offices import initials_of

    stored = select(Organisation.name, Organisation.id)
    known: dict[str, int] = {}
    for name, key in unit.session.execute(stored):
        known[name] = key
    new = [name for name in dict.fromkeys(names) if name not in known]
    first = unit.last_id(Organisation) + 1
    made = [{"id": first + place, "name": name, "initials": initials_of(name)} for place, name in enumerate(new)]
    unit.insert_many(Organisation, made)
    known.update((name, first + place) for place, name in enumerate(new))
    return known


def _insert_children(unit: Unit, rows: Sequence[PlannedRow], ids: Sequence[int]) -> None:
    gathered: dict[str, list[dict[str, Any]]] = {}
    for row, key in zip(rows, ids, strict=True):
        for name, values in row.children:
            gathered.setdefault(name, []).append({**values, _OWNERS.get(name, "suggestion_id"): key})
    for name, children in gathered.items():
        table = CHILDREN[name]
        first = unit.last_id(table) + 1
        for place, child in enumerate(children):
            child["id"] = first + place
        unit.insert_many(table, children)
