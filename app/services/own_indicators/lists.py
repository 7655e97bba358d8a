"""What the office counts as 件 and into which part of a 结构比 it puts a kind of case; whether old indicators show."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.audit import AuditEntry
from app.models.database import Database
from app.models.own_indicator import KindMapping, RatioStep
from app.models.setting import Setting
from app.services.base_data.following import FollowDefinitions, no_definition_follows
from app.services.foundation.changes import Changes, Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import performs
from app.services.foundation.refusals import needed
from app.services.indicators.combining import circle, combine, mapping_of
from app.services.indicators.library import IndicatorLibrary
from app.services.indicators.lists import Ratio, StructureList
from app.services.indicators.trend import part_name
from app.services.own_indicators import intentions as wish
from app.services.own_indicators.definitions import definitions_in
from app.services.own_indicators.rows import HistoricalSwitch, KindRow, RatioRow, StepRow, StructureRow
from app.services.trail.since import refuse_changed

HISTORICAL = "indicators.historical"  # the setting


@dataclass(frozen=True)
class CountedLists:
    """Every change needs a reason and can be taken back."""

    database: Database
    clock: Clock
    changes: Changes
    library: IndicatorLibrary
    follow: FollowDefinitions = no_definition_follows

    def ratios(self) -> tuple[RatioRow, ...]:
        """The 案-件比 of each field with its steps."""
        with self.database.read() as session:
            decided = {(each.field, each.item): each for each in session.scalars(select(RatioStep))}
            deciders = _deciders(session, RatioStep)
        return tuple(
            RatioRow(each.field, each.indicator, each.total, each.cases, tuple(_steps(each, decided, deciders)))
            for each in self.library.standard.ratios
        )

    def structures(self) -> tuple[StructureRow, ...]:
        """The 结构比 with the kinds of case and the part each goes into."""
        with self.database.read() as session:
            decided = {(each.structure, each.kind): each for each in session.scalars(select(KindMapping))}
            deciders = _deciders(session, KindMapping)
        return tuple(self._structure(each, decided, deciders) for each in self.library.standard.structures)

    @performs(wish.COUNT_STEP)
    def count_step(
        self, actor: Actor, field: str, item: str, is_counted: bool, reason: str, shown: int | None = None
    ) -> Written:
        """Let a step count as 件 of a field, or not; any item may be a step. Raises FieldProblem."""
        why = needed("reason", "理由，例如 省院 2026 年统计口径", reason)
        ratio = next((each for each in self.library.standard.ratios if each.field == field), None)
        if ratio is None:
            raise DomainError(f"没有“{field}”的案-件比。请刷新后再选。")
        self._refuse_item(item, ratio.total, ratio.cases)
        with self.database.write(actor, wish.COUNT_STEP, self.clock.now(), why) as unit:
            row = unit.session.scalars(select(RatioStep).filter_by(field=field, item=item)).one_or_none()
            if row is None:
                row = RatioStep(field=field, item=item, is_counted=is_counted, reason=why)
                unit.session.add(row)
            else:
                refuse_changed(unit.session, row, shown, f"{field}案-件比的“{item}”")
                row.is_counted, row.reason = is_counted, why
            unit.session.flush()
            self._refuse_circle(unit.session, ratio.total)
            self.follow(unit)
            written = Written(row.id, unit.act)
        self.changes.publish(None)
        return written

    @performs(wish.MAP_KIND)
    def map_kind(
        self, actor: Actor, structure: str, item: str, part: str, reason: str, shown: int | None = None
    ) -> Written:
        """Put a kind of case into a part of a structure, or (empty) into none; any item may be a kind.

        Raises FieldProblem.
        """
        why = needed("reason", "理由，例如 市院 2026 年归类口径", reason)
        known = next((each for each in self.library.standard.structures if each.code == structure), None)
        if known is None or part not in {"", *(each.code for each in known.parts)}:
            raise FieldProblem("part", f"结构比 {structure} 没有“{part}”这一部分。请从列出的部分里选。")
        self._refuse_item(item, *(each.item for each in known.parts))
        with self.database.write(actor, wish.MAP_KIND, self.clock.now(), why) as unit:
            row = unit.session.scalars(select(KindMapping).filter_by(structure=structure, kind=item)).one_or_none()
            if row is None:
                row = KindMapping(structure=structure, kind=item, part=part, reason=why)
                unit.session.add(row)
            else:
                refuse_changed(unit.session, row, shown, f"{structure} 的“{item}”")
                row.part, row.reason = part, why
            unit.session.flush()
            for each in known.parts:
                self._refuse_circle(unit.session, each.item)
            self.follow(unit)
            written = Written(row.id, unit.act)
        self.changes.publish(None)
        return written

    def historical(self) -> HistoricalSwitch:
        """Whether 观测·历史口径 is shown."""
        with self.database.read() as session:
            text = session.scalars(select(Setting.value).where(Setting.key == HISTORICAL)).one_or_none()
        return HistoricalSwitch(**json.loads(text)) if text else HistoricalSwitch()

    @performs(wish.SHOW_HISTORICAL)
    def show_historical(self, actor: Actor, is_on: bool, reason: str) -> Written:
        """Show the indicators that ended in October 2024 for observation, or hide them; raises FieldProblem."""
        why = needed("reason", "理由，例如 案管办分析研判需要", reason)
        now = self.clock.now()
        kept = HistoricalSwitch(is_on, actor.name, now.isoformat(timespec="seconds"), why)
        text = json.dumps(asdict(kept), ensure_ascii=False, sort_keys=True)
        with self.database.write(actor, wish.SHOW_HISTORICAL, now, why) as unit:
            row = unit.session.scalars(select(Setting).where(Setting.key == HISTORICAL)).one_or_none()
            if row is None:
                row = Setting(key=HISTORICAL, value=text)
                unit.session.add(row)
            row.value = text
            unit.session.flush()
            written = Written(row.id, unit.act)
        self.changes.publish(None)
        return written

    def _structure(
        self, structure: StructureList, decided: dict[tuple[str, str], KindMapping], deciders: dict[int, str]
    ) -> StructureRow:
        names = {
            each.code: part_name(self.library.standard.indicators[each.code])
            if each.code in self.library.standard.indicators
            else each.item
            for each in structure.parts
        }
        shipped = {each.item: each for each in self.library.standard.kinds}
        kinds = []
        for item, part in mapping_of(structure.code, self.library.standard.kinds, self.library.own).items():
            kind, row = shipped.get(item), decided.get((structure.code, item))
            found = self.library.items.get(item)
            kinds.append(
                KindRow(
                    structure=structure.code,
                    item=item,
                    part=part,
                    part_name=names.get(part, ""),
                    shipped=dict(kind.parts).get(structure.code, "") if kind else None,
                    is_counted_by_store=bool(found and found.measure),
                    certainty=kind.certainty if kind else None,
                    reason=row.reason if row else "",
                    version=row.version if row else None,
                    decided=deciders.get(row.id, "") if row else "",
                )
            )
        return StructureRow(structure.code, structure.name, tuple(names.items()), tuple(kinds))

    def _refuse_item(self, item: str, *wholes: str) -> None:
        if item not in self.library.items:
            raise FieldProblem("item", f"没有叫“{item}”的项目。请从项目里选，或者先在“本院项目”里增加。")
        if item in wholes:
            raise FieldProblem("item", f"“{item}”本身就是合计，不能再计入。请选别的项目。")

    def _refuse_circle(self, session: Session, total: str) -> None:
        combined = combine(self.library.standard, definitions_in(session))
        around = circle(combined.items, total)
        broken = next((each for each in combined.damaged if "绕了一圈" in each), "")
        if around or broken:
            raise FieldProblem("item", f"不能计入：{broken or ' → '.join(around)}请选别的项目。")


def _deciders(session: Session, table: type[RatioStep | KindMapping]) -> dict[int, str]:
    """Who wrote each line last, and when."""
    wanted = select(AuditEntry.row_id, AuditEntry.actor, AuditEntry.at).order_by(AuditEntry.seq)
    rows = session.execute(wanted.where(AuditEntry.table_name == table.__tablename__))
    return {row_id: f"{actor} {at[:10]}" for row_id, actor, at in rows if row_id is not None}


def _steps(ratio: Ratio, decided: dict[tuple[str, str], RatioStep], deciders: dict[int, str]) -> Iterator[StepRow]:
    for each in ratio.steps:
        row = decided.get((ratio.field, each.item))
        yield StepRow(
            field=ratio.field,
            item=each.item,
            is_counted=row.is_counted if row else each.is_counted,
            shipped=each.is_counted,
            certainty=each.certainty,
            note=each.note,
            reason=row.reason if row else "",
            version=row.version if row else None,
            decided=deciders.get(row.id, "") if row else "",
        )
    known = {each.item for each in ratio.steps}
    for (field, item), row in decided.items():
        if field == ratio.field and item not in known:
            yield StepRow(
                field, item, row.is_counted, None, None, "", row.reason, row.version, deciders.get(row.id, "")
            )
