"""All tables there are, in the order they are shown and printed."""

from app.services.foundation.resources import Resources
from app.services.statistics_tables.source import Source


def sources_of(resources: Resources) -> tuple[Source, ...]:
    """A further table is one more entry here."""
    return ()
