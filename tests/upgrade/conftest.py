"""Opening a store goes by the same clock as everything else; the actor is somebody of the office."""

import pytest

from app.models.actor import Actor


@pytest.fixture
def actor() -> Actor:
    """Who makes the store."""
    return Actor("张某")
