"""Errors whose text is the Chinese sentence the user reads."""

from app.models.problems import KnownError

__all__ = ["DomainError", "FieldProblem", "KnownError", "NotAllowed"]


class DomainError(Exception):
    """What the user cannot do; ``str(error)`` says what, why and what to do next."""


class NotAllowed(DomainError):
    """Whoever has signed in may not do this, or nobody has signed in."""


class FieldProblem(DomainError):
    """Something is wrong with one field of what was typed; ``field`` is its name in the draft."""

    def __init__(self, field: str, sentence: str) -> None:
        """``sentence`` is shown beside the field."""
        super().__init__(sentence)
        self.field = field
