"""The list of warnings on paper: shown as it will print, or written to an Excel or PDF file."""

from pathlib import Path

from app.services.foundation.progress import Progress
from app.services.indicator_warnings.rows import WarningQuery
from app.services.papers.rows import PaperNamed
from app.views.secrecy.way_out import SHEETS, WayOut
from app.views.shared.actor_dialog import working_actor
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_TITLE = "数据警戒与核查清单"


def show_list(workplace: Workplace, query: WarningQuery, work: WorkStrip) -> None:
    """Draw the warnings of a query and open the sheet, to be printed or saved."""
    from app.views.docket.paper_dialog import PaperDialog

    paper = workplace.desk.indicator_warnings.paper

    def show(drawn: tuple[bytes, int]) -> None:
        pdf, count = drawn
        PaperDialog(workplace, _TITLE, pdf, work.window()).open()
        workplace.say(f"{_TITLE}共 {count:,} 项。")

    work.run(f"正在生成{_TITLE}……", lambda _: paper.draw(query), show)


def export_list(workplace: Workplace, query: WarningQuery, work: WorkStrip) -> None:
    """Ask where to, then write; the file's ending decides whether it is PDF or Excel."""
    ask = WayOut(workplace, work)
    ask.file(f"导出{_TITLE}", f"{_TITLE}.xlsx", SHEETS, lambda path: write_list(workplace, query, work, path))


def write_list(workplace: Workplace, query: WarningQuery, work: WorkStrip, path: Path) -> None:
    """Write the warnings as they are shown, note who took them out, and say how many they are."""
    from app.views.documents.noting import note_files

    paper, actor = workplace.desk.indicator_warnings.paper, working_actor(workplace, work)
    if actor is None:
        return

    def job(_: Progress) -> int:
        count = paper.write(query, path)
        note_files(workplace, actor, PaperNamed(_TITLE, "figure-warnings", 0), [path])
        return count

    work.run(f"正在导出{_TITLE}……", job, lambda count: workplace.say(f"已生成 {path}，共 {count:,} 项。"))
