"""Where the shipped data files lie: rules, calendars, fonts, icons, templates, manual, samples."""

import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Resources:
    """Folders below one root; handed to services by bootstrap, so tests can hand in another root."""

    root: Path

    @classmethod
    def shipped(cls) -> "Resources":
        """The folder beside the program, in a source tree and in a packaged program alike."""
        bundle = getattr(sys, "_MEIPASS", None)
        home = Path(bundle) if bundle else Path(__file__).resolve().parents[3]
        return cls(home / "resources")

    @property
    def rules(self) -> Path:
        """Deadline rules, TOML."""
        return self.root / "rules"

    @property
    def calendar(self) -> Path:
        """Holiday notices, one TOML a year."""
        return self.root / "calendar"

    @property
    def fonts(self) -> Path:
        """Faces for paper and screen, with their licences."""
        return self.root / "fonts"

    @property
    def icons(self) -> Path:
        """SVG icons, with their licence."""
        return self.root / "icons"

    @property
    def styles(self) -> Path:
        """The style sheet and the palettes."""
        return self.root / "styles"

    @property
    def documents(self) -> Path:
        """Document templates, TOML."""
        return self.root / "documents"

    @property
    def matter_types(self) -> Path:
        """Matter types and the list of powers, TOML."""
        return self.root / "matter_types"

    @property
    def suggestion_paths(self) -> Path:
        """Paths of suggestions from clue to closing, TOML."""
        return self.root / "suggestion_paths"

    @property
    def investigations(self) -> Path:
        """Which acts of investigation stop which periods, TOML."""
        return self.root / "investigations"

    @property
    def further_measures(self) -> Path:
        """What follows a letter that was not heeded, TOML."""
        return self.root / "further_measures"

    @property
    def importing(self) -> Path:
        """Column synonyms and word lists for ledgers, TOML."""
        return self.root / "importing"

    @property
    def manual(self) -> Path:
        """The Chinese user manual."""
        return self.root / "manual"

    @property
    def statistics(self) -> Path:
        """The figures of the monthly statistics, TOML."""
        return self.root / "statistics"

    @property
    def base_data(self) -> Path:
        """From which difference on a count is pointed out, TOML."""
        return self.root / "base_data"

    @property
    def indicators(self) -> Path:
        """Items of base data and the standard library of indicators, TOML."""
        return self.root / "indicators"

    @property
    def follow_ups(self) -> Path:
        """Signs of 未依法履职 and the closing checklist of letters, TOML."""
        return self.root / "follow_ups"

    @property
    def clues(self) -> Path:
        """Sources of clues, and which clues are not taken in, TOML."""
        return self.root / "clues"

    @property
    def pre_issue(self) -> Path:
        """What letters are looked over for before they are issued, TOML."""
        return self.root / "pre_issue"

    @property
    def attachments(self) -> Path:
        """What is not taken in as an attachment, TOML."""
        return self.root / "attachments"

    @property
    def secrecy(self) -> Path:
        """By which marks state secrets are recognised, and how names are masked, TOML."""
        return self.root / "secrecy"

    @property
    def serving(self) -> Path:
        """Methods of service and how copies are allotted, TOML."""
        return self.root / "serving"

    @property
    def suggestion_library(self) -> Path:
        """From which likeness on a problem has recurred, and how many letters the library looks at, TOML."""
        return self.root / "suggestion_library"

    @property
    def reverse_reviews(self) -> Path:
        """Triggers, dimensions, causes, kinds of results, grades and stage results of reverse review, TOML."""
        return self.root / "reverse_reviews"

    @property
    def access(self) -> Path:
        """Who may do and read what, rules of passwords, acts that two people agree on, TOML."""
        return self.root / "access"

    @property
    def keys(self) -> Path:
        """Rules of passwords of encrypted stores, TOML."""
        return self.root / "keys"

    @property
    def backups(self) -> Path:
        """How often stores are backed up by themselves, and which backups stay, TOML."""
        return self.root / "backups"

    @property
    def guarding(self) -> Path:
        """From which free space on opening warns, and what large writes leave free, TOML."""
        return self.root / "guarding"

    @property
    def trash(self) -> Path:
        """Which records may be removed, and how long they are kept, TOML."""
        return self.root / "trash"

    @property
    def samples(self) -> Path:
        """Sample ledgers compiled from published cases."""
        return self.root / "samples"
