"""Column mappings kept in the store: by name, and by the look of the header they were made for."""

import json
from collections.abc import Mapping

from sqlalchemy import select

from app.models.actor import Actor
from app.models.database import Database
from app.models.import_batch import ImportMapping
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError
from app.services.importing.intentions import REMEMBER
from app.services.importing.rows import KEPT, ImportPlan, RememberedMapping

LONGEST_NAME = 80


class Mappings:
    """Reads and keeps mappings; header cell as written → field name, "" for a column left out."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Kept in the store, so that every workstation of the office has them."""
        self._database, self._clock = database, clock

    def all(self) -> tuple[RememberedMapping, ...]:
        """Every remembered mapping, by name."""
        with self._database.read() as session:
            rows = session.scalars(select(ImportMapping).order_by(ImportMapping.name))
            return tuple(RememberedMapping(row.name, row.kind, json.loads(row.columns)) for row in rows)

    def named(self, kind: str, name: str) -> Mapping[str, str]:
        """The columns of one mapping; raises DomainError with the names there are."""
        known = [mapping for mapping in self.all() if mapping.kind == kind]
        for mapping in known:
            if mapping.name == name:
                return mapping.columns
        listed = "、".join(f"“{mapping.name}”" for mapping in known) or "还没有"
        raise DomainError(f"没有名为“{name}”的列对应。已记住的：{listed}。请核对名称，或不指定列对应直接导入。")

    def by_header(self, kind: str) -> dict[str, dict[str, str]]:
        """Columns by header fingerprint; of several for one header the one remembered last."""
        wanted = select(ImportMapping).where(ImportMapping.kind == kind).order_by(ImportMapping.id)
        with self._database.read() as session:
            return {row.header: json.loads(row.columns) for row in session.scalars(wanted)}

    def remember(self, actor: Actor, name: str, plan: ImportPlan) -> RememberedMapping:
        """Keep a plan's columns under a name; the same name is replaced."""
        name = name.strip()
        if not name or len(name) > LONGEST_NAME:
            raise DomainError(f"列对应的名称要有 1 至 {LONGEST_NAME} 个字，例如“案管台账”。")
        columns = {column.head: column.field or (KEPT if column.is_kept else "") for column in plan.columns}
        kept = {"kind": plan.kind, "header": plan.header_print, "columns": json.dumps(columns, ensure_ascii=False)}
        with self._database.write(actor, REMEMBER, self._clock.now()) as unit:
            row = unit.session.scalars(select(ImportMapping).where(ImportMapping.name == name)).one_or_none()
            if row is None:
                unit.session.add(ImportMapping(name=name, **kept))
            else:
                row.kind, row.header, row.columns = kept["kind"], kept["header"], kept["columns"]
        return RememberedMapping(name, plan.kind, columns)
