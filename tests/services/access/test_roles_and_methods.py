"""Every act of every service of the desk, tried as every role against the table."""

import inspect
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import func, select

from app.models.actor import Actor
from app.models.audit import AuditEntry
from app.models.trust_terms import Role
from app.open_desk import OpenDesk
from app.services.desk import Desk
from app.services.foundation.errors import NotAllowed
from tests.services.access.conftest import sign_in


class Anything:
    """Stands for whatever a method takes; nothing can be done with it."""


def acts(desk: OpenDesk) -> Iterator[tuple[str, Any]]:
    """Every method of the desk's services that performs an intention, by its name."""
    for service in sorted(name for name in dir(Desk) if isinstance(getattr(Desk, name), property)):
        kind = type(getattr(desk, service))
        for verb, method in inspect.getmembers(kind, inspect.isfunction):
            if hasattr(method, "intention") and not verb.startswith("_"):
                yield f"{service}.{verb}", getattr(getattr(desk, service), verb)


def given(method: Any) -> list[Any]:
    """Something for each argument that has to be there, after the actor."""
    wanted = list(inspect.signature(method).parameters.values())[1:]
    positional = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return [Anything() for each in wanted if each.default is inspect.Parameter.empty and each.kind in positional]


def entries(desk: OpenDesk) -> int:
    with desk._database.read_behind() as session:
        return session.scalar(select(func.count()).select_from(AuditEntry)) or 0


def test_every_act_is_found(desk: OpenDesk) -> None:
    sign_in(desk, Role.PROSECUTOR)
    assert len(dict(acts(desk))) > 220


@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
def test_a_role_does_what_the_table_gives_it_and_nothing_else(desk: OpenDesk, role: Role) -> None:
    table = desk._gate.permissions
    granted = table.of((role,))
    actor = sign_in(desk, role)
    before, wrongly_refused, wrongly_allowed = entries(desk), [], []
    for name, method in acts(desk):
        is_granted = method.intention.permission in granted
        if is_granted != outcome_is_anything_else(method, actor):
            (wrongly_refused if is_granted else wrongly_allowed).append(name)
    assert wrongly_allowed == []
    assert wrongly_refused == []
    assert entries(desk) == before


def outcome_is_anything_else(method: Any, actor: Actor) -> bool:
    """Whether a method, called with things it can do nothing with, does anything but refuse the actor."""
    try:
        method(actor, *given(method))
    except NotAllowed:
        return False
    except Exception:  # noqa: BLE001 - it was let through, and stumbled over what it was given
        return True
    return True
