"""The check code of an internal sheet: QR and text in the upper right margin of its first page."""

from app.services.documents.paper.drawing import Box, Sheet
from app.services.documents.paper.fonts import Face
from app.services.documents.paper.geometry import LEFT, MEASURE, MM
from app.services.documents.paper.typesetter import Run, Setting, Typesetter

_SIDE = 17 * MM  # of the QR code, its quiet zone not counted
_TOP = 11 * MM
_TEXT = Setting(7.5, 7.5)


def put_check_mark(sheet: Sheet, code: str, setter: Typesetter) -> None:
    """Draw the code as squares, so that nothing but vectors goes into the file, and as text under it."""
    import segno

    matrix = segno.make(code, error="m", micro=False, boost_error=False).matrix
    cell = _SIDE / len(matrix)
    left = LEFT + MEASURE - _SIDE
    for row, line in enumerate(matrix):
        for start, end in _dark_runs(line):
            sheet.boxes.append(Box(left + start * cell, _TOP + row * cell, (end - start) * cell, cell))
    text = setter.one_line([Run(f"校验码 {spaced(code)}", Face.SONG)], _TEXT)
    sheet.put_right(text, LEFT + MEASURE, _TOP + _SIDE + 9.0, _TEXT.size)


def spaced(code: str) -> str:
    """In groups of four, as it is read out and typed."""
    return " ".join(code[place : place + 4] for place in range(0, len(code), 4))


def _dark_runs(line: bytes | bytearray) -> list[tuple[int, int]]:
    """From where to where neighbouring modules are dark."""
    runs, start = [], None
    for place, module in enumerate([*line, 0]):
        if module and start is None:
            start = place
        elif not module and start is not None:
            runs.append((start, place))
            start = None
    return runs
