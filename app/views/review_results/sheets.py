"""The board on paper: shown as it will print, or written to a PDF or Excel file."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from app.services.foundation.progress import Progress
from app.services.lists.listing import ListQuery
from app.services.papers.rows import PaperNamed
from app.services.review_results.rows import CODE, TITLE
from app.views.shared.actor_dialog import working_actor
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_KINDS = {"Excel 工作簿 (*.xlsx)": ".xlsx", "PDF 文件 (*.pdf)": ".pdf"}


def show_board(workplace: Workplace, query: ListQuery, work: WorkStrip) -> None:
    """Draw the results of a query and open the sheet, to be printed or saved."""
    from app.views.docket.paper_dialog import PaperDialog

    paper = workplace.desk.review_results.paper

    def show(drawn: tuple[bytes, int]) -> None:
        pdf, count = drawn
        PaperDialog(workplace, TITLE, pdf, work.window()).open()
        workplace.say(f"{TITLE}共 {count:,} 项。")

    work.run(f"正在生成{TITLE}……", lambda _: paper.draw(query), show)


def export_board(workplace: Workplace, query: ListQuery, work: WorkStrip) -> None:
    """Ask where to, then write; the file's ending decides whether it is PDF or Excel."""
    name, kind = QFileDialog.getSaveFileName(work, f"导出{TITLE}", f"{TITLE}.xlsx", ";;".join(_KINDS))
    if name:
        path = Path(name)
        write_board(workplace, query, work, path if path.suffix else path.with_name(path.name + _KINDS[kind]))


def write_board(workplace: Workplace, query: ListQuery, work: WorkStrip, path: Path) -> None:
    """Write the results as they are shown and say how many they are."""
    from app.views.documents.noting import note_files

    paper, actor = workplace.desk.review_results.paper, working_actor(workplace, work)
    if actor is None:
        return

    def job(_: Progress) -> int:
        count = paper.write(query, path)
        note_files(workplace, actor, PaperNamed(TITLE, CODE, 0), [path])
        return count

    work.run(f"正在导出{TITLE}……", job, lambda count: workplace.say(f"已生成 {path}，共 {count:,} 项。"))
