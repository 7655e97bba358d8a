"""Clues of the demonstration: those that became some of its matters, and others that wait, are kept or led nowhere."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from sqlalchemy import select

from app.models.case_terms import Triage, TriageTarget
from app.models.clue import Clue
from app.models.database import Unit
from app.models.dates import PartialDate
from app.models.matter import Matter
from app.models.terms import RecordType
from app.services.approvals.rows import HEAD
from app.services.clues.sources import SourceRegister
from app.services.demonstration.chance import Chance, Days
from app.services.demonstration.scene import Scenes
from app.services.demonstration.vocabulary import Topic, Vocabulary
from app.services.foundation.numbering import entry_numbers
from app.services.importing.identity import clue_identity

_NEWEST, _EVERY = 150, 4  # of so many matters each fourth began as a clue
_LOOKED_AT = timedelta(days=20)  # after it was found, a clue has been decided on
# Of those that did not become a matter: days ago they were found, what was decided, and why.
_OTHERS = (
    (3, Triage.PENDING, None),
    (6, Triage.PENDING, None),
    (11, Triage.PENDING, None),
    (40, Triage.RESERVED, "线索较零散，先作备用，与同类线索一并研判"),
    (75, Triage.DECLINED, "经初步核实，主管部门已经处理完毕，不予立项"),
    (130, Triage.RESERVED, "待专项活动统一安排"),
    (200, Triage.DECLINED, "反映的情况不属实"),
    (260, Triage.DECLINED, "与已办结的事项重复"),
)


class ClueMaking:
    """Makes the clues of one store inside its transaction; matters are there."""

    def __init__(self, vocabulary: Vocabulary, chance: Chance, days: Days, sources: SourceRegister) -> None:
        """The same chance gives the same clues."""
        self._vocabulary, self._chance, self._days, self._sources = vocabulary, chance, days, sources
        self._scenes = Scenes(vocabulary, chance)

    def add(self, unit: Unit, today: date) -> None:
        """Write them, with numbers in the order they were found."""
        newest = unit.session.scalars(select(Matter).order_by(Matter.id.desc()).limit(_NEWEST)).all()
        made = [*self._opened(newest[::_EVERY]), *self._others(today)]
        made.sort(key=lambda clue: str(clue.found_on))
        for year, same in groupby(made, key=lambda clue: clue.found_on.first.year if clue.found_on else today.year):
            clues = list(same)
            numbers = entry_numbers(unit, RecordType.CLUE, year, len(clues))
            for clue, number in zip(clues, numbers, strict=True):
                clue.entry_number = number
        unit.session.add_all(made)

    def _opened(self, matters: Sequence[Matter]) -> Iterator[Clue]:
        """What some matters began with; a source that asks for more than a demonstration knows is left out."""
        for matter in matters:
            source = self._sources.known(matter.source or "")
            if matter.accepted_on is None or (source is not None and source.needs):
                continue
            found_on = self._days.before(matter.accepted_on.first - timedelta(days=self._chance.number(4, 15)))
            clue = Clue(
                source=self._sources.named(matter.source or ""),
                subject=matter.subject,
                unit=matter.unit,
                organisation_id=matter.organisation_id,
                kind=matter.kind,
                department=matter.department,
                handler=matter.handler,
                found_on=PartialDate.of(found_on),
                triage=Triage.OPENED,
                triage_target=TriageTarget.MATTER,
                triaged_on=matter.accepted_on,
                matter_id=matter.id,
            )
            yield _recognised(clue)

    def _others(self, today: date) -> Iterator[Clue]:
        people = {
            each.name: [name for name, post in each.people if post != HEAD] for each in self._vocabulary.departments
        }
        for ago, triage, reason in _OTHERS:
            topic: Topic = self._chance.one(self._vocabulary.topics)
            name, _level = self._chance.one(topic.units)
            found_on = self._days.before(today - timedelta(days=ago))
            clue = Clue(
                source=self._sources.named("群众举报"),
                subject=topic.subject.format_map(self._scenes.draw(name, found_on)),
                unit=name,
                kind=topic.matter_kind,
                department=topic.department,
                handler=self._chance.one(people[topic.department]),
                found_on=PartialDate.of(found_on),
                triage=triage,
                triaged_on=PartialDate.of(self._days.before(found_on + _LOOKED_AT)) if reason else None,
                triage_reason=reason,
            )
            yield _recognised(clue)


def _recognised(clue: Clue) -> Clue:
    clue.identity = clue_identity(clue.source, clue.unit, clue.subject, clue.found)
    return clue
