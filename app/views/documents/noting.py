"""Notes in 打印输出登记簿 what left the window; who does it is asked first, so that no line stands without a name."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter

from app.models.terms import Output
from app.services.foundation.errors import DomainError, KnownError
from app.services.foundation.intentions import Actor
from app.services.papers.rows import Delivery, PaperNamed
from app.views.shared.workplace import Workplace


def printed(printer: QPrinter, pages: int) -> Delivery:
    """A print, as the printer was asked for it; "printing" into a file saves one."""
    if printer.outputFileName():
        return saved(Path(printer.outputFileName()), pages)
    return Delivery(Output.PRINTED, printer.printerName(), printer.copyCount(), pages)


def saved(path: Path, pages: int = 0) -> Delivery:
    """A file saved from what is on screen; ``pages`` 0 for all."""
    return Delivery(Output.SAVED, str(path.absolute()), pages=pages)


def note_sheet(workplace: Workplace, actor: Actor, title: str, pdf: bytes, delivery: Delivery) -> None:
    """Note a sheet that belongs to no record; what stands in the way is said in the status line."""
    from app.services.documents.preview import page_count
    from app.services.documents.stated_mark import stated_mark

    try:
        marking = stated_mark(pdf)
        named = PaperNamed(title, "sheet", page_count(pdf), hashlib.sha256(pdf).hexdigest(), marking=marking)
        workplace.desk.papers.log.record(actor, named, delivery)
    except (DomainError, KnownError) as problem:
        workplace.say(str(problem))


def note_files(workplace: Workplace, actor: Actor, sheet: PaperNamed, files: Iterable[Path]) -> None:
    """Note files that were written by an export."""
    for file in files:
        workplace.desk.papers.record_export(actor, sheet, file)
