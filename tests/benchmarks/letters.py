"""A hundred suggestion letters against ReportLab that draws as many plain strings with the same fonts.

The bare side draws the very strings of the letters, at any place, on as many pages, with the same faces embedded: no
line breaking, no template, no checks. Both write one file, as printing a batch does.
"""

from datetime import date
from io import BytesIO

from sqlalchemy import select

from app.models.database import Database
from app.models.suggestion import Suggestion
from app.models.terms import SuggestionStep
from app.services.documents.facts import DocumentFacts
from app.services.documents.layout.pages import Pages
from app.services.documents.paper.text_writer import Text
from app.services.documents.paper.typesetter import Typesetter
from app.services.documents.service import Documents
from app.services.documents.templates.model import Template
from app.services.foundation.resources import Resources
from tests.tools.benchmark_stores import SIZES, store_of
from tests.tools.measuring import in_turn, note, report

LETTERS = 100
ROUNDS = 5


def main() -> None:
    """One batch."""
    documents = Documents(Resources.shipped())
    template = documents.library.find("suggestion-letter", date(2026, 11, 22))
    wanted = [(template, facts) for facts in _facts()]
    pages = _strings_of(documents, wanted)
    taken = in_turn(lambda: documents.render_all(wanted), lambda: _only_draw(pages), ROUNDS)
    report(f"letters: {LETTERS} in one file", *taken, aim=None)
    note(f"letters: {len(pages)} pages, {sum(len(text.pieces) for texts in pages for text in texts):,} strings")


def _strings_of(documents: Documents, wanted: list[tuple[Template, DocumentFacts]]) -> list[list[Text]]:
    """What the letters draw, page by page."""
    setter = Typesetter(documents.fonts)
    laid = (Pages(documents.compose(template, facts), setter).sheets() for template, facts in wanted)
    return [sheet.texts for sheets in laid for sheet in sheets]


def _only_draw(pages: list[list[Text]]) -> bytes:
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0  # not in ASCII, which would take it longer than all the rest
    target = BytesIO()
    canvas = Canvas(target, pageCompression=1)
    for texts in pages:
        pieces = [(piece, text.size) for text in texts for piece in text.pieces]
        for place, (piece, size) in enumerate(pieces):
            canvas.setFont(piece.font, size)
            canvas.drawString(72, 800 - 9 * place, piece.text)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _facts() -> list[DocumentFacts]:
    wanted = select(Suggestion).where(Suggestion.step == SuggestionStep.ISSUED).order_by(Suggestion.id).limit(LETTERS)
    with Database(store_of(SIZES[0])).read() as session:
        return [
            DocumentFacts(
                dict(
                    office=letter.office_name,
                    addressee=letter.addressee,
                    case_source=letter.case_source or "",
                    facts=letter.facts or "",
                    problem=letter.problem or "",
                    proposals=tuple((letter.proposal or "").splitlines()),
                    basis=letter.basis or "",
                    objection_period=letter.objection_period or "",
                    reply_period=letter.reply_period or "",
                    other=letter.other_matters or "",
                    issued_on=letter.issued_on,
                    address_as="你单位",
                ),
                number=letter.number or "",
            )
            for letter in session.scalars(wanted)
        ]
