"""Faces of a paragraph by its level: 一、黑体, （一）楷体, all else 仿宋 (GB/T 9704-2012, 7.3.3)."""

import re
from collections.abc import Iterable, Iterator

from app.services.documents.composition import Paragraph, Place
from app.services.documents.paper.fonts import Face
from app.services.documents.paper.typesetter import Run
from app.services.documents.rich_text import Stretch, stretches_of

_DIGITS = "〇一二三四五六七八九"
_LEVEL_1 = re.compile(r"[一二三四五六七八九十]+、")
_LEVEL_2 = re.compile(r"（[一二三四五六七八九十]+）")
_MISSING = re.compile(r"(【缺：[^】]*】)")
_LONGEST_HEADING = 40  # characters; a longer first sentence is text, not a heading


def paragraph_of(text: str, place: Place = Place.BODY) -> Paragraph:
    """A line of text as a paragraph, its heading set off."""
    stretches = stretches_of(text)
    whole = "".join(stretch.text for stretch in stretches)
    cut, face = _heading(whole)
    runs = tuple(_runs(stretches, cut, face))
    return Paragraph(runs, is_heading=0 < cut == len(whole), place=place)


def faced(text: str, face: Face, is_bold: bool = False) -> tuple[Run, ...]:
    """The text in its face, the marks of missing facts in 黑体."""
    return tuple(
        Run(part, Face.HEI) if _MISSING.fullmatch(part) else Run(part, face, is_bold)
        for part in _MISSING.split(text)
        if part
    )


def chinese_number(number: int) -> str:
    """1 to 99 as 一 to 九十九, for headings."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return (_DIGITS[tens] if tens > 1 else "") + "十" + (_DIGITS[ones] if ones else "")


def _heading(text: str) -> tuple[int, Face]:
    """How many characters at the start are a heading, and its face."""
    if _LEVEL_1.match(text) and len(text) <= _LONGEST_HEADING and not text.endswith("。"):
        return len(text), Face.HEI
    if _LEVEL_2.match(text):
        end = text.find("。") + 1 or len(text)
        if end <= _LONGEST_HEADING and (end < len(text) or not text.endswith("。")):
            return end, Face.KAI
    return 0, Face.FANG


def _runs(stretches: Iterable[Stretch], cut: int, face: Face) -> Iterator[Run]:
    """The stretches, those before ``cut`` in the heading's face; headings are not made bold (GB/T 9704, 7.3.3)."""
    at = 0
    for text, is_bold in stretches:
        inside = max(min(cut - at, len(text)), 0)
        if inside:
            yield from faced(text[:inside], face)
        if inside < len(text):
            yield from faced(text[inside:], Face.FANG, is_bold)
        at += len(text)
