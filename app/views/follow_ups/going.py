"""From a line of the closing checklist to where what it misses is supplied."""

from app.models.terms import RecordType
from app.services.closing.rows import ChecklistLine, Place
from app.services.suggestions.rows import LetterCard
from app.views.shared.record_frame import RecordFrame
from app.views.shared.workplace import Workplace

TITLE = "整改"
_TABS = {
    Place.APPROVALS: "审批",
    Place.HAND_OVERS: "移交与移送",
    Place.DEADLINES: "期限",
    Place.RECTIFICATION: TITLE,
}
_ACTS = {Place.REPLY: "登记回复", Place.RECEIPT: "登记送达"}


def go_to(workplace: Workplace, frame: object, letter: LetterCard, line: ChecklistLine) -> None:
    """To the tab or dialog on the letter's page; from a list, to the page first."""
    if not isinstance(frame, RecordFrame):
        workplace.open_record(RecordType.SUGGESTION, letter.id)
        return
    tabs, title = frame.tabs, _TABS.get(line.place, "")
    found = next((at for at in range(tabs.count()) if title and tabs.tabText(at).startswith(title)), -1)
    if found >= 0:
        tabs.setCurrentIndex(found)
    elif line.place in _ACTS:
        from app.views.suggestions.acts import open_act

        open_act(workplace, letter, _ACTS[line.place], frame)
