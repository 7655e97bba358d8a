"""The tabs of a letter's record page that other features bring, in the order in which a letter is worked on."""

from typing import TYPE_CHECKING, Protocol

from app.services.suggestions.rows import LetterCard
from app.views.pre_issue.view import PreIssueView
from app.views.shared.workplace import Workplace
from app.views.suggestion_items.view import ItemsView
from app.views.suggestion_paths.record_view import LetterSteps

if TYPE_CHECKING:
    from app.views.shared.record_frame import RecordFrame


class LetterView(Protocol):
    """What one feature shows of a letter; it adds its tab and its acts to the frame when it is made."""

    def show_letter(self, card: LetterCard) -> None:
        """Read and show it; the tab's title may change."""


def views_before_papers(workplace: Workplace, frame: "RecordFrame") -> tuple[LetterView, ...]:
    """What leads to the letter; each stands before 文书."""
    return (LetterSteps(workplace, frame), ItemsView(workplace, frame), PreIssueView(workplace, frame))


def views_after_papers(workplace: Workplace, frame: "RecordFrame") -> tuple[LetterView, ...]:
    """What follows the letter; each stands before 期限."""
    from app.views.deputies.of_letter import LetterProposals
    from app.views.experts.record_view import LetterExperts
    from app.views.follow_ups.view import RectificationView
    from app.views.further_measures.view import FollowUpsView
    from app.views.replies.letter_tab import RepliesTab
    from app.views.serving.view import ServingView
    from app.views.unit_history.letter_tab import UnitTab

    made = (ServingView, RepliesTab, RectificationView, FollowUpsView, LetterProposals, LetterExperts, UnitTab)
    return tuple(view(workplace, frame) for view in made)
