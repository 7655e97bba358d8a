"""Acts on a letter that bring a scan: copied in first, kept in the act's own transaction."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from app.models.actor import Actor
from app.models.objection import Objection
from app.models.suggestion import RectificationRecord, Reply, ServiceRecord
from app.models.suggestion import Suggestion as Letter
from app.models.terms import RecordType
from app.services.foundation.intentions import Intention
from app.services.foundation.pen import Opened, Pen
from app.services.foundation.progress import Progress
from app.services.office.attachment_files import Staged
from app.services.office.attachments import Attachments

Child = TypeVar("Child", ServiceRecord, Reply, RectificationRecord, Objection)


class Coming(NamedTuple):
    """A scan that comes with an act, who watches it come, and what refuses the act."""

    scan: Path | None
    progress: Progress | None
    refuse: Callable[[Letter], object]


@dataclass(frozen=True)
class Arrived:
    """A letter inside its writing transaction, and the scan that has come for it."""

    opened: Opened[Letter]
    attachments: Attachments
    scan: Staged | None

    def add(self, table: type[Child], purpose: str, values: Mapping[str, Any]) -> Child:
        """Register what came, with its scan where there is one."""
        unit, letter = self.opened.unit, self.opened.record
        row = table(suggestion_id=letter.id, attachment_id=self.attach(purpose), **values)
        unit.session.add(row)
        unit.session.flush()
        return row

    def attach(self, purpose: str) -> int | None:
        """Keep the scan that came; gives its id, None where none came."""
        if self.scan is None:
            return None
        return self.attachments.attach(
            self.opened.unit, (RecordType.SUGGESTION, self.opened.record.id), purpose, self.scan
        )


@dataclass(frozen=True)
class Arrivals:
    """Opens letters for what comes."""

    pen: Pen[Letter]
    attachments: Attachments

    @contextmanager
    def on(self, actor: Actor, intention: Intention, letter_id: int, coming: Coming) -> Iterator[Arrived]:
        """One letter for one intention; what cannot be is refused before the copying, and once more when it counts."""
        self.pen.look(letter_id, coming.refuse)
        with (
            self.attachments.scan_coming(coming.scan, coming.progress) as scan,
            self.pen.on(actor, intention, letter_id) as opened,
        ):
            coming.refuse(opened.record)
            yield Arrived(opened, self.attachments, scan)
