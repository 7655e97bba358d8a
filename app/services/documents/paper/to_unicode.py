"""Right Unicode text behind rare characters in the PDF; ReportLab's own table garbles those beyond U+FFFF."""

from collections.abc import Sequence
from functools import lru_cache

from app.services.documents.paper.subsetting import table_of

# A CMap takes at most 100 entries in one bfchar block (Adobe Technical Note 5411).
_BLOCK = 100


def unicode_map(font_name: str, subset: Sequence[int]) -> str:
    """The ToUnicode CMap of a font subset: code i stands for the character ``subset[i]``; 0 means unused."""
    entries = [f"<{code:02X}> <{_utf16(char)}>" for code, char in enumerate(subset) if char]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({font_name}) /Ordering ({font_name}) /Supplement 0 >> def",
        f"/CMapName /{font_name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for start in range(0, len(entries), _BLOCK):
        block = entries[start : start + _BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


def mend_reportlab() -> None:
    """Put ``unicode_map`` in the place of ReportLab's, which writes <2CB78> where UTF-16 needs <D872DF78>.

    And spare three things that cost more than the rest of a page: copying the font for every subset, formatting the
    width of every character anew, and writing the pages' streams in ASCII, which no reader has needed for decades and
    which makes them a quarter longer.
    """
    from reportlab import rl_config
    from reportlab.lib.rl_accel import fp_str
    from reportlab.pdfbase import pdfdoc, ttfonts

    if pdfdoc.fp_str is fp_str:
        pdfdoc.fp_str = lru_cache(maxsize=2048)(fp_str)  # called there with one number at a time

    ttfonts.makeToUnicodeCMap = unicode_map
    ttfonts.TTFontFile.get_table = table_of
    rl_config.useA85 = 0


def _utf16(char: int) -> str:
    return chr(char).encode("utf-16-be").hex().upper()
