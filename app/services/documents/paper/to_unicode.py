"""Right Unicode text behind rare characters in the PDF; ReportLab's own table garbles those beyond U+FFFF."""

from collections.abc import Sequence

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
    """Put ``unicode_map`` in the place of ReportLab's; it writes <2CB78> where UTF-16 needs <D872DF78>."""
    from reportlab.pdfbase import ttfonts

    ttfonts.makeToUnicodeCMap = unicode_map


def _utf16(char: int) -> str:
    return chr(char).encode("utf-16-be").hex().upper()
