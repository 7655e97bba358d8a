"""Errors whose text is the Chinese sentence the user reads."""


class DomainError(Exception):
    """What the user cannot do; ``str(error)`` says what, why and what to do next."""


class KnownError(Exception):
    """What the machine cannot do just now (disk full, file locked, store damaged or too new), in a sentence."""
