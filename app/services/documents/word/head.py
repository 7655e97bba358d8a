"""The head of a Word copy: the lines of the PDF's head, each at the same height."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from app.services.documents.layout.heads import Head, Placed
from app.services.documents.paper.breaking import Line
from app.services.documents.paper.fonts import Face, Fonts
from app.services.documents.paper.geometry import ASCENT, RED, RED_LINE_WIDTH, SIZE_3
from app.services.documents.word.markup import BASELINE, Element, Look, paragraph, paragraph_of_lines

_ROOM = 1.2  # of the type size, for the line of a head that is a single one
_RED = "".join(f"{round(part * 255):02X}" for part in RED)


def head_paragraphs(head: Head, leading: float, fonts: Fonts) -> list[Element]:
    """The lines from the top; the room below the last reaches to where the text begins."""
    # Exact lines set the text lower than the PDF's; the head comes down with it, so that the distances remain.
    drop = BASELINE * leading - ASCENT * SIZE_3
    end = head.height(leading)
    groups = list(_groups(head))
    cursor, made = 0.0, []
    for place, (align, lines) in enumerate(groups):
        size, step = lines[0][2], _step(lines)
        top = max(lines[0][1] + drop - BASELINE * step, cursor)
        bottom = top + len(lines) * step
        borders = []
        is_over_red_line = head.red_line is not None and _is_over(head.red_line, lines, groups[place + 1 :])
        if is_over_red_line and head.red_line is not None:
            distance = max(head.red_line + drop - bottom, 1.0)
            borders = [("bottom", RED_LINE_WIDTH, distance, _RED)]
            bottom += distance + RED_LINE_WIDTH
        is_last = place == len(groups) - 1
        look = Look(
            size,
            step,
            before=top - cursor,
            after=max(end - bottom, 0.0) if is_last else 0.0,
            align=align,
            colour=_RED if lines[0][3] == RED else "",
            borders=tuple(borders),
            keeps_next=True,
        )
        made.append(paragraph_of_lines([line.text for line, *_ in lines], _face(lines[0][0], fonts), look))
        cursor = bottom
    return made or [paragraph([], Look(1.0, 1.0, after=max(end - 1.0, 0.0)))]


def _groups(head: Head) -> Iterator[tuple[str, list[Placed]]]:
    """Lines that make one paragraph: those of one size and colour in the middle; each of the others by itself."""
    placed = [("left", each) for each in head.left] + [("right", each) for each in head.right]
    placed += [("center", each) for each in head.centred]
    placed.sort(key=lambda entry: entry[1][1])
    for key, entries in groupby(enumerate(placed), key=_kind):
        lines = [each for _, (_, each) in entries]
        yield str(key[0]), lines


def _kind(entry: tuple[int, tuple[str, Placed]]) -> tuple[object, ...]:
    place, (align, (_line, _y, size, colour)) = entry
    return (align, size, colour) if align == "center" else (align, place)


def _step(lines: Sequence[Placed]) -> float:
    return lines[1][1] - lines[0][1] if len(lines) > 1 else lines[0][2] * _ROOM


def _is_over(red_line: float, lines: Sequence[Placed], following: Sequence[tuple[str, list[Placed]]]) -> bool:
    """Whether these are the last lines above the red line."""
    return lines[-1][1] < red_line and not (following and following[0][1][0][1] < red_line)


def _face(line: Line, fonts: Fonts) -> Face:
    """The face most of a line is set in; some of its characters may be borrowed from another."""
    faces = {fonts.font_name(face): face for face in (Face.FANG, Face.HEI, Face.SONG, Face.TITLE)}
    used = Counter(faces[cell.font] for cell in line.cells if cell.font in faces)
    return used.most_common(1)[0][0] if used else Face.FANG
