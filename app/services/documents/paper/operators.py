"""Numbers and colours as a page's operators have them (ISO 32000-1, 8 and 9)."""

from functools import lru_cache

Colour = tuple[float, float, float]

_REMEMBERED = 4096  # numbers with their digits: margins, baselines, sizes and spacings come back on every page


@lru_cache(_REMEMBERED)
def number(value: float) -> str:
    """A number with ReportLab's precision: six digits behind the point, fewer from 10 and from 100 on."""
    size = abs(value)
    if size <= 1e-7:
        return "0"
    text = f"{value:.6f}" if size < 10 else f"{value:.5f}" if size < 100 else f"{value:.4f}"
    text = text.rstrip("0").rstrip(".")
    return text[1:] if text[0] == "0" and len(text) > 1 else text


def numbers(*values: float) -> str:
    """Several, apart."""
    return " ".join(map(number, values))


def fill(colour: Colour) -> str:
    """The colour of what is filled, text among it."""
    return f"{numbers(*colour)} rg"


def stroke(colour: Colour) -> str:
    """The colour of lines."""
    return f"{numbers(*colour)} RG"
