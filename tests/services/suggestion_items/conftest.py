"""Letters to begin with are those of the suggestions' tests."""

from tests.services.suggestions.conftest import desk, letters, scan

__all__ = ["desk", "letters", "scan"]
