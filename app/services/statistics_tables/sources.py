"""All tables there are, in the order they are shown and printed."""

from app.services.foundation.resources import Resources
from app.services.statistics_tables.matters import MattersTable
from app.services.statistics_tables.source import Source
from app.services.statistics_tables.suggestions import SuggestionsTable


def sources_of(resources: Resources) -> tuple[Source, ...]:
    """A further table is one more entry here."""
    folder = resources.statistics / "tables"
    return (SuggestionsTable(folder / "suggestions.toml"), MattersTable(folder / "matters.toml"))
