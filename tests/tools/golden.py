"""Golden pages: small grey pictures of every document as it was last looked at and found right.

``python -m tests.tools.golden`` draws them anew after a change of wording or layout that was meant; look at what
``git diff --stat`` then names before committing it.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from app.services.documents.facts import DocumentFacts
from app.services.documents.preview import page_images
from app.services.documents.samples import sample_facts
from app.services.documents.service import Documents
from app.services.documents.templates.model import Template
from app.services.foundation.resources import Resources

FOLDER = Path(__file__).parents[1] / "data" / "golden"
TODAY = date(2026, 11, 25)
WIDTH = 248  # pixels a page across: type is recognised by its grey, a moved line by its place
_GREYS = 16
_SENTENCE = "经调查核实，辖区内登记在册的食品小作坊未按规定办理登记，日常检查记录不全，存在隐患。"
_LONG = ("facts", "content", "record_text", "findings", "problem")  # facts that grow, in order of preference
_STRETCHED = 10
_LEFT_OUT = ("other", "copies_to")
_SHORT, _MOST = 24, 120  # characters of the other facts, sentences of the growing one


class Golden(NamedTuple):
    """One document to be drawn: the name of its pictures, its template and its facts."""

    name: str
    template: Template
    facts: DocumentFacts


def goldens(documents: Documents) -> Iterator[Golden]:
    """Every document's sample, every further style it may have, and ten of them at one, two and three pages."""
    templates = documents.library.in_force(TODAY)
    for template in templates:
        for style in template.styles if template.register is None else (template.style,):
            suffix = "" if style is template.style else f"-{style.value}"
            yield Golden(f"{template.code}{suffix}", template, sample_facts(template, style))
    long = [template for template in templates if _grows(template) is not None]
    for template in long[:_STRETCHED]:
        for pages in (1, 2, 3):
            facts = stretched(documents, template, pages)
            if facts is not None:
                yield Golden(f"{template.code}-{pages}p", template, facts)


def stretched(documents: Documents, template: Template, pages: int) -> DocumentFacts | None:
    """The sample, its facts cut short, with so much text that it fills this many pages; None where it cannot be had."""
    name = _grows(template) or ""
    sample = sample_facts(template)
    short = {key: "" if key in _LEFT_OUT else str(value)[:_SHORT] for key, value in sample.values.items()}
    fewest, most = 1, _MOST
    while fewest <= most:  # more text never takes fewer pages
        sentences = (fewest + most) // 2
        facts = replace(sample, values={**short, name: "\n".join([_SENTENCE * 2] * sentences)})
        found = documents.render(template, facts).page_count
        if found == pages:
            return facts
        fewest, most = (sentences + 1, most) if found < pages else (fewest, sentences - 1)
    return None


def drawn(documents: Documents, golden: Golden) -> list[bytes]:
    """Its pages as PNG."""
    from PIL import Image

    pdf = documents.render(golden.template, golden.facts).pdf
    pictures = []
    for page in page_images(pdf, WIDTH * 4):
        picture = Image.frombytes("RGB", (page.width, page.height), page.rgb).convert("L")
        small = picture.resize((WIDTH, round(WIDTH * page.height / page.width)), Image.Resampling.BOX)
        target = BytesIO()
        small.quantize(_GREYS).save(target, "PNG", optimize=True)
        pictures.append(target.getvalue())
    return pictures


def path_of(name: str, page: int) -> Path:
    """Where a golden page lies; ``page`` from 1."""
    return FOLDER / f"{name}.{page}.png"


def main() -> None:
    """Draw all of them, and take away those that no document has any more."""
    documents = Documents(Resources.shipped())
    FOLDER.mkdir(exist_ok=True)
    kept: set[Path] = set()
    for golden in goldens(documents):
        for page, picture in enumerate(drawn(documents, golden), 1):
            path = path_of(golden.name, page)
            path.write_bytes(picture)
            kept.add(path)
    for path in set(FOLDER.glob("*.png")) - kept:
        path.unlink()


def _grows(template: Template) -> str | None:
    names = {spec.name for spec in template.facts}
    return next((name for name in _LONG if name in names), None)


if __name__ == "__main__":
    main()
