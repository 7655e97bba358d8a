"""年终: the steps of a year's end, the list behind each, the ticks, and the registers for binding."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.actor import Actor
from app.models.database import Database
from app.models.terms import Output
from app.models.year_end import YearEndStep
from app.services.deadlines.service import Deadlines
from app.services.documents.service import Documents
from app.services.foundation.changes import Changes, Written
from app.services.foundation.clock import Clock
from app.services.foundation.errors import DomainError
from app.services.foundation.intentions import performs
from app.services.foundation.progress import Progress, Unwatched
from app.services.foundation.refusals import ChangedMeanwhile
from app.services.foundation.resources import Resources
from app.services.lists.listing import MarkedListing
from app.services.office.offices import Offices
from app.services.papers.intentions import RECORD_OUTPUT
from app.services.papers.log import PaperLog
from app.services.papers.number_register import NumberRegister
from app.services.papers.rows import Delivery, PaperNamed
from app.services.papers.written import as_written
from app.services.review_papers.register import ReviewRegister
from app.services.secrecy.carrying import Carriers
from app.services.trail.since import refuse_changed
from app.services.year_end import intentions as wish
from app.services.year_end.binding import COVER, Binder
from app.services.year_end.checklist import read_steps
from app.services.year_end.lists import KNOWN, Look, list_of, missing_notice
from app.services.year_end.rows import BoundYear, Carried, StepDefinition, StepList, Tick, YearStep
from app.services.year_end.turning import carried_over, year_of

UNWATCHED = Unwatched()
_EARLIEST = 1990
KIND = "year-end"  # in 打印输出登记簿


@dataclass(frozen=True)
class Parts:
    """What the year's end needs, handed in by bootstrap; ``reviews`` gives the list of reverse reviews."""

    database: Database
    clock: Clock
    changes: Changes
    resources: Resources
    deadlines: Deadlines
    documents: Documents
    offices: Offices
    carriers: Carriers
    reviews: Callable[[], MarkedListing]


class YearEnd:
    """Reads the records; writes nothing but ticks."""

    def __init__(self, parts: Parts) -> None:
        """Nothing is read yet."""
        self._parts = parts
        self._numbers = NumberRegister(parts.database, parts.clock, parts.offices)
        self.log = PaperLog(parts.database, parts.clock, parts.offices, parts.carriers)

    def definitions(self) -> tuple[StepDefinition, ...]:
        """The steps without a year; raises DomainError where the file is wrong."""
        return read_steps(self._parts.resources.statistics / "year_end.toml", KNOWN)

    def year_asked_for(self) -> int:
        """From December to the next autumn one is at the end of the year that ends or has ended."""
        today = self._parts.clock.today()
        return today.year if today.month >= 10 else today.year - 1

    def steps(self, year: int, progress: Progress = UNWATCHED) -> tuple[YearStep, ...]:
        """Every step with its tick and what it comes to now; raises MonthNotBegun for a year that lies ahead."""
        found, defined = [], self.definitions()
        with self._parts.database.read() as session:
            look = self._look(session, year)
            ticks = {each.code: _tick(each) for each in session.scalars(select(YearEndStep).filter_by(year=year))}
            for done, definition in enumerate(defined):
                progress.report(done, len(defined))
                listed = list_of(definition.code, look)
                found.append(YearStep(definition, ticks.get(definition.code), listed.summary, listed.open_count))
        return tuple(found)

    def list(self, year: int, code: str) -> StepList:
        """The list behind a step; raises DomainError for a step that is not there."""
        _defined(self.definitions(), code)
        with self._parts.database.read() as session:
            return list_of(code, self._look(session, year))

    def carried(self, year: int) -> tuple[Carried, ...]:
        """旧存 at the end of a year, from both sides."""
        with self._parts.database.read() as session:
            return carried_over(session, year, self._parts.clock.today())

    def missing_notice(self) -> int | None:
        """The year whose holiday notice is missing though it is December before it, or later; None otherwise."""
        return missing_notice(self._parts.deadlines.calendar, self._parts.clock.today())

    @performs(wish.TICK)
    def tick(self, actor: Actor, year: int, code: str, note: str = "") -> Written:
        """Say that a step was done; raises ChangedMeanwhile where somebody else said so before."""
        parts, now = self._parts, self._parts.clock.now()
        _defined(self.definitions(), code)
        year_of(_checked(year), parts.clock.today())
        with parts.database.write(actor, wish.TICK, now) as unit:
            standing = unit.session.scalars(select(YearEndStep).filter_by(year=year, code=code)).one_or_none()
            if standing is not None:
                raise DomainError(f"这一项已由{standing.done_by}于 {standing.done_at[:10]} 勾选。请刷新后再看。")
            step = YearEndStep(
                year=year,
                code=code,
                done_by=actor.name,
                done_at=now.isoformat(timespec="seconds"),
                note=note.strip() or None,
            )
            unit.session.add(step)
            unit.session.flush()
            done = Written(step.id, unit.act)
        parts.changes.publish(None)
        return done

    @performs(wish.UNTICK)
    def untick(self, actor: Actor, tick: Tick) -> Written:
        """Say that it is not done after all; raises ChangedMeanwhile."""
        parts = self._parts
        with parts.database.write(actor, wish.UNTICK, parts.clock.now()) as unit:
            step = unit.session.get(YearEndStep, tick.id)
            if step is None:
                raise ChangedMeanwhile("这一项")
            refuse_changed(unit.session, step, tick.version, "这一项")
            unit.session.delete(step)
            done = Written(tick.id, unit.act)
        parts.changes.publish(None)
        return done

    @performs(RECORD_OUTPUT)
    def bind(self, actor: Actor, year: int, folder: Path, progress: Progress = UNWATCHED) -> BoundYear:
        """Write the year's registers into a folder, made where it is missing, and note them in 打印输出登记簿.

        Raises MonthNotBegun, FolderNotMade, FileNotWritten; stopped, what was written so far stays.
        """
        parts = self._parts
        year_of(_checked(year), parts.clock.today())
        reviews = ReviewRegister(parts.reviews(), parts.documents, parts.offices, parts.clock)
        means = (parts.database, parts.clock, parts.documents, parts.offices)
        bound = Binder(*means, self.log, self._numbers, reviews).bind(year, folder, progress)
        named = [
            as_written(PaperNamed(f"{year}年{each.title}", KIND, each.pages), folder / each.file_name)
            for each in bound.volumes
            if each.file_name
        ]
        cover = PaperNamed(f"{year}年登记簿封面和装订目录", KIND, 2)
        self.log.record_all(actor, [cover, *named], Delivery(Output.EXPORTED, str((folder / COVER).parent.absolute())))
        return bound

    def _look(self, session: Session, year: int) -> Look:
        parts = self._parts
        year_of(_checked(year), parts.clock.today())
        return Look(session, year, parts.clock.today(), self._numbers, parts.deadlines.calendar)


def _checked(year: int) -> int:
    if year < _EARLIEST:
        raise DomainError(f"{year}年太早，没有这一年的台账。请选择 {_EARLIEST} 年以后的年份。")
    return year


def _defined(steps: tuple[StepDefinition, ...], code: str) -> StepDefinition:
    for step in steps:
        if step.code == code:
            return step
    raise DomainError(f"没有“{code}”这一项年终事项。请从列表里选择。")


def _tick(step: YearEndStep) -> Tick:
    return Tick(step.id, step.version, step.done_by, step.done_at, step.note or "")
