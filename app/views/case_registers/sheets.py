"""The registers on paper: shown as they will print, or written to a PDF or Excel file."""

from functools import partial
from pathlib import Path

from app.services.case_registers.rows import Book
from app.services.foundation.progress import Progress
from app.services.lists.listing import ListQuery
from app.services.papers.rows import PaperNamed
from app.views.secrecy.way_out import SHEETS, WayOut
from app.views.shared.actor_dialog import working_actor
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace


def show_register(workplace: Workplace, book: Book, query: ListQuery, work: WorkStrip) -> None:
    """Draw the entries of a query and open the sheet, to be printed or saved."""
    from app.views.docket.paper_dialog import PaperDialog

    paper = workplace.desk.case_registers.paper

    def show(drawn: tuple[bytes, int]) -> None:
        pdf, count = drawn
        PaperDialog(workplace, book.title, pdf, work.window()).open()
        workplace.say(f"{book.title}共 {count:,} 件。")

    work.run(f"正在生成{book.title}……", lambda _: paper.draw(book, query), show)


def export_register(workplace: Workplace, book: Book, query: ListQuery, work: WorkStrip) -> None:
    """Ask where to, then write; the file's ending decides whether it is PDF or Excel."""
    write = partial(write_register, workplace, book, query, work)
    WayOut(workplace, work).file(f"导出{book.title}", f"{book.title}.xlsx", SHEETS, write)


def write_register(workplace: Workplace, book: Book, query: ListQuery, work: WorkStrip, path: Path) -> None:
    """Write the entries as they are shown and say how many they are."""
    from app.views.documents.noting import note_files

    paper, actor = workplace.desk.case_registers.paper, working_actor(workplace, work)
    if actor is None:
        return

    def job(_: Progress) -> int:
        count = paper.write(book, query, path)
        note_files(workplace, actor, PaperNamed(book.title, book.value, 0), [path])
        return count

    work.run(f"正在导出{book.title}……", job, lambda count: workplace.say(f"已生成 {path}，共 {count:,} 件。"))
