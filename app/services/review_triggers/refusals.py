"""Why something cannot be done with hits and triggers, in the user's words."""

from collections.abc import Sequence

from app.services.foundation.errors import DomainError

_TOLD = 5


class HitNotFound(DomainError):
    """No hit has that id."""

    def __init__(self, _hit_id: int) -> None:
        """The id says nothing to the user."""
        super().__init__("触发清单里没有这一条，可能已被撤销。请刷新后再看。")


class HitsRefused(DomainError):
    """Some of several hits cannot be dealt with so; nothing was done to any of them."""

    def __init__(self, sentences: Sequence[str]) -> None:
        """One sentence for each hit."""
        more = f"\n……共 {len(sentences)} 条" if len(sentences) > _TOLD else ""
        told = "\n".join(sentences[:_TOLD])
        super().__init__(f"没有处理任何一条：\n{told}{more}\n请去掉这些再处理其余的。")
