"""What was pasted into a field of one line, as it is kept: on one line, and without signs that nobody sees."""

import re

_BREAKS = re.compile("[ \u3000]*[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+[ \u3000\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]*")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def one_line(text: str) -> str:
    """Tabs and line ends go, between Chinese characters without a space in their place; so do signs that turn or hide.

    A unit's name cut over two lines in the letter it was copied from would else be another unit in every list and
    figure, and a name with a turned part would read otherwise on screen than on paper.
    """
    plain = _UNSEEN.sub("", text).strip()
    return _BREAKS.sub(lambda found: _between(plain[found.start() - 1], plain[found.end()]), plain)


def _between(before: str, after: str) -> str:
    return " " if before.isascii() or after.isascii() else ""
