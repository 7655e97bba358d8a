"""Finds the numbers somebody changed by hand: what an edited sentence says and its figures do not."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from app.services.briefings.figures import BriefingFigure
from app.services.briefings.rows import Mismatch, Sentence

# Dates, document numbers and ordinals are no figures.
_NO_FIGURE = re.compile(
    r"\d{4}[-年]\d{1,2}(?:[-月]\d{1,2}日?|月)?|\d{4}年(?:度)?|〔\d+〕\d+号?|第\d+|\d{1,2}月\d{1,2}日|\d{1,2}[月日]"
)
_NUMBER = re.compile(r"(?<![A-Za-z0-9.])\d+(?:\.\d+)?(?![A-Za-z0-9])")
_FEWEST = re.compile(r"分母不足10")


def numbers_in(text: str) -> list[str]:
    """The numbers of a text that can be figures, as written."""
    return _NUMBER.findall(_NO_FIGURE.sub(" ", _FEWEST.sub("", text)))


def mismatches_of(sentence: Sentence, figures: Iterable[BriefingFigure]) -> tuple[Mismatch, ...]:
    """Of a sentence that stands as it was made there are none, nor of an own one that cites no figure."""
    cited = tuple(figures)
    if sentence.is_removed or not (sentence.is_edited or (sentence.is_own and cited)):
        return ()
    made, said = numbers_in(sentence.made), numbers_in(sentence.text)
    allowed = {number for figure in cited for number in figure.numbers} | set(made)
    instead = _replaced(made, said)
    if sentence.is_own and len(cited) == 1 and cited[0].n is not None:
        instead = dict.fromkeys(range(len(said)), str(cited[0].n))
    found = [Mismatch(number, instead.get(place, "")) for place, number in enumerate(said) if number not in allowed]
    # A number that is one of the figures', but stands where another one stood.
    found += [
        Mismatch(number, instead[place])
        for place, number in enumerate(said)
        if number in allowed and place in instead and not sentence.is_own and len(made) == len(said)
    ]
    return tuple(dict.fromkeys(found))


def _replaced(made: list[str], said: list[str]) -> dict[int, str]:
    """The places whose number took the place of another."""
    found: dict[int, str] = {}
    if len(made) == len(said):
        return {place: was for place, (was, now) in enumerate(zip(made, said, strict=True)) if was != now}
    for what, first, last, start, end in SequenceMatcher(None, made, said, autojunk=False).get_opcodes():
        if what == "replace" and last - first == end - start:
            found.update({start + step: made[first + step] for step in range(end - start)})
    return found
