"""A machine for which there are no wheels works on plain stores, and says what it cannot do."""

import sys
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from typing import Any

import pytest

from app.models.actor import Actor
from app.models.cipher import is_plain
from app.models.data_key import encryption_is_possible
from app.services.foundation.clock import FixedClock
from app.services.foundation.progress import Unwatched
from app.services.foundation.resources import Resources
from app.services.keys.locks import Pass
from app.services.keys.making import KeyMaker
from app.services.keys.problems import NoEncryption
from app.services.store.opening import NewStore, create_store, open_store
from tests.services.keys.conftest import PASSWORD

LIBRARIES = ("sqlcipher3", "cryptography", "argon2")

pytestmark = pytest.mark.skipif(not encryption_is_possible(), reason="no wheels for this platform, indeed")


@pytest.fixture
def without(recovery: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The libraries cannot be found any more; an encrypted store was made before."""
    finding = PathFinder.find_spec

    def find(name: str, *others: Any) -> ModuleSpec | None:
        return None if name.partition(".")[0] in LIBRARIES else finding(name, *others)

    monkeypatch.setattr(PathFinder, "find_spec", find)
    for name in LIBRARIES:
        monkeypatch.delitem(sys.modules, name, raising=False)


def test_it_says_what_it_cannot_do_and_goes_on_with_plain_stores(
    without: None, store_path: Path, actor: Actor, clock: FixedClock, resources: Resources
) -> None:
    maker = KeyMaker(resources, clock)
    assert not maker.is_possible
    plain = store_path.with_name("明.jdt")
    create_store(plain, NewStore("某县人民检察院", "某检"), actor, clock).close()
    open_store(plain, clock).close()
    assert is_plain(plain)
    sealed = store_path.with_name("包.jdtseal")
    refused = (
        lambda: maker.keys_for(plain, PASSWORD, PASSWORD),
        lambda: open_store(store_path, clock, Pass(PASSWORD)),
        lambda: maker.seal(store_path.parent, sealed, PASSWORD, Unwatched()),
        lambda: maker.unseal(sealed, store_path.with_name("打开"), PASSWORD, Unwatched()),
    )
    before = store_path.read_bytes()
    for act in refused:
        with pytest.raises(NoEncryption, match="缺少加密组件"):
            act()
    assert store_path.read_bytes() == before
    assert not sealed.exists()
