"""What a letter says, as HTML for WeasyPrint and as Typst markup: the measures, faces and sizes of our own page."""

from collections.abc import Sequence
from html import escape

from app.services.documents.composition import Composition, Paragraph, Place
from app.services.documents.paper.fonts import Face
from app.services.documents.paper.geometry import CELL, LEADING, SIZE_1, SIZE_2, SIZE_3, SIZE_4
from app.services.documents.paper.typesetter import Run
from tests.tools.peer_fonts import FAMILIES

_HEAD_ROWS = 5  # 院名, 文书名 and 文号 stand in the first rows of the page, as ours do
_SPACING = CELL - SIZE_3
_HTML_SPACING = _SPACING - 0.02  # pt; it keeps the space behind the last character, and would set 27 in a line

_STYLE = f"""
@page {{ size: A4; margin: 37mm 26mm 35mm 28mm; font: {SIZE_4}pt '{FAMILIES[Face.SONG]}' }}
@page :right {{ @bottom-right {{ content: '— ' counter(page) ' —'; padding-right: {SIZE_4}pt; white-space: nowrap }} }}
@page :left {{ @bottom-left {{ content: '— ' counter(page) ' —'; padding-left: {SIZE_4}pt; white-space: nowrap }} }}
html {{ font: {SIZE_3}pt/{LEADING}pt '{FAMILIES[Face.FANG]}'; letter-spacing: {_HTML_SPACING}pt; text-align: justify }}
body, p, h2 {{ margin: 0; font-weight: normal; font-size: {SIZE_3}pt; widows: 1; orphans: 1 }}
header {{ height: {_HEAD_ROWS * LEADING}pt; letter-spacing: 0; text-align: center }}
h1 {{ margin: 0; font: {SIZE_2}pt/{1.45 * SIZE_2 + 0.2 * LEADING}pt '{FAMILIES[Face.TITLE]}' }}
h1 + h1 {{ font: {SIZE_1}pt/{1.45 * SIZE_1 + 0.2 * LEADING}pt '{FAMILIES[Face.TITLE]}' }}
header p {{ text-align: right }}
.BODY {{ text-indent: 2em }}
h2 {{ break-after: avoid }}
.FANG {{ font-family: '{FAMILIES[Face.FANG]}' }}
.KAI {{ font-family: '{FAMILIES[Face.KAI]}' }}
.HEI {{ font-family: '{FAMILIES[Face.HEI]}' }}
footer {{ margin-top: {LEADING}pt; text-align: right; break-inside: avoid }}
footer p {{ padding-right: {4 * CELL}pt }}
"""

_SHOW = f"""
#set page(width: 210mm, height: 297mm, margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm), footer: context {{
  let n = counter(page).get().first()
  set text(size: {SIZE_4}pt, font: "Noto Serif SC", weight: "light", tracking: 0pt)
  align(if calc.odd(n) {{ right }} else {{ left }}, pad(x: {SIZE_4}pt)[— #n —])
}})
#set text(size: {SIZE_3}pt, font: "FandolFang R", lang: "zh", region: "cn", tracking: {_SPACING}pt,
  cjk-latin-spacing: none, top-edge: 0.88em, bottom-edge: -0.12em)
#set par(leading: {LEADING - SIZE_3}pt, spacing: {LEADING - SIZE_3}pt, justify: true,
  first-line-indent: (amount: 2em, all: true))
#let FANG(said) = text(font: "FandolFang R", said)
#let KAI(said) = text(font: "FandolKai", said)
#let HEI(said) = text(font: "FandolHei", said)
#let named(size, said) = block(height: 1.45 * size + {0.2 * LEADING}pt, above: 0pt, below: 0pt, width: 100%,
  align(center, text(size: size, font: "Noto Serif SC", weight: "bold", tracking: 0pt, said)))
#let lead(office, title, number) = block(height: {_HEAD_ROWS * LEADING}pt, below: 0pt, width: 100%)[
  #named({SIZE_2}pt, office) #named({SIZE_1}pt, title) #align(right, number)]
#let flush(said) = par(first-line-indent: 0em, said)
#let heading(said) = block(sticky: true, par(said))
#let signed(office, day) = block(breakable: false, above: {2 * LEADING - SIZE_3}pt, width: 100%,
  align(right, pad(right: {4 * CELL}pt)[#flush(office) #flush(day)]))
"""


def html_of(said: Composition) -> str:
    """One letter as a page of HTML."""
    head = f"<header><h1>{escape(said.office)}</h1><h1>{escape(said.title)}</h1><p>{escape(said.number)}</p></header>"
    body = "".join(_html_paragraph(block) for block in _paragraphs(said))
    signed = f"<footer><p>{escape(_name(said))}</p><p>{escape(_day(said))}</p></footer>"
    about = f"<title>{escape(said.title)} {escape(said.number)}</title><style>{_STYLE}</style>"
    return f"<html lang=zh-CN><head>{about}</head><body>{head}{body}{signed}</body></html>"


def typst_of(letters: Sequence[Composition]) -> bytes:
    """One letter, or a batch with every letter on new pages numbered from 1, as Typst markup."""
    about = f"#set document(title: {_quoted(letters[0].title)}, author: {_quoted(letters[0].office)})"
    texts = "\n#pagebreak()\n#counter(page).update(1)\n".join(_typst_letter(said) for said in letters)
    return f"{about}\n{_SHOW}\n{texts}".encode()


def _typst_letter(said: Composition) -> str:
    head = f"#lead({_quoted(said.office)}, {_quoted(said.title)}, {_quoted(said.number)})"
    signed = f"#signed({_quoted(_name(said))}, {_quoted(_day(said))})"
    return "\n\n".join([head, *(_typst_paragraph(block) for block in _paragraphs(said)), signed])


def _paragraphs(said: Composition) -> list[Paragraph]:
    addressee = Paragraph((Run(said.addressee, Face.FANG),), place=Place.FLUSH)
    return [addressee, *(block for block in said.blocks if isinstance(block, Paragraph))]


def _html_paragraph(paragraph: Paragraph) -> str:
    tag = "h2" if paragraph.is_heading else "p"
    runs = "".join(f"<span class={run.face.name}>{escape(run.text)}</span>" for run in paragraph.runs)
    return f"<{tag} class={paragraph.place.name}>{runs}</{tag}>"


def _typst_paragraph(paragraph: Paragraph) -> str:
    runs = "".join(f"#{run.face.name}({_quoted(run.text)})" for run in paragraph.runs)
    if paragraph.is_heading:
        return f"#heading[{runs}]"
    return f"#flush[{runs}]" if paragraph.place is Place.FLUSH else runs


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _name(said: Composition) -> str:
    return said.signature.name if said.signature else ""


def _day(said: Composition) -> str:
    return said.signature.date if said.signature else ""
