"""What follows the text of a Word copy: 附件说明, signature, annexes and 版记."""

from collections.abc import Iterator

from app.services.documents.composition import Appendix, Composition
from app.services.documents.layout.signing import NOTE_INDENT, Signing
from app.services.documents.paper.fonts import Face
from app.services.documents.paper.geometry import (
    DATE_INSET,
    IMPRINT_THICK,
    IMPRINT_THIN,
    LEFT,
    MEASURE,
    SIZE_2,
    SIZE_4,
)
from app.services.documents.paper.typesetter import Run, Setting, Typesetter
from app.services.documents.word.blocks import Blocks
from app.services.documents.word.markup import Element, Look, paragraph, paragraph_of_lines
from app.services.documents.word.ruled import foot_table
from app.services.documents.wording.faces import faced

_IMPRINT_ROW = SIZE_4 * 1.7


class Closing:
    """The end of one document."""

    def __init__(
        self,
        said: Composition,
        setter: Typesetter,
        setting: Setting,
        leading: float,
        signing: Signing,
        blocks: Blocks,
    ) -> None:
        """Nothing is made yet; ``signing`` is that of the PDF, ``blocks`` those of the text."""
        self._said, self._setter, self._setting, self._leading = said, setter, setting, leading
        self._signing = signing
        self._blocks = blocks

    def annex_list(self) -> Iterator[Element]:
        """附件：1. … one empty line above, two characters in, further lines under the name (GB/T 9704-2012, 7.3.4)."""
        names, pitch = self._said.annex_names, self._setting.pitch
        for place, name in enumerate(names):
            left = (6 if len(names) > 1 else 5) * pitch
            is_first = place == 0
            look = self._blocks.look(
                before=self._leading if is_first else 0.0,
                left=left,
                first=(2 if is_first else 5) * pitch - left,
                keeps_next=True,
            )
            yield paragraph([Run(f"{'附件：' if is_first else ''}{name}", Face.FANG)], look)

    def signature(self, gap: int) -> Iterator[Element]:
        """署名 over the middle of 成文日期, which ends four characters from the right; 附注; 抄送 of a legal letter."""
        signature = self._said.signature
        if signature is None:
            return
        issued, name = faced(signature.date, Face.FANG), faced(signature.name, Face.FANG)
        date_width = self._setter.one_line(issued, self._setting).width
        name_width = self._setter.one_line(name, self._setting).width
        left = MEASURE - 2 * DATE_INSET - date_width  # from here to the right edge the middle is the date's
        room = {"before": gap * self._leading, "keeps_next": True}
        if name_width > MEASURE - left:
            yield paragraph(name, self._blocks.look(align="right", **room))
        else:
            yield paragraph(name, self._blocks.look(align="center", left=left, **room))
        is_followed = bool(self._said.closing_note or self._copies)
        yield paragraph(issued, self._blocks.look(align="right", right=DATE_INSET, keeps_next=is_followed))
        if self._said.closing_note:
            yield self._note()
        if self._copies:
            seal = self._signing.seal_room * self._leading
            look = Look(SIZE_4, self._leading, before=seal, left=4 * SIZE_4, right=SIZE_4, first=-3 * SIZE_4)
            yield paragraph([Run(self._copies, Face.FANG)], look)

    def _note(self) -> Element:
        """附注 two characters in, its lines as the PDF has them: they end before the seal."""
        pitch = self._setting.pitch
        left = (NOTE_INDENT + 1) * pitch
        look = self._blocks.look(align="left", left=left, first=-pitch, keeps_next=bool(self._copies))
        return paragraph_of_lines([line.text for line in self._signing.note], Face.FANG, look)

    @property
    def _copies(self) -> str:
        return "" if self._said.printed else self._said.copies

    def annex(self, annex: Appendix) -> Iterator[Element]:
        """附件 in 黑体 on the first line of a new page, the title two below, its text."""
        label = self._blocks.look(begins_page=True, after=self._leading, align="left", keeps_next=True)
        yield paragraph([Run(annex.label, Face.HEI)], label)
        lines = self._setter.balanced(
            annex.title, Face.TITLE, Setting(SIZE_2, SIZE_2), MEASURE - 2 * SIZE_2, self._said.keep_together
        )
        title = Look(SIZE_2, self._leading, after=self._leading, align="center", keeps_next=True)
        yield paragraph_of_lines([line.text for line in lines], Face.TITLE, title)
        yield from self._blocks.elements(annex.blocks)

    def imprint(self) -> Element:
        """版记 at the foot of the page, thick rules outside and a thin one between (GB/T 9704-2012, 7.4).

        The PDF counts lines so that it ends with the page area; here it is anchored to the foot of whatever page the
        text ends on.
        """
        said = self._said
        rows = []
        if said.copies:
            hung = Look(SIZE_4, _IMPRINT_ROW, align="left", left=4 * SIZE_4, right=SIZE_4, first=-3 * SIZE_4)
            rows.append((paragraph([Run(said.copies, Face.FANG)], hung),))
        stops = [("right", MEASURE - SIZE_4)]
        line = Look(SIZE_4, _IMPRINT_ROW, align="left", left=SIZE_4, stops=tuple(stops))
        rows.append((paragraph([Run(f"{said.office}\t{said.printed}", Face.FANG)], line),))
        return foot_table(LEFT, MEASURE, rows, (IMPRINT_THICK, IMPRINT_THIN))
