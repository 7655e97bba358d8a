"""The services of other features that papers take their facts from."""

from collections.abc import Callable
from dataclasses import dataclass

from app.models.database import Database
from app.services.approvals.service import Approvals
from app.services.clues.service import Clues
from app.services.deadlines.service import Deadlines
from app.services.deputies.service import Deputies
from app.services.follow_ups.service import FollowUps
from app.services.foundation.changes import Changes
from app.services.foundation.clock import Clock
from app.services.further_measures.service import FurtherMeasures
from app.services.hand_overs.referrals import Referrals
from app.services.investigations.service import Investigations
from app.services.matters.service import Matters
from app.services.office.offices import Offices
from app.services.office.settings import Settings
from app.services.replies.service import Replies
from app.services.reverse_reviews.service import ReverseReviews
from app.services.review_papers.rows import ReviewOrder
from app.services.secrecy.carrying import Carriers
from app.services.secrecy.service import Secrecy
from app.services.serving.service import Serving
from app.services.suggestions.service import Suggestions


@dataclass(frozen=True)
class Sources:
    """Where facts come from, handed in by bootstrap."""

    suggestions: Suggestions
    follow_ups: FollowUps
    matters: Matters
    approvals: Approvals
    investigations: Investigations
    further_measures: FurtherMeasures
    referrals: Referrals
    replies: Replies
    serving: Serving
    clues: Clues
    deputies: Deputies
    reverse_reviews: ReverseReviews
    review_order: Callable[[], ReviewOrder]
    secrecy: Secrecy
    carriers: Carriers
    offices: Offices
    deadlines: Deadlines
    settings: Settings
    clock: Clock
    database: Database
    changes: Changes
