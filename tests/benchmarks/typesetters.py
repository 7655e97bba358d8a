"""A hundred letters of one page and of three against LibreOffice, WeasyPrint and Typst, with the same faces.

Each peer sets the text of our letters, composed by our own wording, on our page: A4, 156 by 225 mm, 22 lines of 28
characters in the bundled faces. LibreOffice is given our own Word copies, all of them in one process. Every file must
have as many pages as ours. The letters of each round are others, so that nobody sets what it has set before.
"""

import os
from collections import Counter
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from app.services.documents.composition import Composition
from app.services.documents.service import Documents
from app.services.foundation.resources import Resources
from tests.tools.benchmark_letters import DAY, LETTERS, letters
from tests.tools.measuring import Spent, all_in_turn, note, report_in
from tests.tools.peer_fonts import fonts_of
from tests.tools.peer_typesetters import LibreOffice, Typst, WeasyPrint

ROUNDS = 2  # of the slow ones; the whole run stays below a quarter of an hour on a busy machine
BATCH_ROUNDS = 7


def main() -> None:
    """Letters of one page, then of three."""
    resources = Resources.shipped()
    with TemporaryDirectory() as folder:
        environment = fonts_of(Path(folder), resources.fonts)
        os.environ |= environment  # before WeasyPrint asks for a font
        peers = LibreOffice(Path(folder), environment), WeasyPrint(), Typst(resources.fonts)
        for pages in (1, 3):
            _Contest(resources, pages, *peers).hold()
    note(
        "Not alike: ours alone squeezes punctuation, keeps room for the seal and refuses characters no font has. Fonts"
    )
    note(
        "are open already for ours, WeasyPrint and Typst; one soffice starts for a hundred. Typst's files are untagged,"
    )
    note("as ours are. All begin with the facts of the letters: composing the wording is in everybody's time.")


class _Contest:
    """Letters of so many pages, set by everybody; what is set is kept, and its pages counted when nobody is timed."""

    def __init__(
        self, resources: Resources, pages: int, office: LibreOffice, weasyprint: WeasyPrint, typst: Typst
    ) -> None:
        self._documents, self._pages = Documents(resources), pages
        self._office, self._weasyprint, self._typst = office, weasyprint, typst
        self._template = self._documents.library.find("suggestion-letter", DAY)
        self._facts = [letters(pages, batch) for batch in range(ROUNDS + BATCH_ROUNDS + 1)]
        self._set: list[bytes] = []
        self._batches: list[bytes] = []

    def hold(self) -> None:
        """One letter each for a start, then in turn: a file for each letter, and one file for all."""
        name = f"letters, {self._pages} page{'s'[: self._pages - 1]} × {LETTERS}"
        self._warm_up()
        ours, copying, office, weasyprint, typst = all_in_turn(
            (
                self._each,
                self._copy,
                lambda _: self._set.extend(self._office.convert()),
                lambda batch: self._set.extend(map(self._weasyprint.letter, self._composed(batch))),
                lambda batch: self._set.extend(self._typst.letters([letter]) for letter in self._composed(batch)),
            ),
            ROUNDS,
        )
        _report(f"{name}, a file each: LibreOffice", ours, office, 1)
        _report("… with our writing of its .docx", ours, Spent(*map(sum, zip(office, copying, strict=True))), 1)
        _report(f"{name}, a file each: WeasyPrint", ours, weasyprint, 1)
        _report(f"{name}, a file each: Typst", ours, typst, None)
        ours, typst = all_in_turn((self._batch, self._typst_batch), BATCH_ROUNDS)
        _report(f"{name}, one file: Typst", ours, typst, 1)
        self._count_pages()

    def _warm_up(self) -> None:
        facts, said = self._facts[-1][0], self._composed(-1)[0]
        self._office.take([self._documents.word(self._template, facts)])
        self._set += [self._documents.render(self._template, facts).pdf, *self._office.convert()]
        self._set += [self._weasyprint.letter(said), self._typst.letters([said])]

    def _composed(self, batch: int) -> list[Composition]:
        return [self._documents.compose(self._template, facts) for facts in self._facts[batch]]

    def _each(self, batch: int) -> None:
        self._set += [self._documents.render(self._template, facts).pdf for facts in self._facts[batch]]

    def _copy(self, batch: int) -> None:
        self._office.take([self._documents.word(self._template, facts) for facts in self._facts[batch]])

    def _batch(self, batch: int) -> None:
        wanted = [(self._template, facts) for facts in self._facts[ROUNDS + batch]]
        self._batches.append(self._documents.render_all(wanted).pdf)

    def _typst_batch(self, batch: int) -> None:
        self._batches.append(self._typst.letters(self._composed(ROUNDS + batch)))

    def _count_pages(self) -> None:
        from pypdf import PdfReader

        counted = Counter(len(PdfReader(BytesIO(pdf)).pages) for pdf in self._set)
        assert counted == {self._pages: 4 * (ROUNDS * LETTERS + 1)}, counted
        assert {len(PdfReader(BytesIO(pdf)).pages) for pdf in self._batches} == {self._pages * LETTERS}


def _report(name: str, ours: Spent, theirs: Spent, aim: float | None) -> None:
    """CPU seconds, since the machine may be busy with something else; wall time beside them."""
    report_in("s CPU", name, ours.cpu, theirs.cpu, aim)
    note(f"  by the clock {ours.wall:.1f} s against {theirs.wall:.1f} s, {ours.wall / theirs.wall:.2f}")
