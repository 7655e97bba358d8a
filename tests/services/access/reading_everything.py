"""Calls every reading method of every service of a desk with whatever its arguments ask for."""

import inspect
import itertools
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args, get_origin, get_type_hints

from app.models.dates import PartialDate
from app.models.terms import RecordType
from app.open_desk import OpenDesk
from app.services.desk import Desk
from app.services.foundation.progress import Progress, Unwatched
from app.services.lists.listing import ListQuery

ASKED = "暗号"  # what is searched for and typed
SECRET = "暗号乙"  # noqa: S105 - what hidden records say
_MOST, _FEW = 12, 2  # calls of one method; of one that counts the whole office, which takes its time
_LONGEST = 400  # things taken from one that gives them one after the other


@dataclass(frozen=True)
class Known:
    """What there is to be asked for: ids of hidden records by type, and the day."""

    ids: dict[RecordType, tuple[int, ...]]
    today: date

    def of(self, kind: Any) -> Sequence[Any]:
        """Values for an argument of a type; none where nothing is known of it."""
        flat = tuple(dict.fromkeys(key for ids in self.ids.values() for key in ids[:2]))
        known: dict[Any, Sequence[Any]] = {
            int: flat,
            str: (ASKED, "2026-11", "2026"),
            bool: (True,),
            date: (self.today,),
            PartialDate: (PartialDate(self.today.isoformat()),),
            RecordType: tuple(RecordType),
            ListQuery: (ListQuery(self.today),),
            Progress: (Unwatched(),),
            tuple[RecordType, int]: tuple((kind, key) for kind, ids in self.ids.items() for key in ids[:1]),
        }
        if kind in known:
            return known[kind]
        if get_origin(kind) in (list, Sequence, tuple) and get_args(kind)[0] is int:
            return (flat,)
        inner = [each for each in get_args(kind) if each is not type(None)]
        return self.of(inner[0]) if len(inner) == 1 and type(None) in get_args(kind) else ()


def services(desk: OpenDesk) -> Iterator[tuple[str, object]]:
    """The services the desk names, and the parts they show."""
    for name in sorted(name for name in dir(Desk) if isinstance(getattr(Desk, name), property)):
        service = getattr(desk, name)
        yield name, service
        for part in sorted(vars(type(service)).keys() | vars(service).keys()):
            if not part.startswith("_"):
                inner = getattr(service, part, None)
                if type(inner).__module__.startswith("app.services.") and not callable(inner):
                    yield f"{name}.{part}", inner


def readings(desk: OpenDesk, known: Known, without: Collection[str] = ()) -> Iterator[tuple[str, object]]:
    """What each call gave, by the method's name: the result, or the error; some services may be left out."""
    for name, service in services(desk):
        if name.split(".")[0] in without:
            continue
        for verb, method in inspect.getmembers(service, inspect.ismethod):
            if verb.startswith("_") or hasattr(method, "intention") or verb in UNASKED:
                continue
            most = _FEW if name.split(".")[0] in FIGURES else _MOST
            for arguments in spread(list(calls(method, known)), most):
                yield f"{name}.{verb}", outcome(method, arguments)


FIGURES = {
    "base_data",
    "briefings",
    "indicators",
    "quarterly_tables",
    "statistics_tables",
    "own_forms",
    "own_indicators",
}
# What closes, signs in or writes files, and what takes seconds to say again what other readings say.
UNASKED = {
    *("close", "sign_in", "sign_out", "changed", "session_of", "subscribe", "publish"),
    *("rebuild", "backup", "automatic", "check", "verify_audit", "json", "counted_json", "draw_warning_table"),
}


def spread(things: list[Any], most: int) -> list[Any]:
    """A few of many, from first to last."""
    return things[:: max(1, len(things) // most)]


def calls(method: Any, known: Known) -> Iterator[tuple[Any, ...]]:
    """The arguments to call a method with; none where one of them is not known."""
    try:
        hints = get_type_hints(method)
    except (NameError, TypeError):  # imported for the checker only, or no type at run time
        hints = {}
    needed = [each for each in inspect.signature(method).parameters.values() if each.default is each.empty]
    yield from itertools.product(*(known.of(hints.get(each.name)) for each in needed))


def outcome(method: Any, arguments: tuple[Any, ...]) -> object:
    """What a call gave, as text that can be searched, or the error it raised."""
    try:
        given = method(*arguments)
        if inspect.isgenerator(given):
            given = list(itertools.islice(given, _LONGEST))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is looked at
        return error
    return repr(given)
