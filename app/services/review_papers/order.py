"""The order of dimensions and stages, as the office's data has it."""

from pathlib import Path

from app.services.foundation.toml_table import TomlTable
from app.services.review_papers.rows import ReviewOrder


def review_order(folder: Path) -> ReviewOrder:
    """``folder`` is ``resources/reverse_reviews``; raises DomainError naming file and key where one is spoilt."""
    return ReviewOrder(
        _names(folder / "dimensions.toml", "dimension", "方面"), _names(folder / "stages.toml", "stage", "环节")
    )


def _names(path: Path, key: str, title: str) -> tuple[str, ...]:
    if not path.exists():  # then they stand as they were found
        return ()
    return tuple(table.text("name") for table in TomlTable.read(path).tables(key, title))
