"""The chapters of the manual as they lie in the resources, in the order of their file names."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Chapter:
    """One chapter: its title, and the whole of it in Markdown."""

    title: str
    text: str

    def speaks_of(self, words: str) -> bool:
        """It holds all of the words, whatever their case."""
        low = self.text.lower()
        return all(word in low for word in words.lower().split())


def chapters_in(folder: Path) -> tuple[Chapter, ...]:
    """All chapters; the first line of each file is its title."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md")))
    return tuple(Chapter(text.partition("\n")[0].lstrip("# ").strip(), text) for text in texts)
