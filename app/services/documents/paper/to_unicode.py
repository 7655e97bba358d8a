"""The Unicode text behind a font's codes; ReportLab's own table garbles the rare characters beyond U+FFFF."""

from collections.abc import Sequence

# A CMap takes at most 100 entries in one bfchar block (Adobe Technical Note 5411).
_BLOCK = 100


def unicode_map(font_name: str, subset: Sequence[int]) -> str:
    """The ToUnicode CMap of a font subset: its characters have the codes of two bytes from 1 on, in this order."""
    entries = [f"<{code:04X}> <{_utf16(char)}>" for code, char in enumerate(subset, 1)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({font_name}) /Ordering ({font_name}) /Supplement 0 >> def",
        f"/CMapName /{font_name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    for start in range(0, len(entries), _BLOCK):
        block = entries[start : start + _BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


def _utf16(char: int) -> str:
    return chr(char).encode("utf-16-be").hex().upper()
