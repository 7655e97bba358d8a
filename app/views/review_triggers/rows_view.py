"""What an original case met, for its record page and for the preview."""

from collections.abc import Sequence

from app.services.review_triggers.rows import HitRow
from app.views.shared.facts import Fact


def trigger_rows(hits: Sequence[HitRow]) -> tuple[Fact, ...]:
    """One line for each hit of ``desk.review_triggers.of_case``: its list, the trigger, where it stands."""
    return tuple((hit.trigger_list.label, _line(hit)) for hit in hits)


def _line(hit: HitRow) -> str:
    done = f"（{hit.review_number}）" if hit.review_number else f"（{hit.reason}）" if hit.reason else ""
    return f"{hit.name} · {hit.standing.label}{done}"
