"""Whoever writes says what for: every writing method declares its intention, and every intention its way back."""

import ast
import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import app.services.desk
import app.services.trust_services
from app.services.foundation.intentions import ASKED_FOR, LOGGED, TAKEN_BACK, Intention
from app.services.trail.intention_index import DECLARING, intentions


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(app.services.__path__, "app.services."):
        yield import_module(found.name)


def services() -> Iterator[type]:
    """The classes the desk names; what they are made of may take an actor without being an intention itself."""
    trees = (ast.parse(inspect.getsource(module)) for module in (app.services.desk, app.services.trust_services))
    nodes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    named = {alias.name: node.module for node in nodes for alias in node.names}
    for module in modules():
        yield from (kind for name, kind in vars(module).items() if named.get(name) == module.__name__)


def writing_methods() -> Iterator[tuple[str, object]]:
    for service in services():
        for verb, method in inspect.getmembers(service, inspect.isfunction):
            if not verb.startswith("_") and "actor" in inspect.signature(method).parameters:
                yield f"{service.__name__}.{verb}", method


def test_every_public_method_that_takes_an_actor_declares_its_intention() -> None:
    assert [name for name, method in writing_methods() if not hasattr(method, "intention")] == []


def test_every_module_that_declares_intentions_is_in_the_index() -> None:
    declaring = {
        module.__name__
        for module in modules()
        if any(
            isinstance(value, Intention) and f"= {type(value).__name__}(" in inspect.getsource(module)
            for value in vars(module).values()
        )
    }
    assert declaring == set(DECLARING)


def test_every_performed_intention_is_found_by_its_name() -> None:
    performed = {method.intention for _name, method in writing_methods() if hasattr(method, "intention")}
    assert {intention for intention in performed if intentions().get(intention.name) != intention} == set()


def test_no_two_intentions_share_a_name() -> None:
    declared = [
        value for name in DECLARING for value in vars(import_module(name)).values() if isinstance(value, Intention)
    ]
    names = [intention.name for intention in set(declared)]
    assert sorted(names) == sorted(set(names))


def test_every_intention_says_how_it_is_taken_back() -> None:
    ways = {TAKEN_BACK, ASKED_FOR, LOGGED, *intentions()}
    assert [intention for intention in intentions().values() if intention.inverse not in ways] == []


def test_every_intention_names_the_permission_it_needs() -> None:
    assert [known for known in intentions().values() if len(known.permission.split(":")) != 2] == []


def test_the_actor_comes_first_in_every_writing_method() -> None:
    late = [name for name, method in writing_methods() if list(inspect.signature(method).parameters)[1] != "actor"]  # type: ignore[arg-type]  # functions
    assert late == []
