"""Imported once by the process that writers are forked from: it has imported everything and done each thing once.

SQLAlchemy compiles a statement at its first use, a third of a second for what one act asks for; a writer forked from
here does not do it again in every round. What was opened is closed before the first fork.
"""

import gc
from contextlib import redirect_stdout
from importlib import import_module
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from typing_extensions import override

from app.models.actor import Actor
from app.services.store.opening import NewStore, create_store
from tests.models.killing import CLOCK, WRITERS, everything_imported
from tests.proof.kill_writer import ON_A_PLAIN_STORE

ACTS = {"tests.models.review_writer": 4, "tests.models.figure_writer": 3}  # of one round; of the others one


class _SaidEnough(BaseException):
    """Ends a writer, which goes on otherwise until it is killed."""


class _Listener(StringIO):
    """Hears of some acts."""

    def __init__(self, acts: int) -> None:
        """As many as it waits for."""
        super().__init__()
        self._acts = acts

    @override
    def flush(self) -> None:
        self._acts -= 1
        if self._acts == 0:
            raise _SaidEnough


def everything_done_once() -> None:
    """Each writer's first acts, in a store of their own."""
    for module in WRITERS:
        for further in [(deed,) for deed in ON_A_PLAIN_STORE] if module.endswith("kill_writer") else [()]:
            _work(module, further)
    gc.collect()


def _work(module: str, further: tuple[str, ...]) -> None:
    with TemporaryDirectory() as folder:
        store = Path(folder) / "台账.jdt"
        create_store(store, NewStore("青山县人民检察院", "青检"), Actor("张某"), CLOCK).close()
        try:
            with redirect_stdout(_Listener(ACTS.get(module, 1))):
                import_module(module).main(store, 1, *further)
        except _SaidEnough:
            return


everything_imported()
everything_done_once()
