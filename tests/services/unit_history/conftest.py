"""The same desk and letters as for the library."""

from tests.services.suggestion_library.conftest import desk, shelf

__all__ = ["desk", "shelf"]
