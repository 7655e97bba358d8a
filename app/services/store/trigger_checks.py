"""Cases that meet a trigger in force without standing on its list: nothing meets a trigger and is forgotten."""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from app.services.foundation.progress import Progress
from app.services.review_triggers.evaluating import count_cases, missing
from app.services.review_triggers.model import Trigger

_REMEDY = "请在“触发清单”按“核对全部原案”补列。"


def unlisted(session: Session, triggers: Sequence[Trigger], progress: Progress) -> tuple[int, Iterator[str]]:
    """How many cases are registered, and a sentence for each that is missing on a list."""
    found = (
        f"原案 {met.values['entry_number']} 符合“{met.trigger.name}”，没有列入触发清单。{_REMEDY}"
        for met in missing(session, triggers, progress)
    )
    return count_cases(session), found
