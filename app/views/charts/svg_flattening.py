"""Mends a drawing Qt wrote as SVG, so that programs other than a browser draw it as the window does."""

import re
from copy import deepcopy
from math import sqrt
from typing import NamedTuple
from xml.etree import ElementTree as ET

_SVG = "{http://www.w3.org/2000/svg}"
_MATRIX = re.compile(r"matrix\(([^)]*)\)")
_PAIR = re.compile(r"(-?[\d.]+(?:e-?\d+)?),(-?[\d.]+(?:e-?\d+)?)")
_SHAPES = {f"{_SVG}{name}" for name in ("rect", "path", "polyline", "polygon")}
_COORDINATES = ("d", "points")


class _Matrix(NamedTuple):
    """Stretching and moving; nothing in our charts but words is turned."""

    across: float
    down: float
    right: float
    below: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        return x * self.across + self.right, y * self.down + self.below


def flattened(content: bytes) -> bytes:
    """Shapes in pixels instead of the plot's units, and hatching without masks.

    Word, WPS and others stretch lines and hatching with the plot, and leave masks out.
    """
    ET.register_namespace("", _SVG[1:-1])
    root = ET.fromstring(content)  # noqa: S314 - what Qt wrote a moment ago
    _unmask(root)
    for group in root.iter(f"{_SVG}g"):
        matrix = _stretching(group)
        if matrix is not None and all(each.tag in _SHAPES for each in group):
            _flatten(group, matrix)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _unmask(root: ET.Element) -> None:
    """A pattern is a rectangle seen through a mask of dots: the dots themselves, in its colour, say the same."""
    masks = {f"url(#{each.get('id')})": list(each) for each in root.iter(f"{_SVG}mask")}
    for pattern in root.iter(f"{_SVG}pattern"):
        for seen in list(pattern):
            dots = [deepcopy(each) for each in masks.get(seen.get("mask", ""), [])]
            for dot in dots:
                dot.set("fill", seen.get("fill", ""))
            pattern[:] = dots or list(pattern)


def _stretching(group: ET.Element) -> _Matrix | None:
    found = _MATRIX.fullmatch(group.get("transform", ""))
    if found is None:
        return None
    a, b, c, d, right, below = (float(each) for each in found[1].split(","))
    is_stretched = not b and not c and (a, d) != (1.0, 1.0)
    return _Matrix(a, d, right, below) if is_stretched else None


def _flatten(group: ET.Element, matrix: _Matrix) -> None:
    is_stretched = not any(each.attrib.pop("vector-effect", "none") != "none" for each in group)
    if is_stretched and (width := group.get("stroke-width")):
        group.set("stroke-width", f"{float(width) * sqrt(abs(matrix.across * matrix.down)):.3f}")
    for each in group:
        if each.tag == f"{_SVG}rect":
            _move_rectangle(each, matrix)
        for name in _COORDINATES:
            if text := each.get(name):
                each.set(name, _PAIR.sub(lambda pair: _pair(matrix.at(float(pair[1]), float(pair[2]))), text))
    group.set("transform", "matrix(1,0,0,1,0,0)")


def _move_rectangle(rectangle: ET.Element, matrix: _Matrix) -> None:
    x, y, width, height = (float(rectangle.get(name, "0")) for name in ("x", "y", "width", "height"))
    corners = matrix.at(x, y), matrix.at(x + width, y + height)
    (left, right), (top, bottom) = (sorted(each) for each in zip(*corners, strict=True))
    for name, value in (("x", left), ("y", top), ("width", right - left), ("height", bottom - top)):
        rectangle.set(name, f"{value:.3f}")


def _pair(at: tuple[float, float]) -> str:
    return f"{at[0]:.3f},{at[1]:.3f}"
