"""What a clue says, as the draft of the matter or letter it is opened as."""

from collections.abc import Iterable, Sequence

from app.models.clue import Clue
from app.services.clues.parties import names_in
from app.services.clues.rows import TriageDraft
from app.services.matters.rows import MatterDraft
from app.services.suggestions.rows import LetterDraft


def matter_draft(clues: Sequence[Clue], draft: TriageDraft) -> MatterDraft:
    """The matter that one clue becomes, or several as 类案: what they share once, what differs one after another."""
    first = clues[0]
    wanted = [clue.wanted_by for clue in clues if clue.wanted_by is not None and clue.reported_on is None]
    days = [clue.found_on for clue in clues if clue.found_on is not None]
    return MatterDraft(
        kind=draft.kind.strip() or first.kind or "",
        unit=draft.unit.strip() or _units(clues),
        source=_together(clue.source for clue in clues),
        source_person=_together(clue.source_person for clue in clues),
        source_on=min(days, key=str, default=None),
        subject=first.subject or "" if len(clues) == 1 else _subject(clues),
        found=first.found or "" if len(clues) == 1 else _findings(clues),
        parties=_parties(clues),
        department=first.department or "",
        handler=first.handler or "",
        task_number=_together(clue.task_number for clue in clues),
        wanted_by=min(wanted, default=None),
        accepted_on=draft.on,
    )


def letter_draft(clue: Clue, draft: TriageDraft) -> LetterDraft:
    """The draft letter that a clue becomes."""
    person = f"（{clue.source_person}）" if clue.source_person else ""
    day = f"，{clue.found_on.chinese()}" if clue.found_on else ""
    return LetterDraft(
        kind=draft.suggestion_kind,
        addressee=draft.unit.strip() or clue.unit or "",
        case_source=f"{clue.source}{person}{day}",
        case_name=clue.subject or "",
        problem=clue.found or "",
        department=clue.department or "",
        handler=clue.handler or "",
        path=draft.suggestion_path,
    )


def _together(values: Iterable[str | None]) -> str:
    return "、".join(dict.fromkeys(value for value in values if value))


def _parties(clues: Sequence[Clue]) -> str:
    if len(clues) == 1:
        return clues[0].parties or ""
    return _together(name for clue in clues for name in names_in(clue.parties or ""))


def _units(clues: Sequence[Clue]) -> str:
    units = list(dict.fromkeys(clue.unit for clue in clues if clue.unit))
    return units[0] if len(units) == 1 else f"{units[0]}等{len(units)}家单位" if units else ""


def _subject(clues: Sequence[Clue]) -> str:
    named = next((clue.subject for clue in clues if clue.subject), "") or _units(clues)
    return f"{named}等{len(clues)}条线索类案"


def _findings(clues: Sequence[Clue]) -> str:
    return "\n".join(
        f"{clue.entry_number} {clue.unit or ''}：{clue.found or clue.subject or '（未写明）'}" for clue in clues
    )
