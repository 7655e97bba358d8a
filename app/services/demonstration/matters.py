"""Invents supervision matters: what each is about, who handles it, how far it has come."""

from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any

from app.models.dates import PartialDate
from app.models.terms import DeadlineState, RecordType, Stage, StartEvent, SuggestionStep
from app.services.approvals.rows import HEAD
from app.services.deadlines.service import Deadlines
from app.services.demonstration.chance import Chance, Days
from app.services.demonstration.course import Course
from app.services.demonstration.scene import Scenes, Slots
from app.services.demonstration.vocabulary import Topic, Vocabulary
from app.services.docket.reckoning import Running, begun
from app.services.importing.identity import matter_identity

Values = dict[str, Any]
# The date that brought a matter into its stage, where the row knows one.
_SINCE = {
    Stage.SUPERVISION: ("instrument_on",),
    Stage.FOLLOW_UP: ("responded_on", "instrument_on"),
    Stage.RE_EXAMINATION: ("responded_on", "instrument_on"),
    Stage.CLOSING: ("closed_on",),
}
_STUCK_FOR = 200  # days; what is older has left the investigation


@dataclass(frozen=True)
class MadeMatter:
    """A matter as begun: its topic, the unit it is against, the particulars its letters share."""

    topic: Topic
    unit: str
    accepted_on: date
    handler: str
    slots: Slots


class MatterMaking:
    """Makes matters on topics that lead to a letter, and on topics that do not."""

    def __init__(self, vocabulary: Vocabulary, chance: Chance, days: Days, deadlines: Deadlines, today: date) -> None:
        """Nothing happens after ``today``."""
        self._chance, self._days, self._deadlines, self._today = chance, days, deadlines, today
        self._scenes = Scenes(vocabulary, chance)
        self._people = {  # heads decide and review; the cases are others'
            each.name: [name for name, post in each.people if post != HEAD] for each in vocabulary.departments
        }
        self._topics = {
            leads: [topic for topic in vocabulary.topics if (topic.letter is not None) is leads]
            for leads in (True, False)
        }
        self._weights = {leads: list(accumulate(each.weight for each in of)) for leads, of in self._topics.items()}
        self._periods: dict[tuple[str, date], Values] = {}

    def begin(self, accepted_on: date, leads_to_letter: bool) -> MadeMatter:
        """A new matter."""
        topic = self._chance.weighted(self._topics[leads_to_letter], self._weights[leads_to_letter])
        unit, _ = self._chance.one(topic.units)
        handler = self._chance.one(self._people[topic.department])
        return MadeMatter(topic, unit, accepted_on, handler, self._scenes.draw(unit, accepted_on))

    def values(self, made: MadeMatter, course: Course | None) -> Values:
        """The columns of a matter's row but for its numbers and ids; ``course`` is that of its first letter."""
        topic, accepted = made.topic, PartialDate.of(made.accepted_on)
        progress = self._progress_with(course) if course else self._progress_alone(made)
        return {
            "kind": topic.matter_kind,
            "source": self._chance.one(topic.sources),
            "subject": topic.subject.format_map(made.slots),
            "unit": made.unit,
            "department": topic.department,
            "handler": made.handler,
            "identity": matter_identity(topic.matter_kind, made.unit, accepted),
            "accepted_on": accepted,
            "instrument": topic.instrument if progress["instrument_on"] else None,
            **progress,
        }

    def deadline(self, made: MadeMatter, values: Values) -> Values | None:
        """The office's own period on the matter, where a rule sets one; met by the instrument."""
        if made.topic.rule is None:
            return None
        is_met = values["instrument_on"] or values["stage"] is Stage.CLOSING
        state = DeadlineState.MET if is_met else DeadlineState.OPEN
        ended = (values["instrument_on"] or values["closed_on"]) if is_met else None
        return {**self._period(made.topic.rule, made.accepted_on), "state": state, "ended_on": ended}

    def _progress_with(self, course: Course) -> Values:
        progress = _nothing_yet(Stage.SUPERVISION if course.issued_on else Stage.DECISION)
        progress["instrument_on"] = _known(course.issued_on)
        if course.is_answered:
            progress |= {"stage": Stage.FOLLOW_UP, "response": course.adoption.label, "responded_on": course.replied_on}
        if course.withdrawn_on:
            progress |= {"stage": Stage.RE_EXAMINATION, "response": "检察建议已撤回"}
        if course.step is SuggestionStep.DECLINED:
            self._close(progress, course.declined_on, "不予制发，终结审查")
        elif course.closed_on:
            self._close(progress, course.closed_on, "整改到位，办结")
        return progress

    def _progress_alone(self, made: MadeMatter) -> Values:
        chance, days, topic = self._chance, self._days, made.topic
        sent = days.after(made.accepted_on, chance.number(12, 60))
        answered = days.after(sent, chance.number(7, 40))
        if (self._today - made.accepted_on).days < _STUCK_FOR and chance.happens(0.25):
            return _nothing_yet(Stage.INVESTIGATION)
        if sent > self._today:
            age = (self._today - made.accepted_on).days
            return _nothing_yet(Stage.INTAKE if age < 8 else Stage.INVESTIGATION if age < 30 else Stage.DECISION)
        progress = _nothing_yet(Stage.SUPERVISION) | {"instrument_on": _known(sent)}
        if answered > self._today:
            return progress
        progress |= {"response": chance.one(topic.answers), "responded_on": _known(answered)}
        progress["stage"] = Stage.RE_EXAMINATION if chance.happens(0.03) else Stage.FOLLOW_UP
        if progress["stage"] is Stage.FOLLOW_UP:
            self._close(progress, days.after(answered, chance.number(4, 30)), chance.one(topic.notes))
        return progress

    def _close(self, progress: Values, on: date | None, outcome: str) -> None:
        if on is None or on > self._today:
            return
        progress |= {"stage": Stage.CLOSING, "outcome": outcome}
        if self._chance.happens(0.02):
            progress["is_closing_undated"] = True
        else:
            progress["closed_on"] = _known(on)

    def _period(self, code: str, start: date) -> Values:
        if (code, start) not in self._periods:
            self._periods[code, start] = self._compute(code, start)
        return self._periods[code, start]

    def _compute(self, code: str, start: date) -> Values:
        running = Running(self._deadlines.library.rule(code), start, StartEvent.ACCEPTED)
        return begun(running, self._deadlines.calendar, RecordType.MATTER)


def _nothing_yet(stage: Stage) -> Values:
    empty = ("instrument_on", "response", "responded_on", "outcome", "closed_on")
    return {"stage": stage, "is_closing_undated": False, **dict.fromkeys(empty)}


def _known(day: date | None) -> PartialDate | None:
    return PartialDate.of(day) if day else None


def since(row: Values) -> PartialDate | None:
    """The day an invented matter entered the stage it stands in."""
    names = (*_SINCE.get(row["stage"], ()), "accepted_on")
    known: list[PartialDate] = [row[name] for name in names if row[name] is not None]
    return known[0] if known else None
