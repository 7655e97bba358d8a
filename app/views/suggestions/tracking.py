"""导出回复跟踪表: asks for a file and writes the letters of a query to it, beside the window."""

from pathlib import Path

from app.services.foundation.progress import Progress
from app.services.lists.listing import ListQuery
from app.services.papers.rows import PaperNamed
from app.views.secrecy.way_out import WayOut
from app.views.shared.actor_dialog import working_actor
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace

_KINDS = {"PDF 文件 (*.pdf)": ".pdf", "Excel 工作簿 (*.xlsx)": ".xlsx"}


def export_tracking(workplace: Workplace, query: ListQuery, work: WorkStrip) -> None:
    """Ask where to, then write; the file's ending decides whether it is PDF or Excel."""
    ask = WayOut(workplace, work)
    ask.file("导出回复跟踪表", "回复跟踪表.pdf", _KINDS, lambda path: write_tracking(workplace, query, work, path))


def write_tracking(workplace: Workplace, query: ListQuery, work: WorkStrip, path: Path) -> None:
    """Write the sheet and say how many letters are on it."""
    from app.views.documents.noting import note_files

    service, actor = workplace.desk.sheets, working_actor(workplace, work)
    if actor is None:
        return

    def job(_: Progress) -> int:
        count = service.reply_tracking(query, path)
        note_files(workplace, actor, PaperNamed("回复跟踪表", "reply-tracking", 0), [path])
        return count

    work.run("正在生成回复跟踪表……", job, lambda count: workplace.say(f"已生成 {path}，共 {count} 份。"))
