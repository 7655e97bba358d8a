"""Asked by other services inside their transaction: has the letter passed the check, with the words it has now."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.letter_terms import CheckMoment
from app.models.suggestion import Suggestion as Letter
from app.models.suggestion_review import PreIssueCheck
from app.services.foundation.errors import DomainError
from app.services.pre_issue.digest import digest_of

# A check before the signature asks for more, so it counts before the review as well.
_COUNTS = {
    CheckMoment.FOR_REVIEW: (CheckMoment.FOR_REVIEW, CheckMoment.FOR_SIGNATURE),
    CheckMoment.FOR_SIGNATURE: (CheckMoment.FOR_SIGNATURE,),
}
_STEPS = {CheckMoment.FOR_REVIEW: "送审", CheckMoment.FOR_SIGNATURE: "登记制发"}


def required_check(session: Session, letter: Letter, moment: CheckMoment) -> None:
    """Raise DomainError where a letter that follows a path has not passed the check as it stands.

    Letters from a ledger, and those begun before there were paths, are not asked.
    """
    if not letter.path or letter.batch_id is not None:
        return
    digests = digests_at(session, letter.id, moment)
    if not digests:
        raise DomainError(
            f"{letter.entry_number} 还没有通过{moment.label}检查，不能{_STEPS[moment]}。"
            "请打开“制发前检查”（F7），改正红灯、写明黄灯的理由后再办。"
        )
    if digest_of(session, letter) not in digests:
        raise DomainError(
            f"{letter.entry_number} 在{moment.label}检查以后又改动过，不能{_STEPS[moment]}。"
            "请打开“制发前检查”（F7）重新检查。"
        )


def digests_at(session: Session, letter_id: int, moment: CheckMoment) -> frozenset[str]:
    """The digests of what passed the checks that count at a moment."""
    wanted = select(PreIssueCheck.digest).where(
        PreIssueCheck.suggestion_id == letter_id, PreIssueCheck.moment.in_(_COUNTS[moment])
    )
    return frozenset(session.scalars(wanted))
