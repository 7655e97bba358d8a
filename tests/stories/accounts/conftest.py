"""A store whose accounts are still to be switched on, and one with officers, a prosecutor and a leader."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import OpenDesk
from app.models.actor import Actor
from app.models.terms import SuggestionKind
from app.models.trust_terms import Role
from app.services.access.passwords import PasswordRules
from app.services.access.rows import SwitchOn
from app.services.foundation.resources import Resources
from app.services.suggestions.rows import LetterDraft
from app.views.main_window import MainWindow
from app.views.opening import Doors, Opening
from tests.stories.accounts.people import OFFICERS, new


@pytest.fixture(autouse=True)
def quick_hashing(monkeypatch: pytest.MonkeyPatch, resources: Resources) -> None:
    quick = replace(PasswordRules.read(resources.access), rounds=1, memory=8, lanes=1)
    monkeypatch.setattr(PasswordRules, "read", classmethod(lambda _cls, _folder: quick))


@pytest.fixture
def opening(window: MainWindow, doors: Doors, store_path: Path, empty_store: Path) -> Opening:
    store_path.write_bytes(empty_store.read_bytes())
    return Opening(doors, window, store_path)


@pytest.fixture
def with_accounts(opening: Opening, doors: Doors, store_path: Path) -> Opening:
    """Three officers, a prosecutor and a leader; a letter that may be issued."""
    desk = doors.open_desk(store_path)
    assert isinstance(desk, OpenDesk)
    desk.suggestions.draft(Actor("方某"), LetterDraft(kind=SuggestionKind.SOCIAL_GOVERNANCE, addressee="青山县水利局"))
    others = (new("方某", Role.PROSECUTOR), new("院某", Role.LEADER))
    desk.access.switch_on(Actor("张某"), SwitchOn(*map(new, OFFICERS), others))
    desk.close()
    return opening


@pytest.fixture(autouse=True)
def closed(window: MainWindow) -> Iterator[None]:
    yield
    if window.workplace.has_desk:
        window.workplace.desk.close()
