"""Takes away what long acts that were killed left beside a store; only for whoever holds it for a window.

| Left by | What | Goes |
|---|---|---|
| encrypting | ``.X.jdt.sealing`` and the sealed twins of attachments | here, while the store is plain |
| mending, putting a backup back | ``.mending-X-…``, ``.restoring-X-…`` | here: whoever holds the store does them |
| restoring beside, making a store | ``.restoring-…``, ``.X.jdt.new`` | here, an hour after it was last written to |
| attaching, registering a paper | ``.incoming-…`` in ``X.files`` | here, likewise: commands attach beside a window |
| proving a copy | ``.trial-…`` in the folder for temporary files | here, likewise |
| swapping | ``.X.jdt.recovered`` | ``swapping.finish_swap``, which may have to go on with it |
| a backup, its trial | ``.backup-X-…``, ``.trial-X-…`` | ``backups.sweep``, ``sweep_shared`` at the next backup |
"""

import logging
import tempfile
from collections.abc import Iterator
from datetime import datetime
from glob import escape
from itertools import chain
from pathlib import Path

from app.models.cipher import is_plain
from app.services.keys.encrypting import ENDS, growing_of
from app.services.office.vault import INCOMING, SEALED
from app.services.store.backups import TRYING, at_rest, take_away
from app.services.store.places import attachments_of
from app.services.store.recovering import MENDING
from app.services.store.restoring import RESTORING

_RANDOM = 8  # characters of tempfile
log = logging.getLogger(__name__)


def clear_litter(store: Path, now: datetime) -> None:
    """Never raises for what cannot be taken away: it is tried again the next time."""
    try:
        gone = [*_of_encrypting(store), *_of_holders(store), *at_rest(_of_anybody(store), now)]
        for left in gone:
            log.info("%s was left by an act that was cut short", left)
        take_away(gone)
    except OSError as error:
        log.info("what was left beside %s stays: %s", store, error)


def _of_encrypting(store: Path) -> Iterator[Path]:
    """The copy last, because it alone tells that the sealed twins are of an attempt: it is made before them."""
    growing = growing_of(store)
    if growing.exists() and is_plain(store):
        yield from attachments_of(store).glob(f"??/*{SEALED}")
        yield from (growing.with_name(growing.name + end) for end in reversed(ENDS))


def _of_holders(store: Path) -> Iterator[Path]:
    end = f"{escape(store.stem)}-{'?' * _RANDOM}"  # no store of a longer name that begins the same
    return chain(store.parent.glob(f"{MENDING}{end}"), store.parent.glob(f"{RESTORING}{end}"))


def _of_anybody(store: Path) -> Iterator[Path]:
    return chain(
        store.parent.glob(f"{RESTORING}*"),
        store.parent.glob(f".{escape(store.name)}.new*"),
        attachments_of(store).glob(f"{INCOMING}*"),
        Path(tempfile.gettempdir()).glob(f"{TRYING}*"),
    )
