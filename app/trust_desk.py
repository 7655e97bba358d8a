"""Makes the services of trust: who may do what, what is kept of unsaved work, marks, the trash."""

from functools import cached_property
from typing import TYPE_CHECKING

from app.figure_desk import FigureDesk

if TYPE_CHECKING:
    from app.services.drafts.service import Drafts
    from app.services.trash.service import Trash


class TrustDesk(FigureDesk):
    """What one open store can do about accounts, drafts not saved yet, secrecy and removal."""

    @cached_property
    def drafts(self) -> "Drafts":
        """What was typed and not saved yet."""
        from app.services.drafts.service import Drafts

        return Drafts(self._database, self.clock)

    @cached_property
    def trash(self) -> "Trash":
        """回收站."""
        from app.services.trash.barring import Bars
        from app.services.trash.four_eyes import KeptAgreements
        from app.services.trash.service import Parts, Trash

        means = self._database, self.clock, self.changes, self.attachments
        return Trash(Parts(*means, Bars(self.resources.trash), KeptAgreements(), self.follow_taken_back))
