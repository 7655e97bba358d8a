"""The blocks of a template filled with facts."""

import re
from collections.abc import Iterator, Sequence

from app.services.documents.composition import Block, Form, FormCell, Paragraph, Place, Space, Table
from app.services.documents.facts import Align
from app.services.documents.paper.fonts import Face
from app.services.documents.paper.typesetter import Run
from app.services.documents.rich_text import TextTable, parts_of, plain
from app.services.documents.templates.model import BlockSpec, CellSpec
from app.services.documents.templates.reading import names_in
from app.services.documents.wording.faces import chinese_number, faced, paragraph_of
from app.services.documents.wording.filling import Filling

_NUMBERED = re.compile(r"（?[一二三四五六七八九十\d]+[）、.．]|第[一二三四五六七八九十]+[，、项条]|[①-⑳]")
_FIGURE = re.compile(r"[-－—]|[\d,.]+%?|\d+/\d+")
_BOXES = ("□", "\N{BALLOT BOX WITH CHECK}")
_OTHER = "其他"
_PLACES = {"text": Place.BODY, "flush": Place.FLUSH, "centre": Place.CENTRE, "right": Place.RIGHT}


def filled_blocks(specs: tuple[BlockSpec, ...], source: Filling) -> Iterator[Block]:
    """What the blocks say; headings are numbered through, those without their fact are left out."""
    headings = 0
    for spec in specs:
        if spec.needs and not source.has(spec.needs):
            continue
        if spec.form == "heading":
            headings += 1
            yield paragraph_of(f"{chinese_number(headings)}、{source.plainly(spec.text)}")
        elif spec.form == "numbered":
            yield from (paragraph_of(text) for text in _numbered(spec, source))
        elif spec.form == "table":
            yield _table(spec, source)
        elif spec.form == "form":
            yield Form(spec.shares, tuple(tuple(_cell(cell, source) for cell in row) for row in spec.rows))
        elif spec.form == "space":
            yield Space(spec.lines or 1)
        else:
            said = source.filled(spec.text)
            yield from rich_blocks(said, _PLACES[spec.form])
            if spec.lines and not said:
                yield Space(spec.lines, is_ruled=True)


def rich_blocks(text: str, place: Place = Place.BODY) -> Iterator[Block]:
    """The paragraphs, lists and tables of a text with markup; items are numbered 1. 2. as GB/T 9704 has them."""
    items = 0
    for part in parts_of(text):
        if isinstance(part, TextTable):
            yield Table(part.rows[0], part.rows[1:], aligns=tuple(map(_align_of, zip(*part.rows[1:], strict=True))))
            continue
        items = items + 1 if part.is_item else 0
        weights = "".join(f"**{each.text}**" if each.is_bold else each.text for each in part.stretches)
        yield paragraph_of(f"{items}. {weights}" if part.is_item else weights, place)


def _align_of(column: Sequence[str]) -> Align:
    """Figures stand in the middle of their column, texts at its left."""
    said = [cell for cell in column if cell]
    return Align.CENTRE if said and all(map(_FIGURE.fullmatch, said)) else Align.LEFT


def _numbered(spec: BlockSpec, source: Filling) -> list[str]:
    """（一）（二）… before each item; a single item, or items numbered by their author, stay as they are."""
    (name, *_) = names_in(spec.text)
    texts = source.items(name)
    if not texts:
        return [source.value(name)]
    if len(texts) > 1 and not any(_NUMBERED.match(text) for text in texts):
        texts = [f"（{chinese_number(number)}）{text}" for number, text in enumerate(texts, 1)]
    return [part.strip() for text in texts for part in text.splitlines() if part.strip()]


def _table(spec: BlockSpec, source: Filling) -> Table:
    """A fact whose lines are rows, their cells divided by | ; a fact that is a table of its own brings its header."""
    (name, *_) = names_in(spec.text)
    lines = source.items(name) or ([] if "?" in spec.text else [source.value(name)])
    rows = [tuple(plain(cell.strip()) for cell in _unframed(line).split("|")) for line in lines]
    width = len(spec.titles)
    rows += [()] * (spec.lines - len(rows))
    return Table(spec.titles, tuple((*row, *[""] * width)[:width] for row in rows), spec.shares, spec.aligns)


def _unframed(line: str) -> str:
    """A row without the bars around it; a bar more stands before a cell that is empty."""
    is_framed = len(line) > 1 and line.startswith("|") and line.endswith("|")
    return line[1:-1] if is_framed else line


def _cell(spec: CellSpec, source: Filling) -> FormCell:
    if spec.is_label:
        label = tuple(Paragraph(faced(line, Face.FANG), place=Place.CENTRE) for line in spec.text.splitlines())
        return FormCell(label, spec.span, spec.height, is_label=True, align=spec.align, down=spec.down)
    text = plain(source.filled(spec.text))
    lines = [_ticked(spec.choices, text)] if spec.choices else text.splitlines()
    place = Place.BODY if spec.signing else Place.FLUSH  # an opinion is written like a text
    paragraphs = tuple(Paragraph(faced(line, Face.FANG) or (Run("", Face.FANG),), place=place) for line in lines)
    whole = tuple(f"{mark}{choice}" for choice in spec.choices for mark in _BOXES)
    return FormCell(paragraphs, spec.span, spec.height, signing=spec.signing, align=spec.align, whole=whole)


def _ticked(choices: tuple[str, ...], text: str) -> str:
    """The choices with their boxes, those that the text names ticked; what is none of them stands with 其他."""
    named = [part.strip() for part in re.split(r"[、，,；;\n]", text) if part.strip()]
    known = any(part in choices for part in named)
    others = "、".join(part for part in named if part not in choices) if known else text.strip("、 \n")
    said = []
    for choice in choices:
        is_other = choice == _OTHER and bool(others)
        said.append(f"{_BOXES[is_other or choice in named]}{choice}" + (f"：{others}" if is_other else ""))
    if others and _OTHER not in choices:
        said.append(f"{_BOXES[True]}{others}")
    return "　".join(said)
