"""The sentences in which a step of serving is refused: what, why, what next."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.letter_terms import CopyUse, ServiceResult
from app.models.serving import LetterCopy
from app.models.suggestion import ServiceRecord
from app.models.suggestion import Suggestion as Letter
from app.models.terms import Receipt
from app.services.foundation.errors import DomainError
from app.services.suggestions.refusals import name_of


class ServiceNotFound(DomainError):
    """No service with that id."""

    def __init__(self) -> None:
        """It was taken back, or went with its letter."""
        super().__init__("没有找到这次送达，它可能已随撤销的操作消失。请刷新后再看。")


class CopyNotFound(DomainError):
    """No copies with that id."""

    def __init__(self) -> None:
        """They were removed or taken back."""
        super().__init__("没有找到这一行份数，它可能已被删除或撤销。请刷新后再看。")


def services_of(session: Session, letter: Letter, result: ServiceResult) -> list[ServiceRecord]:
    """The services of a letter with this result, in order."""
    wanted = select(ServiceRecord).where(ServiceRecord.suggestion_id == letter.id, ServiceRecord.result == result)
    return list(session.scalars(wanted.order_by(ServiceRecord.id)))


def copies_of(session: Session, letter: Letter) -> list[LetterCopy]:
    """The copies of a letter, in order."""
    return list(
        session.scalars(select(LetterCopy).where(LetterCopy.suggestion_id == letter.id).order_by(LetterCopy.id))
    )


def must_not_be_received(letter: Letter, wish: str) -> None:
    """Refuse a step on a letter whose receipt is registered."""
    if letter.receipt is Receipt.RECEIVED:
        day = f"（{letter.received_on}）" if letter.received_on else ""
        raise DomainError(
            f"{name_of(letter)} 已登记送达{day}，不能再{wish}。登记有误的，请用“登记送达”并勾选“更正已登记的送达”。"
        )


def must_not_be_under_way(session: Session, letter: Letter) -> None:
    """Refuse sending a letter that has been sent and is awaited."""
    pending = services_of(session, letter, ServiceResult.PENDING)
    if pending:
        sent = pending[-1]
        raise DomainError(
            f"{name_of(letter)} 已于 {sent.sent_on} 以{sent.method.label}送出，还没有结果。请先登记签收、拒收或者退回。"
        )


def must_be_pending(letter: Letter, row: ServiceRecord, wish: str) -> None:
    """Refuse a result for a service that has one."""
    if row.result is not ServiceResult.PENDING:
        raise DomainError(
            f"{name_of(letter)} 的这次送达已登记为“{row.result.label}”，不能再{wish}。"
            "登记有误的，请先在“全部经过”里撤销。"
        )


def must_be_ticked_by_hand(row: LetterCopy) -> None:
    """Refuse a tick for what is served: its days stand with the service."""
    if row.use is CopyUse.SERVED:
        raise DomainError("送达被建议单位的份数不在这里登记。请用“送出”和“签收”登记送达。")


def must_not_be_sent(row: LetterCopy, wish: str) -> None:
    """Refuse changing copies that went out."""
    if row.sent_on is not None:
        raise DomainError(f"给{row.recipient}的已于 {row.sent_on} 送出，不能{wish}。请先“取消登记”。")
