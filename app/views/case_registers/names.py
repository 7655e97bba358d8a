"""Suggestions while names and records are typed: people of the office one after another, records by their number."""

import re

from app.services.desk import Desk

_DIVIDED = re.compile(r"[、，,；;\s]")
_MOST = 10


def people(desk: Desk) -> list[str]:
    """Everybody of the office, each name once."""
    return list(dict.fromkeys(person.name for person in desk.offices.people()))


def names_like(desk: Desk, typed: str) -> list[str]:
    """What was typed with its last name made whole, for each person it may mean."""
    divided = [found.end() for found in _DIVIDED.finditer(typed)]
    begun = typed[divided[-1] :] if divided else typed
    before = typed[: len(typed) - len(begun)]
    named = set(_DIVIDED.split(before))
    return [f"{before}{name}" for name in people(desk) if begun and begun in name and name not in named][:_MOST]
