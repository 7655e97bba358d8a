"""What the store's own records can count, as items name it: issued, matter:public-interest, source:来信|来访."""

ISSUED, REPLIED = "issued", "replied"
LETTERS, TYPES, SOURCES = "letter", "matter", "source"  # families: what stands before the colon
UNLISTED = "-"  # of a family: whatever no other item of it names
BETWEEN = "|"  # the ways one source is written


def family_of(measure: str) -> str:
    """Which records a measure counts: issued, replied, letter, matter or source; empty where there is none."""
    return measure.partition(":")[0]


def words_of(measure: str) -> tuple[str, ...]:
    """The kinds, types or ways of writing a source that a measure adds up."""
    return tuple(measure.partition(":")[2].split(BETWEEN))


def is_measure(text: str) -> bool:
    """Whether a text is a measure, or empty."""
    family, colon, words = text.partition(":")
    if not colon:
        return text in {"", ISSUED, REPLIED}
    return family in {LETTERS, TYPES, SOURCES} and all(words.split(BETWEEN))
