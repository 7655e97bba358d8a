"""The places where one window keeps drafts, claimed apart from those of other windows and released with their owner."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.services.drafts.rows import Claimed, DraftPlace
from app.views.shared.workplace import Workplace

if TYPE_CHECKING:
    from app.services.drafts.service import Drafts


class DraftClaims:
    """Those of one editor. Two views in one window share what they claim of the same record."""

    def __init__(self, workplace: Workplace, owner: QObject) -> None:
        """Nothing is claimed; whatever is, is released when ``owner`` is gone."""
        self._workplace = workplace
        self._held: dict[DraftPlace, tuple[Drafts, DraftPlace]] = {}  # by the place that was asked for
        owner.destroyed.connect(lambda: self.release_all())  # noqa: PLW0108 - a method alone is not kept alive

    def look(self, place: DraftPlace) -> Claimed:
        """What was left there; claimed only where something was."""
        claimed = self._claim(place)
        if claimed.left is None:
            self.release(place)
        return claimed

    def of(self, place: DraftPlace) -> DraftPlace:
        """Where to keep what is typed: claimed now, where it was not yet."""
        held = self._held.get(place)
        return held[1] if held is not None else self._claim(place, is_begun=True).place

    def begin(self, place: DraftPlace) -> Claimed:
        """Claim it, and what was left there."""
        return self._claim(place)

    def is_typed_elsewhere(self, place: DraftPlace) -> bool:
        """Whether another window has claimed a place for the same record."""
        return self._workplace.desk.drafts.is_typed_elsewhere(place, self._workplace)

    def release(self, place: DraftPlace) -> None:
        """Nothing is typed there any more."""
        held = self._held.pop(place, None)
        if held is not None:
            held[0].release(held[1], self._workplace)

    def release_all(self) -> None:
        """The editor is gone, or follows another record."""
        for place in list(self._held):
            self.release(place)

    def _claim(self, place: DraftPlace, *, is_begun: bool = False) -> Claimed:
        self.release(place)
        drafts = self._workplace.desk.drafts
        claimed = drafts.claim(self._workplace.actor.name, place, self._workplace, is_begun=is_begun)
        self._held[place] = drafts, claimed.place
        return claimed
