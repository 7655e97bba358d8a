"""What the store's own records can count, as items name it: issued, adopted, matter:public-interest, source:来信."""

ISSUED, REPLIED, ADOPTED = "issued", "replied", "adopted"
OF_LETTERS = frozenset({ISSUED, REPLIED, ADOPTED})  # of all letters; a month without any of them is unknown
LETTERS, TYPES, SOURCES = "letter", "matter", "source"  # families: what stands before the colon
UNLISTED = "-"  # of a family: whatever no other item of it names
BETWEEN = "|"  # the ways one source is written


def family_of(measure: str) -> str:
    """Which records a measure counts: issued, replied, adopted, letter, matter or source; empty where there is none."""
    return measure.partition(":")[0]


def words_of(measure: str) -> tuple[str, ...]:
    """The kinds, types or ways of writing a source that a measure adds up."""
    return tuple(measure.partition(":")[2].split(BETWEEN))


def is_measure(text: str) -> bool:
    """Whether a text is a measure, or empty."""
    family, colon, words = text.partition(":")
    if not colon:
        return not text or text in OF_LETTERS
    return family in {LETTERS, TYPES, SOURCES} and all(words.split(BETWEEN))
