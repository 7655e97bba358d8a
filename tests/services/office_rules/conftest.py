"""The desk and the records of the docket serve here too."""

from tests.services.docket.conftest import authority, desk, office

__all__ = ["authority", "desk", "office"]
