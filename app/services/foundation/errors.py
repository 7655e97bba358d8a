"""Errors whose text is the Chinese sentence the user reads."""

from app.models.problems import KnownError

__all__ = ["DomainError", "FieldProblem", "KnownError"]


class DomainError(Exception):
    """What the user cannot do; ``str(error)`` says what, why and what to do next."""


class FieldProblem(DomainError):
    """Something is wrong with one field of what was typed; ``field`` is its name in the draft."""

    def __init__(self, field: str, sentence: str) -> None:
        """``sentence`` is shown beside the field."""
        super().__init__(sentence)
        self.field = field
