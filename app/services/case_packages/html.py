"""A page as plain data, and the page as HTML: one file, no scripts, no network, printable on A4."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from app.models.terms import Lamp
from app.services.case_packages.style import STYLE

_UNBROKEN = re.compile(r"\d{4}(-\d{2}){0,2}|[A-Z]{2}\d{4}-\d+")  # a day, a register number: never on two lines


@dataclass(frozen=True)
class Link:
    """A file of the package; ``words`` are what is clicked."""

    words: str
    path: str


@dataclass(frozen=True)
class LampWords:
    """A lamp with its words, so that it can be read in black and white."""

    lamp: Lamp
    words: str


@dataclass(frozen=True)
class Links:
    """Several files, a line each."""

    links: Sequence[Link]


Cell = str | Link | Links | LampWords


@dataclass(frozen=True)
class Facts:
    """Labelled facts; those without a text are left out."""

    pairs: Sequence[tuple[str, Cell]]


@dataclass(frozen=True)
class Table:
    """Rows under heads; ``widths`` are shares in percent, the rest is divided evenly."""

    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int] = ()


@dataclass(frozen=True)
class Steps:
    """Sentences, a line each, which carry their own numbers."""

    lines: Sequence[str]


@dataclass(frozen=True)
class Heading:
    """A heading within a section."""

    text: str


@dataclass(frozen=True)
class Note:
    """A sentence; a warning stands out."""

    text: str
    is_warning: bool = False


Block = Facts | Table | Steps | Heading | Note


@dataclass(frozen=True)
class Section:
    """One part of the page; ``anchor`` is its name for links."""

    anchor: str
    title: str
    blocks: Sequence[Block]


@dataclass(frozen=True)
class PageHead:
    """What stands above the parts; ``mark`` crosses every sheet of a demonstration."""

    title: str
    subtitle: str
    confidential: str
    lines: Sequence[str]
    mark: str = ""


def page_of(head: PageHead, sections: Sequence[Section]) -> bytes:
    """The whole page, in UTF-8."""
    return "\n".join((*_head(head), *_contents(sections), *_sections(sections), "</body>", "</html>", "")).encode()


def _head(head: PageHead) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield '<html lang="zh-CN">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    # A package is opened from anywhere: nothing in it may run or be fetched.
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(head.title)}</title>"
    yield f"<style>{STYLE}</style>"
    yield "</head>"
    yield "<body>"
    yield f'<p class="confidential">{escape(head.confidential)}</p>'
    if head.mark:
        yield f'<div class="mark" aria-hidden="true">{escape(head.mark)}</div>'
        yield f'<p class="demonstration">{escape(head.mark)}，不是真实案件</p>'
    yield f"<h1>{escape(head.title)}</h1>"
    yield f'<p class="subtitle">{escape(head.subtitle)}</p>'
    yield from (f'<p class="made">{escape(line)}</p>' for line in head.lines)


def _contents(sections: Sequence[Section]) -> Iterator[str]:
    links = (f'<a href="#{each.anchor}">{escape(each.title)}</a>' for each in sections)
    yield f'<nav aria-label="目录">{" ".join(links)}</nav>'


def _sections(sections: Sequence[Section]) -> Iterator[str]:
    for section in sections:
        yield f'<section id="{section.anchor}">'
        yield f"<h2>{escape(section.title)}</h2>"
        for block in section.blocks:
            yield from _block(block)
        yield "</section>"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Facts):
        shown = [(title, cell) for title, cell in block.pairs if cell not in ("", Links(()))]
        rows = (f'<tr><th scope="row">{escape(title)}</th><td>{_cell(cell)}</td></tr>' for title, cell in shown)
        yield f'<table class="facts">{"".join(rows)}</table>' if shown else "<p>没有填写。</p>"
    elif isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, Steps):
        yield f'<ul class="steps">{"".join(f"<li>{escape(line)}</li>" for line in block.lines)}</ul>'
    elif isinstance(block, Heading):
        yield f"<h3>{escape(block.text)}</h3>"
    else:
        yield f'<p class="{"warning" if block.is_warning else "note"}">{escape(block.text)}</p>'


def _table(table: Table) -> Iterator[str]:
    yield "<table>"
    if table.widths:
        columns = (f'<col style="width:{width}%">' for width in table.widths)
        yield f"<colgroup>{''.join(columns)}</colgroup>"
    heads = (f'<th scope="col">{escape(head)}</th>' for head in table.heads)
    yield f"<thead><tr>{''.join(heads)}</tr></thead>"
    yield "<tbody>"
    for row in table.rows:
        yield f"<tr>{''.join(map(_column, row))}</tr>"
    yield "</tbody></table>"


def _column(cell: Cell) -> str:
    is_short = isinstance(cell, str) and _UNBROKEN.fullmatch(cell)
    return f'<td class="unbroken">{_cell(cell)}</td>' if is_short else f"<td>{_cell(cell)}</td>"


def _cell(cell: Cell) -> str:
    if isinstance(cell, Link):
        return f'<a href="{escape(quote(cell.path))}">{escape(cell.words)}</a>'
    if isinstance(cell, Links):
        return "\n".join(_cell(link) for link in cell.links)
    if isinstance(cell, LampWords):
        return f'<span class="lamp {cell.lamp.value}">{escape(cell.words)}</span>'
    return escape(cell)
