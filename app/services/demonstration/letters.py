"""Turns an invented course into the rows of a letter: its own, and those of service, reply, looks and deadline."""

from datetime import date
from typing import Any

from app.models.dates import PartialDate
from app.models.terms import DeadlineState, Rectification
from app.services.demonstration.chance import Chance
from app.services.demonstration.course import Course
from app.services.demonstration.matters import MadeMatter
from app.services.demonstration.vocabulary import LetterWords

Values = dict[str, Any]
_OBJECTION = "十五日"
_OTHER = "本院承办检察官{handler}，联系电话在送达时另行告知。整改情况请附相关证明材料。"


def words_of(made: MadeMatter, words: LetterWords, unit: str, chance: Chance) -> Values:
    """What the letter says: all seven contents of 检察建议工作规定 (2019) art. 16."""
    slots = {**made.slots, "unit": unit}
    return {
        "case_source": words.case_source.format_map(slots),
        "facts": words.facts.format_map(slots),
        "problem": words.problem.format_map(slots),
        "proposal": "\n".join(each.format_map(slots) for each in words.proposals),
        "basis": words.basis,
        "objection_period": _OBJECTION,
        "reply_period": words.reply_period,
        "other_matters": _OTHER.format(handler=made.handler),
        "copies_to": "青山县人民政府" if chance.happens(0.15) else None,
        "case_name": made.topic.subject.format_map(slots),
        "department": made.topic.department,
        "handler": made.handler,
        "kind": words.kind,
        "kind_as_written": words.kind_as_written,
    }


def course_values(made: MadeMatter, words: LetterWords, course: Course, chance: Chance) -> Values:
    """How far the letter has come."""
    last = course.looked_on[-1] if course.looked_on else None
    note = chance.one(words.notes).format_map(made.slots) if last else None
    return {
        "step": course.step,
        "issued_on": _known(course.issued_on),
        "receipt": course.receipt,
        "service_method": course.method,
        "received_on": _known(course.received_on),
        "receiver": f"{made.slots['surname']}某" if course.received_on else None,
        "filed_on": _known(course.issued_on) if chance.happens(0.6) else None,
        "replied_on": course.replied_on,
        "is_reply_undated": course.is_reply_undated,
        "adoption": course.adoption,
        "rectification": course.rectification,
        "rectification_note": note,
        "rectified_on": _known(course.rectified_on),
        "revisited_on": _known(course.closed_on) if chance.happens(0.2) else None,
        "urgings": course.urgings,
        "declined_on": _known(course.declined_on),
        "withdrawn_on": _known(course.withdrawn_on),
        "closed_on": _known(course.closed_on),
    }


def service_row(course: Course, values: Values) -> Values | None:
    """The receipt, where its day is known."""
    if course.received_on is None:
        return None
    return {"method": course.method, "received_on": values["received_on"], "receiver": values["receiver"]}


def reply_row(course: Course, summary: str, number: str | None) -> Values | None:
    """The reply, where its day or month is known."""
    if course.replied_on is None:
        return None
    return {
        "registered_on": course.replied_on,
        "written_on": course.replied_on,
        "number": number,
        "adoption": course.adoption,
        "summary": summary,
    }


def look_rows(course: Course, values: Values) -> list[Values]:
    """The looks at what was put right; all but the last saw it under way."""
    states = [Rectification.IN_PROGRESS] * (len(course.looked_on) - 1) + [course.rectification]
    notes = ["整改进行中。"] * (len(course.looked_on) - 1) + [values["rectification_note"]]
    return [
        {"state": state, "seen_on": PartialDate.of(day), "seen_by": values["handler"], "note": note}
        for state, day, note in zip(states, course.looked_on, notes, strict=False)
    ]


def deadline_row(course: Course) -> Values | None:
    """The reply period with its derivation, and what became of it."""
    if course.due is None or course.due.deadline is None:
        return None
    state, ended_on = DeadlineState.OPEN, None
    if course.is_answered:
        state, ended_on = DeadlineState.MET, course.replied_on
    elif course.withdrawn_on or course.closed_on:
        state, ended_on = DeadlineState.MOOT, _known(course.withdrawn_on or course.closed_on)
    return {**course.due.deadline, "state": state, "ended_on": ended_on}


def _known(day: date | None) -> PartialDate | None:
    return PartialDate.of(day) if day else None
