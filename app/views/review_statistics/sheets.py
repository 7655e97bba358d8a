"""The statement of one list on paper: shown as it will print, or written to an Excel or PDF file."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from app.models.review_terms import TriggerList
from app.services.foundation.progress import Progress
from app.services.papers.rows import PaperNamed
from app.services.review_statistics.period import ReviewPeriod
from app.views.shared.actor_dialog import working_actor
from app.views.shared.work_strip import WorkStrip
from app.views.shared.workplace import Workplace


class Sheet(NamedTuple):
    """Which statement: of which period, as which day knew it, of which list."""

    period: ReviewPeriod
    as_of: date
    trigger_list: TriggerList


def show_statement(workplace: Workplace, sheet: Sheet, work: WorkStrip) -> None:
    """Draw the statement and open it, to be printed or saved."""
    from app.views.docket.paper_dialog import PaperDialog

    service = workplace.desk.review_statistics
    title = service.file_name(sheet.period, sheet.trigger_list)

    def show(pdf: bytes) -> None:
        PaperDialog(workplace, title, pdf, work.window()).open()

    work.run("正在生成统计表……", lambda _: service.draw(sheet.period, sheet.trigger_list, sheet.as_of), show)


def write_statement(workplace: Workplace, sheet: Sheet, work: WorkStrip, path: Path) -> None:
    """Write the statement and note who took it out."""
    from app.views.documents.noting import note_files

    service, actor = workplace.desk.review_statistics, working_actor(workplace, work)
    if actor is None:
        return
    title = service.file_name(sheet.period, sheet.trigger_list)

    def job(_: Progress) -> Path:
        service.write(sheet.period, sheet.trigger_list, path, sheet.as_of)
        note_files(workplace, actor, PaperNamed(title, "review-statistics", 0), [path])
        return path

    work.run("正在导出统计表……", job, lambda written: workplace.say(f"已生成 {written}。"))
