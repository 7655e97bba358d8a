"""What a kind of record makes of its approvals, inside the transaction that writes them."""

from typing import Any, Protocol

from app.models.approval import Approval
from app.models.database import Unit


class Following(Protocol):
    """Asked before an act is put up, told after it was, and after it was decided or returned."""

    def may_propose(self, unit: Unit, record: Any, act: str) -> None:
        """Refuse an act whose time has not come; raises DomainError."""

    def proposed(self, unit: Unit, approval: Approval) -> None:
        """An act was put up."""

    def answered(self, unit: Unit, approval: Approval) -> None:
        """An approval is not open any more."""


class NobodyFollows:
    """Records that make nothing of their approvals."""

    def may_propose(self, unit: Unit, record: Any, act: str) -> None:
        """Everything may be put up."""

    def proposed(self, unit: Unit, approval: Approval) -> None:
        """Nothing follows."""

    def answered(self, unit: Unit, approval: Approval) -> None:
        """Nothing follows."""
