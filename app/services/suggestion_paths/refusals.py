"""The sentences in which a step of a letter's path is refused."""

from collections.abc import Sequence

from app.services.foundation.errors import DomainError
from app.services.suggestion_paths.rows import StepRow


class StepsMissing(DomainError):
    """Steps that must come first have not been taken; ``missing`` are they."""

    def __init__(self, name: str, wish: str, missing: Sequence[StepRow]) -> None:
        """``name`` is the letter's number, ``wish`` what was wanted."""
        listed = "".join(f"\n{place}. {each.told}" for place, each in enumerate(missing, start=1))
        super().__init__(f"{name} 还不能{wish}，先要办理：{listed}")
        self.missing = tuple(missing)
