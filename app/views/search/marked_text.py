"""Where the searched words stand in a text, and the text with them marked."""

import re
from collections.abc import Iterable
from html import escape


def places(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Start and end of every occurrence, whatever the case; none overlap."""
    wanted = sorted({word for word in words if word}, key=len, reverse=True)
    if not wanted:
        return []
    return [found.span() for found in re.finditer("|".join(map(re.escape, wanted)), text, re.IGNORECASE)]


def marked(text: str, words: Iterable[str], colour: str) -> str:
    """The text as rich text with the words on a coloured ground; what it says itself is escaped."""
    parts, end = [], 0
    for start, stop in places(text, words):
        parts += [escape(text[end:start]), f'<span style="background-color:{colour}">{escape(text[start:stop])}</span>']
        end = stop
    return "".join([*parts, escape(text[end:])])
