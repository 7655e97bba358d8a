"""Paragraphs and runs of WordprocessingML; lengths are given in points and written in twips and half-points."""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from app.services.documents.paper.fonts import Face
from app.services.documents.paper.typesetter import LATIN, Run, printable

Element = Any  # lxml brings no type information

# The faces by the names under which an office's computer has them; the bundled faces stand for them in the PDF.
NAMES = {
    Face.FANG: "仿宋_GB2312",
    Face.KAI: "楷体_GB2312",
    Face.HEI: "黑体",
    Face.TITLE: "方正小标宋简体",
    Face.SONG: "宋体",
}
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BASELINE = 0.8  # of an exact line: where Word and LibreOffice set the baseline, from its upper edge


@dataclass(frozen=True)
class Look:
    """How a paragraph stands: type size, exact distance of its lines, indents and room around it, all in points."""

    size: float
    line: float
    is_exact: bool = True  # else the line grows with what stands on it, as a picture does
    before: float = 0.0
    after: float = 0.0
    align: str = "both"
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0  # negative hangs
    first_chars: float = 0.0  # of the first line's indent, which then follows the type size
    keeps_next: bool = False
    begins_page: bool = False
    spacing: float = 0.0  # added to the width of every character
    is_heading: bool = False
    colour: str = ""
    borders: tuple[tuple[str, float, float, str], ...] = ()  # side, width, distance from the text, colour
    stops: tuple[tuple[str, float], ...] = ()  # tab stops: kind, place
    frame: tuple[tuple[str, object], ...] = ()


def made(tag: str, *children: Element, **attributes: object) -> Element:
    """An element ``w:tag``; its attributes are of the same namespace."""
    from docx.oxml.parser import oxml_parser

    element = oxml_parser.makeelement(f"{{{NAMESPACE}}}{tag}", nsmap={"w": NAMESPACE})
    for name, value in attributes.items():
        element.set(f"{{{NAMESPACE}}}{name}", str(value))
    for child in children:
        element.append(child)
    return element


def twips(points: float) -> int:
    """A length as Word writes it, in twentieths of a point."""
    return round(points * 20)


def eighths(points: float) -> int:
    """The width of a rule as Word writes it."""
    return max(round(points * 8), 2)


def paragraph(runs: Iterable[Run], look: Look) -> Element:
    """A paragraph of the runs; what the PDF leaves out as unprintable is left out here too."""
    return made("p", paragraph_properties(look), *(run_of(run, look) for run in runs if run.text))


def paragraph_of_lines(lines: Sequence[str], face: Face, look: Look) -> Element:
    """A paragraph whose lines are broken where the PDF breaks them: titles, which do not cut words."""
    element = made("p", paragraph_properties(look))
    for place, line in enumerate(lines):
        if place:
            element.append(made("r", made("br")))
        element.append(run_of(Run(line, face), look))
    return element


def run_of(run: Run, look: Look) -> Element:
    """A run in one face; tabs in it are tabs."""
    element = made("r", run_properties(run.face, look, run.is_bold))
    for place, part in enumerate(run.text.split("\t")):
        if place:
            element.append(made("tab"))
        element.append(_text("t", printable(part)))
    return element


def field_runs(instruction: str, face: Face, look: Look) -> list[Element]:
    """PAGE or NUMPAGES, with a 1 to be shown until it is counted."""
    parts = (
        made("fldChar", fldCharType="begin"),
        _text("instrText", f" {instruction} "),
        made("fldChar", fldCharType="separate"),
        _text("t", "1"),
        made("fldChar", fldCharType="end"),
    )
    return [made("r", run_properties(face, look), part) for part in parts]


def run_properties(face: Face, look: Look, is_bold: bool = False) -> Element:
    """How a run looks; copied from a pattern, since a register has thousands that look alike."""
    return deepcopy(_run_pattern(face, look, is_bold))


def paragraph_properties(look: Look) -> Element:
    """How a paragraph stands, likewise copied."""
    return deepcopy(_paragraph_pattern(look))


@lru_cache(maxsize=256)
def _run_pattern(face: Face, look: Look, is_bold: bool) -> Element:
    """Latin in the face the PDF takes for it; the hint makes “” and — Chinese marks."""
    name, latin = NAMES[face], NAMES[LATIN.get(face, face)]
    parts = [made("rFonts", ascii=latin, hAnsi=latin, eastAsia=name, cs=latin, hint="eastAsia")]
    parts += [made("b")] if is_bold else []
    parts += [made("color", val=look.colour)] if look.colour else []
    parts += [made("spacing", val=twips(look.spacing))] if look.spacing else []
    half_points = int(look.size * 2)
    return made("rPr", *parts, made("sz", val=half_points), made("szCs", val=half_points))


@lru_cache(maxsize=256)
def _paragraph_pattern(look: Look) -> Element:
    """The properties in the order of the schema, on which Word insists."""
    parts = [made("keepNext")] if look.keeps_next else []
    parts += [made("pageBreakBefore")] if look.begins_page else []
    parts += [made("framePr", **dict(look.frame))] if look.frame else []
    if look.borders:
        parts.append(made("pBdr", *(_border(*border) for border in look.borders)))
    if look.stops:
        parts.append(made("tabs", *(made("tab", val=kind, pos=twips(place)) for kind, place in look.stops)))
    rule = "exact" if look.is_exact else "atLeast"
    room = {"before": twips(look.before), "after": twips(look.after), "line": twips(look.line), "lineRule": rule}
    parts += [made("spacing", **room), _indents(look), made("jc", val=look.align)]
    parts += [made("outlineLvl", val=0)] if look.is_heading else []
    # The mark has the size of its text, or an empty paragraph would stand taller.
    mark = run_properties(Face.FANG, look)
    return made("pPr", *parts, mark)


def _indents(look: Look) -> Element:
    indents: dict[str, object] = {"left": twips(look.left), "right": twips(look.right)}
    if look.first_chars:
        indents["firstLineChars"] = round(look.first_chars * 100)
    if look.first < 0:
        indents["hanging"] = twips(-look.first)
    elif look.first or look.first_chars:
        indents["firstLine"] = twips(look.first)
    return made("ind", **indents)


def _border(side: str, width: float, distance: float, colour: str) -> Element:
    return made(side, val="single", sz=eighths(width), space=min(round(distance), 31), color=colour)


def _text(tag: str, text: str) -> Element:
    element = made(tag)
    element.text = text
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element
