"""What an open store gives besides its services: the day, the shipped data, and what only reads."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.services.documents.service import Documents
    from app.services.foundation.changes import Changes
    from app.services.foundation.clock import Clock
    from app.services.foundation.resources import Resources
    from app.services.guarding.room import Room
    from app.services.review_statistics.service import ReviewStatistics


class DeskGround(Protocol):
    """The ground of ``Desk``; nothing here writes."""

    @property
    def clock(self) -> "Clock":
        """The day the services go by."""

    @property
    def changes(self) -> "Changes":
        """Word of what was written."""

    @property
    def resources(self) -> "Resources":
        """The shipped data files."""

    @property
    def room(self) -> "Room":
        """Free space on the disks that are written to."""

    @property
    def documents(self) -> "Documents":
        """Formal documents."""

    @property
    def review_statistics(self) -> "ReviewStatistics":
        """反向审视、逐案分析统计."""
