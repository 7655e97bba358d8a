"""The local library of one store: items and indicators of the office, tried on past months before they count."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.base_data import BaseFigure
from app.models.database import Database, Unit
from app.models.own_indicator import OwnIndicator, OwnItem
from app.services.base_data.following import FollowDefinitions, no_definition_follows
from app.services.base_data.periods import Months
from app.services.foundation.changes import Changes, Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError, FieldProblem
from app.services.foundation.intentions import Intention, performs
from app.services.foundation.refusals import needed
from app.services.indicators.library import IndicatorLibrary
from app.services.own_indicators import intentions as wish
from app.services.own_indicators import trial as trials
from app.services.own_indicators.checking import checked_indicator, checked_item
from app.services.own_indicators.lists import CountedLists
from app.services.own_indicators.reading import (
    EditionGone,
    draft_of,
    edition_of,
    editions_in,
    had,
    item_rows,
    put_draft,
    users_of,
)
from app.services.own_indicators.rows import IndicatorDraft, IndicatorEdition, ItemDraft, OwnItemRow, Trial
from app.services.trail.since import refuse_changed


@dataclass(frozen=True)
class Parts:
    """What the local library needs, handed in by the desk."""

    database: Database
    clock: Clock
    changes: Changes
    library: IndicatorLibrary
    indicators: Callable[[], trials.Computes]  # asked late: computing asks the library too
    follow: FollowDefinitions = no_definition_follows


class OwnIndicators:
    """Standard items and indicators are never changed; the office's stand beside them."""

    def __init__(self, parts: Parts) -> None:
        """Nothing is read yet."""
        self._parts = parts
        self.lists = CountedLists(parts.database, parts.clock, parts.changes, parts.library, parts.follow)

    @property
    def library(self) -> IndicatorLibrary:
        """Everything that counts now: standard and own."""
        return self._parts.library

    def items(self) -> tuple[OwnItemRow, ...]:
        """The office's items, those that were withdrawn at the end."""
        with self._parts.database.read() as session:
            return item_rows(session, self.library.current)

    def indicators(self) -> tuple[IndicatorEdition, ...]:
        """Of each code the edition that counts or counted last, and the draft of the next one, if there is any."""
        with self._parts.database.read() as session:
            every = editions_in(session)
        found: dict[str, list[IndicatorEdition]] = {}
        for each in every:
            shown = found.setdefault(each.draft.code, [])
            if not any(other.effective_on for other in shown):
                shown.append(each)
        return tuple(each for shown in found.values() for each in shown)

    def editions(self, code: str) -> tuple[IndicatorEdition, ...]:
        """Every edition of a local indicator, the newest first."""
        with self._parts.database.read() as session:
            return editions_in(session, code)

    def edition(self, edition_id: int) -> IndicatorEdition:
        """One edition; raises EditionGone."""
        with self._parts.database.read() as session:
            row = had(session.get(OwnIndicator, edition_id))
            return edition_of(row, _newest_in_force(session, row.code))

    def copy_of(self, code: str) -> IndicatorDraft:
        """A standard or local indicator as the beginning of a draft under another code; raises DomainError."""
        found = self.library.indicators.get(code)
        if found is None:
            raise DomainError(f"没有代码为“{code}”的指标。请刷新后再选。")
        return IndicatorDraft(
            code=self.free_code(),
            name=found.name,
            area=found.area,
            numerator=found.numerator.text,
            denominator=found.denominator.text,
            unit=found.unit,
            is_rate=found.is_rate,
            basis=found.basis,
            source=found.source or f"由标准指标 {found.code}“{found.name}”复制",
            note=found.note,
            valid_from=self._this_month(),
        )

    def free_code(self) -> str:
        """A code nobody has taken: BY01, BY02 …."""
        with self._parts.database.read() as session:
            taken = {code.casefold() for code in session.scalars(select(OwnIndicator.code).distinct())}
        taken |= {code.casefold() for code in self.library.standard.indicators}
        return next(code for code in (f"BY{place:02}" for place in range(1, 10000)) if code.casefold() not in taken)

    @performs(wish.ADD_ITEM)
    def add_item(self, actor: Actor, draft: ItemDraft) -> Written:
        """Count something else from now on; raises FieldProblem."""
        tidy = checked_item(draft, self.library)
        with self._write(actor, wish.ADD_ITEM) as unit:
            same = select(OwnItem).where(OwnItem.name == tidy.name)
            if unit.session.scalars(same).first() is not None:
                raise FieldProblem("name", f"本院项目“{tidy.name}”已经停用。请在列表里选中它，按“恢复”。")
            row = OwnItem(name=tidy.name, area=tidy.area, measure=tidy.unit, is_withdrawn=False)
            row.total, row.note = tidy.total or None, tidy.note or None
            unit.session.add(row)
            unit.session.flush()
            written = Written(row.id, unit.act)
        return self._told(written)

    @performs(wish.CHANGE_ITEM)
    def change_item(self, actor: Actor, item_id: int, draft: ItemDraft, shown: int | None = None) -> Written:
        """Say otherwise what an item is; its name stays once figures or sums go by it. Raises FieldProblem."""
        with self._write(actor, wish.CHANGE_ITEM) as unit:
            row = _item(unit.session, item_id)
            refuse_changed(unit.session, row, shown, f"本院项目“{row.name}”")
            tidy = checked_item(draft, self.library, row.name)
            if tidy.name != row.name:
                self._refuse_used(unit.session, row, "name", "改名")
            row.name, row.area, row.measure = tidy.name, tidy.area, tidy.unit
            row.total, row.note = tidy.total or None, tidy.note or None
            self._parts.follow(unit)
            written = Written(row.id, unit.act)
        return self._told(written)

    @performs(wish.WITHDRAW_ITEM)
    def withdraw_item(self, actor: Actor, item_id: int, reason: str, shown: int | None = None) -> Written:
        """Count an item no more; its figures stay. Raises FieldProblem, also where something still counts it."""
        why = needed("reason", "停用的理由", reason)
        with self._write(actor, wish.WITHDRAW_ITEM, why) as unit:
            row = _item(unit.session, item_id)
            refuse_changed(unit.session, row, shown, f"本院项目“{row.name}”")
            if row.is_withdrawn:
                raise DomainError(f"本院项目“{row.name}”已经停用。")
            self._refuse_used(unit.session, row, "reason", "停用", is_figures=False)
            row.is_withdrawn = True
            written = Written(row.id, unit.act)
        return self._told(written)

    @performs(wish.RESTORE_ITEM)
    def restore_item(self, actor: Actor, item_id: int) -> Written:
        """Count a withdrawn item again; raises DomainError."""
        with self._write(actor, wish.RESTORE_ITEM) as unit:
            row = _item(unit.session, item_id)
            if not row.is_withdrawn:
                raise DomainError(f"本院项目“{row.name}”没有停用，不必恢复。")
            checked_item(ItemDraft(row.name, row.area, row.measure, row.total or ""), self.library)
            row.is_withdrawn = False
            written = Written(row.id, unit.act)
        return self._told(written)

    @performs(wish.DRAFT)
    def draft(self, actor: Actor, draft: IndicatorDraft, of: str | None = None) -> Written:
        """Begin a new indicator, or with ``of`` another edition of that code; nothing counts yet. FieldProblem."""
        tidy = checked_indicator(draft if of is None else replace(draft, code=of), self.library)
        with self._write(actor, wish.DRAFT) as unit:
            number = self._edition_number(unit.session, tidy.code, is_new=of is None)
            row = OwnIndicator(edition=number, effective_on=None, reason="")
            put_draft(row, tidy)
            unit.session.add(row)
            unit.session.flush()
            written = Written(row.id, unit.act)
        return self._told(written)

    @performs(wish.CHANGE_DRAFT)
    def change_draft(self, actor: Actor, edition_id: int, draft: IndicatorDraft, shown: int | None = None) -> Written:
        """Say otherwise what a draft counts; it has to be tried anew. Raises FieldProblem, ChangedMeanwhile."""
        tidy = checked_indicator(draft, self.library)
        with self._write(actor, wish.CHANGE_DRAFT) as unit:
            row = _draft(unit.session, edition_id, shown)
            if tidy.code != row.code:
                if row.edition > 1:
                    raise FieldProblem("code", f"这是 {row.code} 的新版，代码不能改。请改回，或另建一个指标。")
                self._edition_number(unit.session, tidy.code, is_new=True)
            put_draft(row, tidy)
            written = Written(row.id, unit.act)
        return self._told(written)

    @performs(wish.DELETE_DRAFT)
    def delete_draft(self, actor: Actor, edition_id: int, shown: int | None = None) -> Written:
        """Take a draft away; raises DomainError where it took effect already."""
        with self._write(actor, wish.DELETE_DRAFT) as unit:
            unit.session.delete(_draft(unit.session, edition_id, shown))
            written = Written(edition_id, unit.act)
        return self._told(written)

    def try_out(self, draft: IndicatorDraft, unit: str, months: Months) -> Trial:
        """What a draft would come to in past months; keeps nothing. Raises FieldProblem."""
        tidy = checked_indicator(draft, self.library)
        return trials.try_out(tidy, self.library, self._parts.indicators, unit, months)

    @performs(wish.TEST)
    def test(self, actor: Actor, edition_id: int, unit_name: str, months: Months, shown: int | None = None) -> Written:
        """Try a draft on past months and keep what came of it, so that it may take effect. Raises FieldProblem."""
        found = self.try_out(self.edition(edition_id).draft, unit_name, months)
        today = self._parts.clock.today()
        with self._write(actor, wish.TEST) as unit:
            row = _draft(unit.session, edition_id, shown)
            row.tested = trials.kept(replace(found, tested_by=actor.name, tested_on=today.isoformat()))
            written = Written(row.id, unit.act)
        return self._told(written)

    @performs(wish.PUT_IN_FORCE)
    def put_in_force(self, actor: Actor, edition_id: int, reason: str, shown: int | None = None) -> Written:
        """Let a draft that was tried count from now on, in place of the edition before it.

        Raises FieldProblem, ChangedMeanwhile.
        """
        why = needed("reason", "施行的理由，例如 检委会 2026 年第 3 次会议同意", reason)
        with self._write(actor, wish.PUT_IN_FORCE, why) as unit:
            row = _draft(unit.session, edition_id, shown)
            checked_indicator(draft_of(row), self.library)  # an item may have gone since
            if not row.tested:
                raise FieldProblem("reason", f"{row.code} 还没有试算过。请先按“试算”，看过往月份算得对不对，再施行。")
            row.effective_on, row.reason = self._parts.clock.today(), why
            self._parts.follow(unit)
            written = Written(row.id, unit.act)
        return self._told(written)

    @performs(wish.WITHDRAW)
    def withdraw(self, actor: Actor, edition_id: int, reason: str, shown: int | None = None) -> Written:
        """Let an indicator count no more; all its editions stay readable. Raises FieldProblem, ChangedMeanwhile."""
        why = needed("reason", "停用的理由", reason)
        with self._write(actor, wish.WITHDRAW, why) as unit:
            row = had(unit.session.get(OwnIndicator, edition_id))
            refuse_changed(unit.session, row, shown, f"本院指标 {row.code}")
            if row.effective_on is None:
                raise DomainError(f"{row.code} 第{row.edition}版还是草稿，没有施行。不要的草稿请删除。")
            if row.withdrawn_on is not None or row.edition != _newest_in_force(unit.session, row.code):
                raise DomainError(f"{row.code} 第{row.edition}版已经不在施行，不必停用。")
            row.withdrawn_on, row.withdrawal = self._parts.clock.today(), why
            self._parts.follow(unit)
            written = Written(row.id, unit.act)
        return self._told(written)

    def _write(self, actor: Actor, intention: Intention, reason: str | None = None) -> "AbstractContextManager[Unit]":
        return self._parts.database.write(actor, intention, self._parts.clock.now(), reason)

    def _told(self, written: Written) -> Written:
        self._parts.changes.publish(None)
        return written

    def _this_month(self) -> str:
        return f"{self._parts.clock.today():%Y-%m}"

    def _refuse_used(self, session: Session, row: OwnItem, field: str, verb: str, *, is_figures: bool = True) -> None:
        drafts = session.scalars(select(OwnIndicator).where(OwnIndicator.effective_on.is_(None))).all()
        users = list(users_of(row.name, self.library.current, drafts))
        if users:
            raise FieldProblem(field, f"“{row.name}”还在被{'、'.join(users[:3])}使用，不能{verb}。请先改那里。")
        count = session.scalar(select(func.count()).where(BaseFigure.item == row.name)) or 0
        if is_figures and count:
            raise FieldProblem(field, f"“{row.name}”已填报 {count} 个数，不能{verb}。请停用它，另建一个项目。")

    def _edition_number(self, session: Session, code: str, *, is_new: bool) -> int:
        """The next edition; raises FieldProblem where the code is taken or has a draft already."""
        rows = session.scalars(select(OwnIndicator).where(func.lower(OwnIndicator.code) == code.lower())).all()
        if is_new and rows:
            raise FieldProblem("code", f"代码 {rows[0].code} 已用于“{rows[0].name}”。请换一个代码，或在那里按“修改”。")
        if any(each.effective_on is None for each in rows):
            raise FieldProblem("code", f"{code} 已有一份没有施行的草稿。请修改那份草稿，或先删除它。")
        return max((each.edition for each in rows), default=0) + 1


def _newest_in_force(session: Session, code: str) -> int:
    wanted = select(func.max(OwnIndicator.edition)).where(
        OwnIndicator.code == code, OwnIndicator.effective_on.is_not(None)
    )
    return session.scalar(wanted) or 0


def _item(session: Session, item_id: int) -> OwnItem:
    row = session.get(OwnItem, item_id)
    if row is None:
        raise EditionGone
    return row


def _draft(session: Session, edition_id: int, shown: int | None) -> OwnIndicator:
    row = had(session.get(OwnIndicator, edition_id))
    refuse_changed(session, row, shown, f"本院指标 {row.code}")
    if row.effective_on is not None:
        raise DomainError(f"{row.code} 第{row.edition}版已经施行，不能再改。请按“修改”另起一版。")
    return row
