"""Whether stores can be encrypted on this machine; asked by the first page, so it loads nothing."""

from app.models.data_key import encryption_is_possible


def is_possible() -> bool:
    """Whether SQLCipher and what wraps its keys are installed here."""
    return encryption_is_possible()
