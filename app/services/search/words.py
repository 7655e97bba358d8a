"""Cuts text into what the index keeps: overlapping pairs of Chinese characters, and whole words of other scripts.

A single last character closes each run, so that no phrase is found across a full stop. Trigrams would find nothing
for words of two characters, which is what people type; a word segmenter cuts question and text differently.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

_HAN = (
    "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # rare characters of names lie beyond U+FFFF
)
_RUN = re.compile(f"[{_HAN}]+|[^\\W_{_HAN}]+")
_FIRST_HAN = re.compile(f"[{_HAN}]")
_NEAR = 18  # characters shown either side of a word found


def indexed(text: str) -> str:
    """The tokens of a text, by blanks."""
    return " ".join(token for run in _RUN.findall(_plain(text)) for token in _tokens(run))


def pairs_of(text: str) -> frozenset[str]:
    """The pairs of Chinese characters of a text, and its other words; single characters say too little."""
    return frozenset(token for token in indexed(text).split() if len(token) > 1)


def endings(initials: str) -> str:
    """Pinyin initials from every place on, so that rmfy finds 青山县人民法院 (qsxrmfy)."""
    return " ".join(word[start:] for word in initials.split() for start in range(len(word) - 1))


def question(words: str) -> str:
    """The query of FTS5 for all of the words; empty where nothing can be searched for."""
    asked = (_phrase(_RUN.findall(word)) for word in _plain(words).split())
    return " AND ".join(phrase for phrase in asked if phrase)


def snippet(texts: Iterable[str], words: Sequence[str]) -> str:
    """The surroundings of the first word found in one of the texts, or the beginning of the first text."""
    first = ""
    for text in texts:
        for word in words:
            place = text.find(word)
            if place < 0 and word.isascii():
                place = text.lower().find(word.lower())
            if place >= 0:
                return _cut(text, max(place - _NEAR, 0))
        first = first or text
    return _cut(first, 0)


def _cut(text: str, start: int) -> str:
    end = start + 3 * _NEAR
    shown = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{shown}{'…' if end < len(text) else ''}"


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def _tokens(run: str) -> list[str]:
    if not _FIRST_HAN.match(run):
        return [run]
    return [*(run[place : place + 2] for place in range(len(run) - 1)), run[-1]]


def _phrase(runs: list[str]) -> str:
    if not runs:
        return ""
    *whole, last = runs
    tokens = [token for run in whole for token in _tokens(run)]
    is_open = len(last) == 1 or not _FIRST_HAN.match(last)  # its end may go on: 漏 -> 漏管, JY2026 -> JY2026…
    tokens += [last] if is_open else _tokens(last)[:-1]
    return f'"{" ".join(tokens)}"{"*" if is_open else ""}'
