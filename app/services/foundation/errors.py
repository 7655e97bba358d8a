"""Errors whose text is the Chinese sentence the user reads."""

from app.models.problems import KnownError

__all__ = ["DomainError", "FieldProblem", "KnownError", "NotAllowed"]


class DomainError(Exception):
    """What the user cannot do; ``str(error)`` says what, why and what to do next."""


class NotAllowed(DomainError):
    """Whoever has signed in may not do this, or nobody has signed in."""


class NeedsAgreement(DomainError):
    """Somebody else has to agree first. Says to which act on which row, so that it can be asked for at once."""

    def __init__(self, sentence: str, intention: str, row: tuple[str, int]) -> None:
        """``intention`` is the act's code, ``row`` the table and id it is done to."""
        super().__init__(sentence)
        self.intention, self.row = intention, row


class FieldProblem(DomainError):
    """Something is wrong with one field of what was typed; ``field`` is its name in the draft."""

    def __init__(self, field: str, sentence: str) -> None:
        """``sentence`` is shown beside the field."""
        super().__init__(sentence)
        self.field = field
