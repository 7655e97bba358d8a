"""A process that handles cases without end and says after each one that it is closed; it is killed by its test.

Each round leads two clues by triage to matters, and one of them over its gates and signed sheets to its closing.
"""

import sys
from pathlib import Path

from app.bootstrap import OpenDesk
from app.models.case_terms import MatterExit, Triage
from app.services.clues.rows import ClueDraft, TriageDraft, TriageTarget
from app.services.foundation.resources import Resources
from app.services.store.opening import open_store
from tests.models.killing import CLOCK
from tests.services.casework import HANDLER, Casework

CLUES = 2


def main(path: Path, _first: int) -> None:
    """Write until killed; standard output gets a line for each matter closed."""
    desk = OpenDesk(open_store(path, CLOCK), CLOCK, Resources.shipped())
    work = Casework(desk, path.parent)
    while True:
        matter = opened(desk, work)
        while not work.desk.closing.card(matter).can_close:
            case = work.case(matter)
            work.supply(matter, (*case.missing, *case.missing_to_close))
            if case.missing_to_close:
                break
            work.step(matter, case.ahead[-1])
        work.leave(matter, MatterExit.CLOSED)
        sys.stdout.write(f"{matter}\n")
        sys.stdout.flush()


def opened(desk: OpenDesk, work: Casework) -> int:
    """Clues come in and become matters of their own in one decision; the first of the matters."""
    draft = ClueDraft(source="来信来访", unit="青山县公安局", found="应当立案而未立案", kind="监督立案")
    clues = [desk.clues.register(HANDLER, draft).id for _ in range(CLUES)]
    made = desk.clues.triage(HANDLER, clues, TriageDraft(Triage.OPENED, work.today, TriageTarget.MATTER))
    return made.made[0].id
