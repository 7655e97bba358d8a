"""Shipped templates filled for tests: samples, blanks, and the rules and characters read back from their pages."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

from app.services.documents.facts import DocumentFacts, RenderedDocument, Value
from app.services.documents.templates.model import Signing, Template
from app.services.documents.templates.reading import PLACEHOLDER
from tests.documents.letters import SHIPPED, TODAY, LetterDocuments

PAPERS = LetterDocuments(SHIPPED)
GROUPS = ("送达", "审批", "调查", "反向审视与质量", "归档", "登记簿")


def templates(*, registers: bool) -> list[Template]:
    """The forms, records and reports, or the registers."""
    found = [each for each in PAPERS.library.in_force(TODAY) if each.group in GROUPS]
    return [each for each in found if (each.register is not None) is registers]


def examples(template: Template) -> dict[str, Value]:
    """The facts of its sample."""
    values: dict[str, Value] = {spec.name: spec.example for spec in template.facts}
    if template.register is not None:
        values["rows"] = "\n".join("\t".join(row) for row in template.register.sample_rows)
    return values


def sample(template: Template, **changed: Value) -> RenderedDocument:
    """Its sample, with some facts changed."""
    return PAPERS.render(template, DocumentFacts({**examples(template), **changed}))


def required(template: Template) -> set[str]:
    """Facts that a clerk must type; all others the pen may add."""
    texts = [template.title, template.addressee, template.page_foot]
    for block in template.blocks:
        if not block.needs:
            texts += [block.text, *(cell.text for row in block.rows for cell in row)]
    names = {name for text in texts for name, optional in PLACEHOLDER.findall(text) if not optional}
    signed = {Signing.SEAL: {"issued_on"}, Signing.PERSON: {"handler", "issued_on"}, Signing.NONE: set()}
    return names | {"office"} | signed[template.signing]


def blank(template: Template) -> RenderedDocument:
    """The document with nothing but what must be typed."""
    values = examples(template)
    return PAPERS.render(template, DocumentFacts({name: values[name] for name in required(template) if name in values}))


@dataclass(frozen=True)
class Stroke:
    """A drawn rule without its thickness: from the left and from the top of the sheet, in points."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def is_level(self) -> bool:
        """It runs across the page."""
        return self.right - self.left > abs(self.bottom - self.top) + 1


def strokes(pdf: bytes, number: int) -> list[Stroke]:
    """The rules of one page."""
    import pypdfium2
    from pypdfium2 import raw

    document = pypdfium2.PdfDocument(pdf)
    page = document[number]
    height = page.get_height()
    found = []
    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = drawn.get_bounds()
        width = ctypes.c_float()
        raw.FPDFPageObj_GetStrokeWidth(drawn.raw, width)
        thick = width.value  # PDFium widens the box of a stroke by it on every side
        found.append(Stroke(left + thick, height - top + thick, right - thick, height - bottom - thick))
    document.close()
    return found


def labels(template: Template, is_blank: bool = False) -> Iterator[str]:
    """The labels of its forms, the titles of its tables; ``is_blank`` of what is there without the fact it needs."""
    for block in template.blocks:
        if is_blank and block.needs and block.needs not in required(template):
            continue
        yield from block.titles
        for row in block.rows:
            yield from ("".join(cell.text.split()) for cell in row if cell.is_label)
