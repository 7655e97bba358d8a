"""Writes a briefing to a file beside the window and notes it in 打印输出登记簿."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.services.briefings.rows import BriefingRow
from app.services.documents.facts import RenderedDocument
from app.services.foundation.progress import Progress
from app.services.papers.rows import PaperNamed
from app.views.shared.actor_dialog import working_actor
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace


def write_briefing(workplace: Workplace, work: WorkStrip, row: BriefingRow, path: Path, parent: QWidget) -> None:
    """PDF or Word by the path's ending."""
    from app.views.documents.noting import note_files

    actor = working_actor(workplace, parent)
    if actor is None:
        return
    service = workplace.desk.briefings

    def job(_: Progress) -> RenderedDocument:
        made = service.write(row.id, path)
        note_files(workplace, actor, PaperNamed(row.title, "briefing", made.page_count), [path])
        return made

    unfinished = "" if row.is_finished else "尚未定稿，每页印有“未定稿”。"
    work.run("正在写出……", job, lambda _made: workplace.say(f"已保存 {path}。{unfinished}"))
